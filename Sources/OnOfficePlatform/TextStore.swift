internal import CPlatform

/// Texts made from places of a document, for C: each is made once and kept as long as the store.
/// Any number of threads may ask at a time; there is no lock, so that a fork leaves none behind.
package final class TextStore: @unchecked Sendable {
    /// What stands before the bytes of a text.
    private struct Header {
        let next: UnsafeMutableRawPointer?
        let place: Int
        var count: Int
    }

    /// Texts of neighbouring places share a list.
    private static let bytesPerList = 256

    private let lists: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    private let count: Int

    private init(_ lists: UnsafeMutablePointer<UnsafeMutableRawPointer?>, count: Int) {
        self.lists = lists
        self.count = count
    }

    /// A store for the places of a document of that size; nil if its memory cannot be had.
    package static func make(documentSize: Int) -> TextStore? {
        let count = max(documentSize, 0) / bytesPerList &+ 1
        // Zeroed, and not touched where no text is asked for.
        guard
            let memory = cplatform_allocate_zeroed(
                count, MemoryLayout<UnsafeMutableRawPointer?>.size)
        else { return nil }
        let lists = memory.assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
        return TextStore(lists, count: count)
    }

    deinit {
        for index in 0..<count {
            var text = lists[index]
            while let memory = text {
                text = header(of: memory).pointee.next
                cplatform_free(memory)
            }
        }
        cplatform_free(lists)
    }

    /// The text of a place, NUL-terminated, valid as long as the store. If there is none yet, `fill`
    /// writes it, up to `capacity` bytes, and returns how many there are. nil if there is no memory.
    package func text(
        at place: Int, capacity: Int, fill: (UnsafeMutableRawPointer) -> Int
    ) -> LentText? {
        guard place >= 0, place / Self.bytesPerList < count else { return nil }
        let list = lists + place / Self.bytesPerList
        var first = cplatform_pointer_load(list)
        if let found = find(place, in: first) { return found }
        let (size, overflow) = capacity.addingReportingOverflow(Self.textOffset &+ 1)
        guard !overflow, let made = cplatform_allocate(size) else { return nil }
        let count = fill(made + Self.textOffset)
        made.storeBytes(of: 0, toByteOffset: Self.textOffset &+ count, as: UInt8.self)
        while true {
            let header = Header(next: first, place: place, count: count)
            made.initializeMemory(as: Header.self, to: header)
            if cplatform_pointer_replace(list, first, made) != 0 { return lend(made) }
            first = cplatform_pointer_load(list)
            if let found = find(place, in: first) {
                cplatform_free(made)
                return found
            }
        }
    }

    private static var textOffset: Int { MemoryLayout<Header>.size }

    private func find(
        _ place: Int, in list: UnsafeMutableRawPointer?
    ) -> LentText? {
        var text = list
        while let memory = text {
            let header = header(of: memory)
            if header.pointee.place == place { return lend(memory) }
            text = header.pointee.next
        }
        return nil
    }

    private func header(of text: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Header> {
        text.assumingMemoryBound(to: Header.self)
    }

    private func lend(_ text: UnsafeMutableRawPointer) -> LentText {
        let bytes = UnsafeRawPointer(text + Self.textOffset)
        return LentText(
            bytes.assumingMemoryBound(to: CChar.self), count: header(of: text).pointee.count)
    }
}
