internal import CPlatform

/// A credential: kept in pages of its own that core files leave out, zeroed when it goes away.
package final class Secret: @unchecked Sendable {
    private let pages: UnsafeMutableRawPointer?
    private let size: Int
    package let count: Int

    package init(copying bytes: UnsafeRawBufferPointer) throws(OutOfMemory) {
        // mmap refuses 0 bytes.
        let size = max(bytes.count, 1)
        pages = cplatform_pages_allocate(size)
        self.size = size
        count = pages == nil ? 0 : bytes.count
        guard let pages else { throw OutOfMemory() }
        if let source = bytes.baseAddress {
            pages.copyMemory(from: source, byteCount: bytes.count)
        }
    }

    deinit {
        guard let pages else { return }
        cryptoWipe(pages, size)
        cplatform_pages_free(pages, size)
    }

    /// The credential itself. Never to be copied into anything that is not wiped.
    package var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: pages, count: count)
    }
}
