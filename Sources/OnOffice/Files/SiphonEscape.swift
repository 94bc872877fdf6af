/// An escape within a string that is taken, byte by byte.
struct SiphonEscape {
    /// 0: none; 1: the backslash was there; from 5 on, the digits of \uXXXX that are to come and one.
    private var left = 0
    private var unit: UInt32 = 0
    /// What the last one stands for; 0 for what no file can have in it.
    private(set) var byte: UInt8 = 0

    var isOpen: Bool { left > 0 }

    /// A backslash was there.
    mutating func open() { left = 1 }

    /// Takes the next byte; whether the escape ends with it.
    mutating func take(_ next: UInt8) -> Bool {
        guard left > 1 else {
            left = next == UInt8(ascii: "u") ? 5 : 0
            unit = 0
            byte = Self.unescaped(next)
            return left == 0
        }
        guard let digit = Self.digit(next) else {
            left = 0
            byte = 0
            return true
        }
        unit = unit << 4 | digit
        left &-= 1
        guard left == 1 else { return false }
        left = 0
        byte = unit < 0x80 ? UInt8(truncatingIfNeeded: unit) : 0
        return true
    }

    private static func unescaped(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "/"): byte
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): 0x20
        default: 0
        }
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte &- 0x30)
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte &- 0x57)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte &- 0x37)
        default: nil
        }
    }
}
