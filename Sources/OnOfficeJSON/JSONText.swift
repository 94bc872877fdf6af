/// Text in and out of JSON strings.
package enum JSONText {
    /// The text of a string that a scanner has accepted, as UTF-8, cut behind the first `limit`
    /// bytes. A surrogate that stands alone has no UTF-8 and becomes U+FFFD;
    /// ``hasLoneSurrogate(_:)`` tells.
    package static func decode(_ escaped: UnsafeRawBufferPointer, limit: Int) -> [UInt8] {
        var text: [UInt8] = []
        // Unescaped it is never longer; to grow byte by byte would cost more than all the rest.
        text.reserveCapacity(min(escaped.count, limit))
        var reader = EscapeReader(escaped)
        while text.count < limit, let step = reader.next() {
            step.forEachByte { text.append($0) }
        }
        return text
    }

    /// Writes the text of a string that a scanner has accepted, whole, to where there is room for as
    /// many bytes as it has; returns how many there are. A surrogate that stands alone becomes U+FFFD.
    package static func decode(
        _ escaped: UnsafeRawBufferPointer, to memory: UnsafeMutableRawPointer
    ) -> Int {
        var reader = EscapeReader(escaped)
        var count = 0
        while true {
            let plain = reader.takePlain()
            if let bytes = plain.baseAddress {
                (memory + count).copyMemory(from: bytes, byteCount: plain.count)
            }
            count &+= plain.count
            guard let step = reader.next() else { return count }
            step.forEachByte { byte in
                (memory + count).storeBytes(of: byte, as: UInt8.self)
                count &+= 1
            }
        }
    }

    /// Whether a string that a scanner has accepted stands for this text.
    static func isEqual(escaped: UnsafeRawBufferPointer, to text: UnsafeRawBufferPointer) -> Bool {
        var reader = EscapeReader(escaped)
        var index = 0
        var isEqual = true
        while isEqual, let step = reader.next() {
            step.forEachByte { byte in
                isEqual = isEqual && index < text.count && text[index] == byte
                index &+= 1
            }
        }
        return isEqual && index == text.count
    }

    /// A hash (FNV-1a) of the text that a string stands for.
    static func hash(escaped: UnsafeRawBufferPointer) -> Int {
        var reader = EscapeReader(escaped)
        var hash = Hash()
        while let step = reader.next() { step.forEachByte { hash.add($0) } }
        return hash.value
    }

    /// The same of the text itself.
    static func hash(_ text: UnsafeRawBufferPointer) -> Int {
        var hash = Hash()
        for byte in text { hash.add(byte) }
        return hash.value
    }

    private struct Hash {
        private var bits: UInt64 = 0xCBF2_9CE4_8422_2325

        mutating func add(_ byte: UInt8) { bits = (bits ^ UInt64(byte)) &* 0x100_0000_01B3 }

        /// Its lower bits may serve alone.
        var value: Int { Int(truncatingIfNeeded: bits ^ bits &>> 32) }
    }

    /// Whether a string that a scanner has accepted escapes half of a UTF-16 pair. The grammar
    /// allows it, but it stands for no text.
    package static func hasLoneSurrogate(_ escaped: UnsafeRawBufferPointer) -> Bool {
        var reader = EscapeReader(escaped)
        while let step = reader.next() {
            if case .loneSurrogate = step { return true }
        }
        return false
    }
}

extension JSONText {
    /// Whether bytes are UTF-8 (RFC 3629).
    package static func isUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let scanner = JSONScanner(bytes, depthLimit: 0)
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index &+= 1
                continue
            }
            do throws(JSONError) {
                index = try scanner.endOfSequence(at: index)
            } catch {
                return false
            }
        }
        return true
    }
}

/// Steps through an escaped string that is known to be well-formed.
private struct EscapeReader {
    enum Step {
        case byte(UInt8)
        case scalar(UInt32)
        case loneSurrogate

        /// What it stands for, in UTF-8.
        @inline(__always)
        func forEachByte(_ body: (UInt8) -> Void) {
            switch self {
            case .byte(let byte): body(byte)
            case .scalar(let scalar): Self.encode(scalar, body)
            case .loneSurrogate: Self.encode(0xFFFD, body)
            }
        }

        private static func encode(_ scalar: UInt32, _ body: (UInt8) -> Void) {
            func tail(_ shift: UInt32) -> UInt8 {
                UInt8(truncatingIfNeeded: scalar &>> shift & 0x3F) | 0x80
            }
            switch scalar {
            case 0..<0x80:
                body(UInt8(truncatingIfNeeded: scalar))
            case 0x80..<0x800:
                body(UInt8(truncatingIfNeeded: scalar &>> 6) | 0xC0)
                body(tail(0))
            case 0x800..<0x10000:
                body(UInt8(truncatingIfNeeded: scalar &>> 12) | 0xE0)
                body(tail(6))
                body(tail(0))
            default:
                body(UInt8(truncatingIfNeeded: scalar &>> 18) | 0xF0)
                body(tail(12))
                body(tail(6))
                body(tail(0))
            }
        }
    }

    private let bytes: UnsafeRawBufferPointer
    private var index = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// Consumes what stands before the next escape.
    mutating func takePlain() -> UnsafeRawBufferPointer {
        let start = index
        while index &+ 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard !word.hasByte(UInt8(ascii: "\\")) else { break }
            index &+= 8
        }
        while index < bytes.count, bytes[index] != UInt8(ascii: "\\") { index &+= 1 }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<index])
    }

    mutating func next() -> Step? {
        guard index < bytes.count else { return nil }
        let byte = bytes[index]
        guard byte == UInt8(ascii: "\\"), index &+ 1 < bytes.count else {
            index &+= 1
            return .byte(byte)
        }
        let escape = bytes[index &+ 1]
        guard escape == UInt8(ascii: "u"), let unit = unit(at: index) else {
            index &+= 2
            return .byte(Self.unescaped(escape))
        }
        index &+= 6
        guard unit & 0xF800 == 0xD800 else { return .scalar(unit) }
        guard unit < 0xDC00, let low = self.unit(at: index), low & 0xFC00 == 0xDC00 else {
            return .loneSurrogate
        }
        index &+= 6
        return .scalar(0x10000 &+ ((unit & 0x3FF) &<< 10 | low & 0x3FF))
    }

    /// The UTF-16 unit that \uXXXX at this index stands for.
    private func unit(at index: Int) -> UInt32? {
        guard index &+ 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index &+ 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt32 = 0
        for offset in 2..<6 {
            guard let digit = bytes[index &+ offset].hexDigit else { return nil }
            unit = unit &<< 4 | digit
        }
        return unit
    }

    private static func unescaped(_ escape: UInt8) -> UInt8 {
        switch escape {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: escape
        }
    }
}

extension UInt64 {
    /// Whether one of its bytes is this one.
    @inline(__always)
    fileprivate func hasByte(_ byte: UInt8) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let difference = self ^ ones &* UInt64(byte)
        return (difference &- ones) & ~difference & (ones &* 0x80) != 0
    }
}
