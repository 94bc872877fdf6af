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
            switch step {
            case .byte(let byte): text.append(byte)
            case .scalar(let scalar): text.append(scalar: scalar)
            case .loneSurrogate: text.append(scalar: 0xFFFD)
            }
        }
        return text
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
    }

    private let bytes: UnsafeRawBufferPointer
    private var index = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
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

extension [UInt8] {
    /// Appends a Unicode scalar value as UTF-8.
    fileprivate mutating func append(scalar: UInt32) {
        func tail(_ shift: UInt32) -> UInt8 {
            UInt8(truncatingIfNeeded: scalar &>> shift & 0x3F) | 0x80
        }
        switch scalar {
        case 0..<0x80:
            append(UInt8(truncatingIfNeeded: scalar))
        case 0x80..<0x800:
            append(UInt8(truncatingIfNeeded: scalar &>> 6) | 0xC0)
            append(tail(0))
        case 0x800..<0x10000:
            append(UInt8(truncatingIfNeeded: scalar &>> 12) | 0xE0)
            append(tail(6))
            append(tail(0))
        default:
            append(UInt8(truncatingIfNeeded: scalar &>> 18) | 0xF0)
            append(tail(12))
            append(tail(6))
            append(tail(0))
        }
    }
}
