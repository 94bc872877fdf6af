internal import CPlatform

/// Memory that may fail, for modules that bring their own types for what is in it.
package enum RawMemory {
    /// As realloc: nil if it cannot be had, and then the old memory is as before.
    package static func reallocate(
        _ memory: UnsafeMutableRawPointer?, _ size: Int
    ) -> UnsafeMutableRawPointer? {
        cplatform_reallocate(memory, size)
    }

    package static func free(_ memory: UnsafeMutableRawPointer?) {
        cplatform_free(memory)
    }
}
