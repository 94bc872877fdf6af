/// Memory for a document could not be had.
package struct OutOfMemory: Error {
    package init() {}
}
