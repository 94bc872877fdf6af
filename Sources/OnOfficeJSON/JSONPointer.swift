/// A path to a value: "/data/records/0/elements/ort" (RFC 6901). The bytes must outlive it.
package struct JSONPointer {
    private var rest: UnsafeRawBufferPointer

    /// nil if it is malformed: it neither is empty nor begins with a slash, has a ~ without 0 or 1
    /// behind it, or is not UTF-8.
    package init?(_ text: UnsafeRawBufferPointer) {
        var isASCII = true
        for (index, byte) in text.enumerated() {
            if byte == UInt8(ascii: "~") {
                guard index &+ 1 < text.count, text[index &+ 1] & 0xFE == UInt8(ascii: "0") else {
                    return nil
                }
            }
            if byte >= 0x80 { isASCII = false }
        }
        guard text.isEmpty || text[0] == UInt8(ascii: "/") else { return nil }
        guard isASCII || JSONText.isUTF8(text) else { return nil }
        rest = text
    }

    /// The next token as it is written; nil at the end.
    mutating func next() -> UnsafeRawBufferPointer? {
        guard !rest.isEmpty else { return nil }
        var end = 1
        while end < rest.count, rest[end] != UInt8(ascii: "/") { end &+= 1 }
        let token = UnsafeRawBufferPointer(rebasing: rest[1..<end])
        rest = UnsafeRawBufferPointer(rebasing: rest[end...])
        return token
    }

    /// What a token stands for, if it is not itself.
    static func unescaped(_ token: UnsafeRawBufferPointer) -> [UInt8]? {
        guard token.contains(UInt8(ascii: "~")) else { return nil }
        var text: [UInt8] = []
        text.reserveCapacity(token.count)
        var index = 0
        while index < token.count {
            let byte = token[index]
            index &+= 1
            guard byte == UInt8(ascii: "~"), index < token.count else {
                text.append(byte)
                continue
            }
            text.append(token[index] == UInt8(ascii: "1") ? UInt8(ascii: "/") : byte)
            index &+= 1
        }
        return text
    }

    /// The position in an array that a token stands for: digits, without zeros in front.
    static func position(_ token: UnsafeRawBufferPointer) -> Int? {
        guard let first = token.first, first != UInt8(ascii: "-"),
            first != UInt8(ascii: "0") || token.count == 1
        else { return nil }
        return JSONInteger.parse(token).flatMap(Int.init(exactly:))
    }
}
