extension Buffer {
    /// Appends bytes as base64 with padding (RFC 4648, section 4).
    package func append(base64 bytes: UnsafeRawBufferPointer) throws(OutOfMemory) {
        let (size, overflow) = ((bytes.count &+ 2) / 3).multipliedReportingOverflow(by: 4)
        guard !overflow else { throw OutOfMemory() }
        try append(size) { target in
            var (from, to) = (0, 0)
            // Six bytes at a time, of which eight are fetched.
            while from &+ 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: from, as: UInt64.self)
                let text = Base64Alphabet.characters(of: word.bigEndian >> 16)
                target.storeBytes(of: text.bigEndian, toByteOffset: to, as: UInt64.self)
                from &+= 6
                to &+= 8
            }
            while from < bytes.count {
                let count = min(3, bytes.count &- from)
                var group: UInt64 = 0
                for place in 0..<3 {
                    group = group << 8 | (place < count ? UInt64(bytes[from &+ place]) : 0)
                }
                let text = UInt32(
                    truncatingIfNeeded: Base64Alphabet.characters(of: group << 24) >> 32)
                target.storeBytes(of: text.bigEndian, toByteOffset: to, as: UInt32.self)
                for place in 0..<4 where place > count { target[to &+ place] = 0x3D }
                from &+= 3
                to &+= 4
            }
        }
    }
}

private enum Base64Alphabet {
    /// The eight characters for the lowest 48 bits, the first of them highest: all at once, as the
    /// bytes of one word.
    @inline(__always)
    static func characters(of bits: UInt64) -> UInt64 {
        // Six bits to each byte.
        let halves = (bits & 0xFFFF_FF00_0000) << 8 | bits & 0xFF_FFFF
        let quarters = (halves & 0x00FF_F000_00FF_F000) << 4 | halves & 0x0000_0FFF_0000_0FFF
        let values = (quarters & 0x0FC0_0FC0_0FC0_0FC0) << 2 | quarters & 0x003F_003F_003F_003F
        // 0 is A; what lies between the runs of the alphabet is added or taken off, where a value
        // is beyond. No byte leaves 0...255 on the way, so that none touches its neighbour.
        let lower = mark(values, from: 26) &* 6
        let digits = mark(values, from: 52) &* 75
        let plus = mark(values, from: 62) &* 15
        let slash = mark(values, from: 63) &* 3
        return values &+ ones &* 65 &+ lower &- digits &- plus &+ slash
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// 1 in each byte whose value, below 64, is that or more.
    @inline(__always)
    private static func mark(_ values: UInt64, from least: UInt64) -> UInt64 {
        (values &+ ones &* (128 &- least)) >> 7 & ones
    }
}
