/// Sorts the bytes of a JSON text that is known to be valid, 64 at a time: where strings begin and
/// end, and where the commas and brackets between them stand. No branch depends on what the text
/// holds, so many short strings cost as much as a long one.
///
/// Bit n of a mask is the byte n of the block.
struct JSONBlocks {
    /// Commas outside of strings.
    private(set) var commas: UInt64 = 0
    /// The four kinds of brackets outside of strings.
    private(set) var brackets: UInt64 = 0
    /// All ones if the next block begins inside of a string.
    private var isInString: UInt64 = 0
    /// 1 if the first byte of the next block is escaped.
    private var isEscaped: UInt64 = 0

    static let size = 64

    /// Sorts the 64 bytes that begin there.
    @inline(__always)
    mutating func read(_ block: UnsafeRawPointer) {
        let quotes = Self.mask(of: 0x22, in: block) & ~escaped(by: Self.mask(of: 0x5C, in: block))
        // What lies outside of strings has all of these bits only in brackets.
        let candidates = Self.mask(of: 0x59, in: block, masked: true)
        let strings = Self.between(quotes) ^ isInString
        isInString = UInt64(bitPattern: Int64(bitPattern: strings) &>> 63)
        brackets = candidates & ~strings
        commas = Self.mask(of: 0x2C, in: block) & ~strings
    }

    /// The bytes behind a backslash that is not escaped itself. A run of backslashes is looked at as
    /// a whole: adding 1 at its start carries to its end, and tells whether its length is odd.
    @inline(__always)
    private mutating func escaped(by backslashes: UInt64) -> UInt64 {
        let even: UInt64 = 0x5555_5555_5555_5555
        let open = backslashes & ~isEscaped
        let behind = open &<< 1 | isEscaped
        let oddStarts = open & ~even & ~behind
        let (ends, carry) = oddStarts.addingReportingOverflow(open)
        isEscaped = carry ? 1 : 0
        return (even ^ (ends &<< 1)) & behind
    }

    /// Ones from each odd mark up to the next mark, which is left out.
    @inline(__always)
    private static func between(_ marks: UInt64) -> UInt64 {
        var bits = marks
        bits ^= bits &<< 1
        bits ^= bits &<< 2
        bits ^= bits &<< 4
        bits ^= bits &<< 8
        bits ^= bits &<< 16
        bits ^= bits &<< 32
        return bits
    }

    /// The bytes that are equal to one; or, masked, that have all of its bits.
    ///
    /// Each eight bytes of the block leave their marks in a bit of their own, which makes a matrix of
    /// eight by eight bits that only has to be turned. (Comparing vectors with `.==` compiles to a
    /// loop over bytes; sums of 64-bit lanes do not.)
    @inline(__always)
    private static func mask(
        of byte: UInt8, in block: UnsafeRawPointer, masked: Bool = false
    ) -> UInt64 {
        let parts =
            others(than: byte, in: block, 0, masked) | others(than: byte, in: block, 1, masked)
            | others(than: byte, in: block, 2, masked) | others(than: byte, in: block, 3, masked)
        var bits = UInt64(littleEndian: parts[0] | parts[1] &<< 1)
        var swap = (bits ^ bits &>> 7) & 0x00AA_00AA_00AA_00AA
        bits ^= swap ^ swap &<< 7
        swap = (bits ^ bits &>> 14) & 0x0000_CCCC_0000_CCCC
        bits ^= swap ^ swap &<< 14
        swap = (bits ^ bits &>> 28) & 0x0000_0000_F0F0_F0F0
        bits ^= swap ^ swap &<< 28
        return ~bits
    }

    /// Marks what does not match among 16 bytes of the block, in the bit of theirs. Exact: what is
    /// not zero has its highest bit set after 0x7F was added to the bits below it, or had it before.
    @inline(__always)
    private static func others(
        than byte: UInt8, in block: UnsafeRawPointer, _ index: Int, _ masked: Bool
    ) -> SIMD2<UInt64> {
        let bytes = block.loadUnaligned(fromByteOffset: index &* 16, as: SIMD2<UInt64>.self)
        let low = repeating(0x7F)
        let difference = (masked ? bytes & repeating(byte) : bytes) ^ repeating(byte)
        let marks = ((difference & low) &+ low | difference) & repeating(0x80)
        let shift = UInt64(7 &- 2 &* index)
        return marks &>> SIMD2(shift, shift)
    }

    @inline(__always)
    private static func repeating(_ byte: UInt8) -> SIMD2<UInt64> {
        let word = UInt64(byte) &* 0x0101_0101_0101_0101
        return SIMD2(word, word)
    }
}
