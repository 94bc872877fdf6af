/// The version of this library, the same as in `onoffice.h`.
package enum LibraryVersion {
    package static let text: StaticString = "0.1.0"
    /// major * 1000000 + minor * 1000 + patch.
    package static let number: Int32 = 1000
}
