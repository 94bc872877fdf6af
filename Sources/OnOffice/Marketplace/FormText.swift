internal import OnOfficePlatform

/// Names and values as the query of a URL has them.
enum FormText {
    /// How PHP's `http_build_query` writes them.
    enum Style {
        /// A blank becomes `+`: PHP's default, called RFC 1738 there.
        case form
        /// A blank becomes `%20`, and `~` stays: RFC 3986.
        case uri
    }

    @inline(never)
    static func append(_ byte: UInt8, _ style: Style, to text: Buffer) throws(OutOfMemory) {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "."):
            try text.append(byte)
        case UInt8(ascii: "~") where style == .uri:
            try text.append(byte)
        case UInt8(ascii: " ") where style == .form:
            try text.append(UInt8(ascii: "+"))
        default:
            try text.append(UInt8(ascii: "%"))
            try text.append(digit(byte >> 4))
            try text.append(digit(byte & 0xF))
        }
    }

    static func append(_ bytes: [UInt8], _ style: Style, to text: Buffer) throws(OutOfMemory) {
        for byte in bytes { try append(byte, style, to: text) }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 &+ value : 0x37 &+ value
    }

    /// The byte that stands next in a query, as PHP's `urldecode` has it: `+` is a blank, and a `%`
    /// without two digits is a `%`. Moves the index on; the range must not be empty.
    static func next(_ query: UnsafeRawBufferPointer, _ range: inout Range<Int>) -> UInt8 {
        let start = range.lowerBound
        let byte = query[start]
        if byte == UInt8(ascii: "%"), range.count >= 3,
            let high = value(query[start &+ 1]), let low = value(query[start &+ 2])
        {
            range = (start &+ 3)..<range.upperBound
            return high << 4 | low
        }
        range = (start &+ 1)..<range.upperBound
        return byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte
    }

    static func decode(_ query: UnsafeRawBufferPointer, _ range: Range<Int>) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = range
        while !rest.isEmpty { bytes.append(next(query, &rest)) }
        return bytes
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit &- 0x30
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit &- 0x37
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit &- 0x57
        default: nil
        }
    }
}
