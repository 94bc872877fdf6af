internal import CPlatform

/// Immutable text at an address that does not move, NUL-terminated: what C may borrow for as long
/// as the object that holds it lives.
package final class Text: @unchecked Sendable {
    private let owned: UnsafeMutablePointer<UInt8>?
    private let base: UnsafePointer<UInt8>
    /// Whether the bytes are zeroed before their memory is given back.
    private let isSecret: Bool
    /// Number of bytes, the closing NUL not counted.
    package let count: Int

    package static let empty = Text("")

    /// A text of the program itself; nothing is copied.
    package init(_ text: StaticString) {
        owned = nil
        isSecret = false
        base = text.utf8Start
        count = text.utf8CodeUnitCount
    }

    /// Copies the bytes. NULs among them are left out, since C would stop there. Text is short; where
    /// not even that can be had, the text is empty.
    package init(copying bytes: UnsafeRawBufferPointer, isSecret: Bool = false) {
        self.isSecret = isSecret
        guard
            let memory = cplatform_allocate(bytes.count &+ 1)?
                .bindMemory(to: UInt8.self, capacity: bytes.count &+ 1)
        else {
            owned = nil
            base = UnsafeRawPointer(emptyText).assumingMemoryBound(to: UInt8.self)
            count = 0
            return
        }
        var length = 0
        for byte in bytes where byte != 0 {
            memory[length] = byte
            length &+= 1
        }
        memory[length] = 0
        owned = memory
        base = UnsafePointer(memory)
        count = length
    }

    deinit {
        guard let owned else { return }
        if isSecret { cryptoWipe(owned, count) }
        cplatform_free(owned)
    }

    package var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base, count: count)
    }

    /// The text for C. Valid as long as this object.
    package var cText: UnsafePointer<CChar> {
        UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self)
    }

    package func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
        bytes.elementsEqual(other)
    }
}
