/// A prefix code of DEFLATE (RFC 1951, section 3.2.2): its short codes are looked up at once, its long
/// ones, which are rare, bit by bit.
struct HuffmanCode {
    private static let short = 10
    private static let longest = 15
    private static let entries = 1 << short
    /// The literals' alphabet is the largest.
    private static let largest = 288
    /// How many UInt16 a code needs.
    static let size = entries + largest + longest + 1

    /// By the next bits of input: symbol and length as ``decode(_:)`` returns them, or 0.
    private let table: UnsafeMutablePointer<UInt16>
    /// In the order of their codes.
    private let symbols: UnsafeMutablePointer<UInt16>
    /// How many codes there are of each length.
    private let counts: UnsafeMutablePointer<UInt16>

    init(_ memory: UnsafeMutablePointer<UInt16>) {
        table = memory
        symbols = memory + Self.entries
        counts = symbols + Self.largest
    }

    /// Makes the code of which each symbol's length is given, 0 for none; false if there is no such
    /// code. Only a code of a single symbol may leave something out.
    func build(_ lengths: UnsafePointer<UInt8>, _ number: Int) -> Bool {
        counts.update(repeating: 0, count: Self.longest &+ 1)
        for symbol in 0..<min(number, Self.largest) { counts[Int(lengths[symbol] & 15)] &+= 1 }
        counts[0] = 0
        var free = 1
        var used = 0
        var starts = InlineArray<17, UInt16>(repeating: 0)
        for length in 1...Self.longest {
            free = free &* 2 &- Int(counts[length])
            guard free >= 0 else { return false }
            used &+= Int(counts[length])
            starts[length &+ 1] = UInt16(truncatingIfNeeded: used)
        }
        guard free == 0 || used == 0 || (used == 1 && counts[1] == 1) else { return false }
        for symbol in 0..<min(number, Self.largest) where lengths[symbol] & 15 > 0 {
            let length = Int(lengths[symbol] & 15)
            symbols[Int(starts[length])] = UInt16(truncatingIfNeeded: symbol)
            starts[length] &+= 1
        }
        fillTable()
        return true
    }

    private func fillTable() {
        table.update(repeating: 0, count: Self.entries)
        var code: UInt16 = 0
        var place = 0
        for length in 1...Self.short {
            for _ in 0..<Int(counts[length]) {
                let entry = symbols[place] << 4 | UInt16(length)
                // Codes come with their first bit first, so the table goes by their mirror image.
                var index = Int(Self.mirrored(code) >> UInt16(16 &- length))
                while index < Self.entries {
                    table[index] = entry
                    index &+= 1 << length
                }
                code &+= 1
                place &+= 1
            }
            code <<= 1
        }
    }

    private static func mirrored(_ number: UInt16) -> UInt16 {
        var mirror: UInt16 = 0
        for bit: UInt16 in 0..<16 { mirror |= (number >> bit & 1) << (15 &- bit) }
        return mirror
    }

    /// The symbol whose code comes next, times 16, plus its number of bits; 0 if 15 bits hold none.
    @inline(__always)
    func decode(_ bits: UInt64) -> Int {
        let entry = Int(table[Int(truncatingIfNeeded: bits) & (Self.entries &- 1)])
        return entry != 0 ? entry : decodeLong(bits)
    }

    @inline(never)
    private func decodeLong(_ bits: UInt64) -> Int {
        var code = 0
        var first = 0
        var place = 0
        for length in 1...Self.longest {
            code |= Int(bits >> UInt64(length &- 1) & 1)
            let count = Int(counts[length])
            if code &- first < count { return Int(symbols[place &+ code &- first]) << 4 | length }
            place &+= count
            first = (first &+ count) << 1
            code <<= 1
        }
        return 0
    }
}
