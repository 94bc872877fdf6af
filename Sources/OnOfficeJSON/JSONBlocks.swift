/// Sorts the bytes of a JSON text that is known to be valid, 64 at a time: where strings begin and
/// end, and where the commas and brackets between them stand. No branch depends on what the text
/// holds, so many short strings cost as much as a long one.
///
/// Bit n of a mask is the byte n of the block.
struct JSONBlocks {
    /// What is outside of strings in a block.
    struct Marks {
        let commas: UInt64
        /// All four kinds of them.
        let brackets: UInt64
    }

    /// Bytes of a block.
    static let size = 64

    /// All ones if the next block begins inside of a string.
    private var isInString: UInt64 = 0
    /// 1 if the first byte of the next block is escaped.
    private var isEscaped: UInt64 = 0

    /// Sorts a block.
    @inline(__always)
    mutating func read(_ block: UnsafeRawPointer) -> Marks {
        let inside = Self.masks(
            Self.others(than: 0x22, in: block), Self.others(than: 0x5C, in: block))
        let outside = Self.masks(Self.others(than: 0x2C, in: block), Self.noBrackets(in: block))
        let quotes = inside[0] & ~escaped(by: inside[1])
        let strings = Self.between(quotes) ^ isInString
        isInString = UInt64(bitPattern: Int64(bitPattern: strings) &>> 63)
        return Marks(commas: outside[0] & ~strings, brackets: outside[1] & ~strings)
    }

    /// Sorts so many blocks that follow each other, for somebody who then looks at the marks: a loop
    /// in which every branch is foreseen runs twice as fast as one that looks at them in between.
    @inline(never)
    mutating func read(
        _ blocks: UnsafeRawPointer, count: Int, to marks: UnsafeMutablePointer<Marks>
    ) {
        // A copy of its own is kept in registers.
        var sorter = self
        for index in 0..<count {
            marks[index] = sorter.read(blocks + index &* Self.size)
        }
        self = sorter
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

    /// Sixteen bytes. Their lanes have 32 bits, though most sums would do with any: those of 64 bits
    /// are taken apart by the compiler and worked on one by one.
    private typealias Bytes = SIMD4<UInt32>
    /// One word for each of two ways to mark a block.
    private typealias Words = SIMD2<UInt64>

    /// One bit for each byte that is not marked, of two ways to mark a block. The marks of each eight
    /// bytes are a bit of their own, which makes a matrix of eight by eight bits that is turned here.
    ///
    /// (Comparing vectors with `.==` compiles to a loop over bytes; sums of 64-bit lanes do not.)
    @inline(__always)
    private static func masks(_ one: Bytes, _ other: Bytes) -> Words {
        let one = unsafeBitCast(one, to: Words.self)
        let other = unsafeBitCast(other, to: Words.self)
        var bits =
            Words(UInt64(littleEndian: one[0]), UInt64(littleEndian: other[0]))
            | Words(UInt64(littleEndian: one[1]), UInt64(littleEndian: other[1])) &<< all(1)
        var swap = (bits ^ bits &>> all(7)) & all(0x00AA_00AA_00AA_00AA)
        bits = bits ^ swap ^ swap &<< all(7)
        swap = (bits ^ bits &>> all(14)) & all(0x0000_CCCC_0000_CCCC)
        bits = bits ^ swap ^ swap &<< all(14)
        swap = (bits ^ bits &>> all(28)) & all(0x0000_0000_F0F0_F0F0)
        bits = bits ^ swap ^ swap &<< all(28)
        return bits ^ all(.max)
    }

    /// Marks the bytes of a block that are not this one. Exact: what is not zero has its highest bit
    /// set after 0x7F was added to the bits below it, or had it before.
    @inline(__always)
    private static func others(than byte: UInt8, in block: UnsafeRawPointer) -> Bytes {
        collect { index in
            let bytes = load(index, of: block)
            return ((bytes & each(0x7F)) ^ each(byte)) &+ each(0x7F) | bytes
        }
    }

    /// Marks the bytes that are no brackets. Of what may stand outside of strings, only brackets have
    /// all of these bits.
    @inline(__always)
    private static func noBrackets(in block: UnsafeRawPointer) -> Bytes {
        collect { index in
            ((load(index, of: block) & each(0x59)) ^ each(0x59)) &+ each(0x7F)
        }
    }

    /// Of four times 16 bytes the highest bits, each next to those of the others.
    @inline(__always)
    private static func collect(_ marks: (Int) -> Bytes) -> Bytes {
        let high = each(0x80)
        return (marks(0) & high) &>> lanes(7) | (marks(1) & high) &>> lanes(5)
            | (marks(2) & high) &>> lanes(3) | (marks(3) & high) &>> lanes(1)
    }

    @inline(__always)
    private static func load(_ index: Int, of block: UnsafeRawPointer) -> Bytes {
        block.loadUnaligned(fromByteOffset: index &* 16, as: Bytes.self)
    }

    @inline(__always)
    private static func each(_ byte: UInt8) -> Bytes {
        lanes(UInt32(byte) &* 0x0101_0101)
    }

    @inline(__always)
    private static func lanes(_ word: UInt32) -> Bytes { Bytes(word, word, word, word) }

    @inline(__always)
    private static func all(_ word: UInt64) -> Words { Words(word, word) }
}
