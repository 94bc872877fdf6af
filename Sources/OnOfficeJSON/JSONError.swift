/// Why a text is not JSON as RFC 8259 defines it, and where.
package struct JSONError: Error, Equatable, Sendable {
    package enum Reason: Sendable {
        case endsEarly
        case unexpectedByte
        case controlCharacter
        case invalidUTF8
        case badEscape
        case badNumber
        case badLiteral
        case tooDeep
        case trailingBytes
        case byteOrderMark
    }

    package let reason: Reason
    /// Index of the byte at which the text stops being JSON.
    package let offset: Int

    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// The reason in words, to be followed by the place.
    package var text: StaticString {
        switch reason {
        case .endsEarly: "the text ends early"
        case .unexpectedByte: "unexpected character"
        case .controlCharacter: "raw control character in a string (write it as \\u00XX)"
        case .invalidUTF8: "invalid UTF-8"
        case .badEscape: "bad escape in a string"
        case .badNumber: "malformed number"
        case .badLiteral: "neither true, false nor null"
        case .tooDeep: "nested too deeply"
        case .trailingBytes: "something follows the value"
        case .byteOrderMark: "byte order mark (send UTF-8 without one)"
        }
    }
}
