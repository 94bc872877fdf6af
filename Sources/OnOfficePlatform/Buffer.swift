internal import CPlatform

/// Bytes of a document: a request, an answer. Growing may fail, but never traps, and a NUL always
/// follows the last byte, so that the memory can be handed to C as it is.
package final class Buffer: @unchecked Sendable {
    private var base: UnsafeMutablePointer<UInt8>?
    private var capacity = 0
    /// Number of bytes, the closing NUL not counted.
    package private(set) var count = 0
    /// Whether the bytes are zeroed before their memory is given back.
    private let isSecret: Bool
    /// Whether the memory is pages of its own.
    private var isLarge = false
    /// From so many bytes on, it is.
    private static let large = 2 << 20

    package init(isSecret: Bool = false) {
        self.isSecret = isSecret
    }

    package convenience init(copying bytes: UnsafeRawBufferPointer) throws(OutOfMemory) {
        self.init()
        try append(bytes)
    }

    deinit {
        release()
    }

    /// The bytes. Valid until the buffer grows or goes away.
    package var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base, count: count)
    }

    /// The bytes as C text; never nil, and NUL-terminated. Valid as long as ``bytes``.
    package var text: UnsafePointer<CChar> {
        guard let base else { return emptyText }
        return UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self)
    }

    /// Makes room for so many bytes in all.
    @inline(never)
    package func reserve(_ total: Int) throws(OutOfMemory) {
        let (needed, overflow) = total.addingReportingOverflow(1)
        guard !overflow, needed > 0 else { throw OutOfMemory() }
        guard needed > capacity else { return }
        guard let memory = isSecret ? moved(to: needed) : grown(to: needed) else {
            throw OutOfMemory()
        }
        base = memory.assumingMemoryBound(to: UInt8.self)
        base?[count] = 0
        capacity = needed
    }

    @inline(never)
    package func append(_ bytes: UnsafeRawBufferPointer) throws(OutOfMemory) {
        let (total, overflow) = count.addingReportingOverflow(bytes.count)
        guard !overflow else { throw OutOfMemory() }
        try makeRoom(for: total)
        guard let base else { return }
        if let source = bytes.baseAddress {
            UnsafeMutableRawPointer(base + count).copyMemory(from: source, byteCount: bytes.count)
        }
        count = total
        base[count] = 0
    }

    @inline(never)
    package func append(_ text: StaticString) throws(OutOfMemory) {
        try append(text.bytes)
    }

    @inline(never)
    package func append(_ byte: UInt8) throws(OutOfMemory) {
        try makeRoom(for: count &+ 1)
        base?[count] = byte
        count &+= 1
        base?[count] = 0
    }

    package func append(_ bytes: [UInt8]) throws(OutOfMemory) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(OutOfMemory) in
            try append(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Appends bytes that are written into the memory that is handed out, as many as it returns.
    package func append(
        atMost size: Int, _ write: (UnsafeMutableRawBufferPointer) -> Int
    ) throws(OutOfMemory) {
        let (total, overflow) = count.addingReportingOverflow(size)
        guard !overflow else { throw OutOfMemory() }
        try makeRoom(for: total)
        guard let base else { return }
        let written = write(UnsafeMutableRawBufferPointer(start: base + count, count: size))
        count &+= min(max(written, 0), size)
        base[count] = 0
    }

    /// Forgets the bytes; the memory is kept.
    package func clear() {
        count = 0
        base?[0] = 0
    }

    /// Doubles, so that many small pieces cost linear time.
    @inline(never)
    private func makeRoom(for total: Int) throws(OutOfMemory) {
        guard total >= capacity else { return }
        let doubled = capacity.multipliedReportingOverflow(by: 2)
        if !doubled.overflow, doubled.partialValue > total {
            // A buffer that cannot double may still fit what is needed.
            do throws(OutOfMemory) { return try reserve(doubled.partialValue) } catch {}
        }
        try reserve(max(total, 63))
    }

    private func grown(to size: Int) -> UnsafeMutableRawPointer? {
        if isLarge { return cplatform_large_reallocate(base, capacity, size) }
        guard size >= Self.large else { return cplatform_reallocate(base, size) }
        guard let memory = cplatform_large_allocate(size) else { return nil }
        if let base {
            memory.copyMemory(from: base, byteCount: count)
        }
        release()
        isLarge = true
        return memory
    }

    /// Like realloc, but no copy of a secret stays behind.
    private func moved(to size: Int) -> UnsafeMutableRawPointer? {
        guard let memory = cplatform_allocate(size) else { return nil }
        if let base {
            memory.copyMemory(from: base, byteCount: count)
        }
        release()
        return memory
    }

    private func release() {
        guard let base else { return }
        if isSecret { cryptoWipe(base, capacity) }
        if isLarge {
            cplatform_large_free(base, capacity)
        } else {
            cplatform_free(base)
        }
        self.base = nil
    }
}
