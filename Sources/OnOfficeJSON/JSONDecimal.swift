/// Numbers as JSON writes them, and as they stand in strings.
package enum JSONDecimal {
    /// Whether bytes are a number in decimal and nothing else: as in JSON, but with zeros in front.
    package static func matches(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        func skip(_ byte: UInt8) -> Bool {
            guard index < bytes.count, bytes[index] == byte else { return false }
            index &+= 1
            return true
        }
        func skipDigits() -> Bool {
            let start = index
            while index < bytes.count, bytes[index] &- 0x30 < 10 { index &+= 1 }
            return index > start
        }
        _ = skip(UInt8(ascii: "-"))
        guard skipDigits() else { return false }
        if skip(UInt8(ascii: ".")) {
            guard skipDigits() else { return false }
        }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            _ = skip(UInt8(ascii: "+")) || skip(UInt8(ascii: "-"))
            guard skipDigits() else { return false }
        }
        return index == bytes.count
    }
}
