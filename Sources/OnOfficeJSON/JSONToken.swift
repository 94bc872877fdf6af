/// A string as it stands in the text, between its quotation marks.
package struct JSONString: Equatable, Sendable {
    /// The bytes between the quotation marks.
    package let range: Range<Int>
    /// Whether there are escapes among them: if not, they are the text itself.
    package let hasEscapes: Bool

    package init(range: Range<Int>, hasEscapes: Bool) {
        self.range = range
        self.hasEscapes = hasEscapes
    }
}

/// What kind of value begins at a byte.
package enum JSONKind: Sendable {
    case object
    case array
    case string
    case number
    case boolean
    case null

    package init?(firstByte: UInt8) {
        switch firstByte {
        case UInt8(ascii: "{"): self = .object
        case UInt8(ascii: "["): self = .array
        case UInt8(ascii: "\""): self = .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): self = .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .boolean
        case UInt8(ascii: "n"): self = .null
        default: return nil
        }
    }
}
