internal import CPlatform

/// "" at an address that never goes away.
package var emptyText: UnsafePointer<CChar> { cText("") }

/// A text of the program itself, for C: the compiler ends it with a NUL.
package func cText(_ text: StaticString) -> UnsafePointer<CChar> {
    UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}

/// The bytes of a C text, without its NUL.
package func cBytes(_ text: UnsafePointer<CChar>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: text, count: Int(cplatform_text_length(text)))
}

/// Not by way of `String`, whose views weigh 12 KB.
extension Sequence<UInt8> {
    package func isText(_ text: StaticString) -> Bool { elementsEqual(text.bytes) }

    package func begins(with text: StaticString) -> Bool { starts(with: text.bytes) }
}

extension StaticString {
    /// The text as UTF-8.
    package var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
    }
}
