extension JSONScanner {
    /// Consumes a string up to and including its closing quotation mark; the index is behind the
    /// opening one. Returns whether there are escapes in it.
    ///
    /// Most of an answer is text, so eight bytes are looked at at a time, and only those that need
    /// it (quotation mark, backslash, control character, anything beyond ASCII) one by one.
    @inline(__always)
    mutating func skipStringBody() throws(JSONError) -> Bool {
        var hasEscapes = false
        var index = self.index
        defer { self.index = index }
        while true {
            while index &+ 8 <= count {
                let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
                let found = Self.special(in: UInt64(littleEndian: word))
                if found != 0 {
                    index &+= found.trailingZeroBitCount &>> 3
                    break
                }
                index &+= 8
            }
            guard index < count else { throw JSONError(.endsEarly, at: index) }
            let byte = base[index]
            switch byte {
            case UInt8(ascii: "\""):
                index &+= 1
                return hasEscapes
            case UInt8(ascii: "\\"):
                hasEscapes = true
                index = try endOfEscape(at: index)
            case 0..<0x20:
                throw JSONError(.controlCharacter, at: index)
            case 0x80...:
                index = try endOfSequence(at: index)
            default:
                index &+= 1
            }
        }
    }

    /// Marks, by their highest bit, the bytes of a word that are a quotation mark, a backslash, a
    /// control character or beyond ASCII. The lowest mark is always right; those above it may not
    /// be, since a subtraction borrows from them.
    @inline(__always)
    private static func special(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = (word ^ (ones &* 0x22)) &- ones
        let backslashes = (word ^ (ones &* 0x5C)) &- ones
        let controls = word &- (ones &* 0x20)
        return (quotes | backslashes | controls | word) & (ones &* 0x80)
    }

    /// The same for quotation marks and backslashes alone: for text that has been checked before.
    @inline(__always)
    static func quotesAndBackslashes(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        let marks = (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
        return marks & (ones &* 0x80)
    }

    private func endOfEscape(at start: Int) throws(JSONError) -> Int {
        guard start &+ 1 < count else { throw JSONError(.endsEarly, at: count) }
        switch base[start &+ 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start &+ 2
        case UInt8(ascii: "u"):
            for offset in 2..<6 {
                guard start &+ offset < count else { throw JSONError(.endsEarly, at: count) }
                guard base[start &+ offset].hexDigit != nil else {
                    throw JSONError(.badEscape, at: start)
                }
            }
            return start &+ 6
        default:
            throw JSONError(.badEscape, at: start)
        }
    }

    /// The end of a UTF-8 sequence of two to four bytes (RFC 3629): shortest form only, no
    /// surrogates, nothing beyond U+10FFFF.
    func endOfSequence(at start: Int) throws(JSONError) -> Int {
        let first = base[start]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw JSONError(.invalidUTF8, at: start)
        }
        guard start &+ 1 < count else { throw JSONError(.endsEarly, at: count) }
        guard second.contains(base[start &+ 1]) else { throw JSONError(.invalidUTF8, at: start) }
        for offset in 2..<4 where offset < length {
            guard start &+ offset < count else { throw JSONError(.endsEarly, at: count) }
            guard base[start &+ offset] & 0xC0 == 0x80 else {
                throw JSONError(.invalidUTF8, at: start)
            }
        }
        return start &+ length
    }
}

extension UInt8 {
    /// The value of a hexadecimal digit.
    @inline(__always)
    var hexDigit: UInt32? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self &- UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self &- UInt8(ascii: "a")) &+ 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self &- UInt8(ascii: "A")) &+ 10
        default: nil
        }
    }
}
