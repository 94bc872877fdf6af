internal import CPlatform

package enum Environment {
    /// A variable; nil if it is not set, or empty.
    package static func text(_ name: StaticString) -> Text? {
        guard let value = cplatform_environment(cText(name)) else { return nil }
        let bytes = cBytes(value)
        return bytes.isEmpty ? nil : Text(copying: bytes)
    }
}

/// Whether a directory holds certificates under the names that OpenSSL looks for.
package func isHashedDirectory(_ path: UnsafePointer<CChar>) -> Bool {
    cplatform_is_hashed(path) != 0
}

/// Closes a descriptor that nobody else will.
package func closeDescriptor(_ descriptor: Int32) {
    cplatform_close(descriptor)
}
