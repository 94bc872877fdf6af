internal import CPlatform

/// "" at an address that never goes away.
package var emptyText: UnsafePointer<CChar> { cText("") }

/// A document that C may borrow: NUL-terminated, or a part of one that is.
package struct LentText {
    package let start: UnsafePointer<CChar>
    package let count: Int

    package init(_ start: UnsafePointer<CChar>, count: Int) {
        self.start = start
        self.count = count
    }

    package static var empty: LentText { LentText(emptyText, count: 0) }
}

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
