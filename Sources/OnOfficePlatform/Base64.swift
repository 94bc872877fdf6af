internal import CPlatform

/// Encodes base64 with padding (RFC 4648, section 4).
package enum Base64 {
    private static let alphabet: StaticString =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

    /// The two characters for every twelve bits, the first of them in front. nil for want of memory:
    /// then it takes longer.
    private nonisolated(unsafe) static let pairs: UnsafeMutablePointer<UInt16>? = {
        let size = 4096
        let memory = cplatform_allocate(size &* 2)
        guard let pairs = memory?.bindMemory(to: UInt16.self, capacity: size) else { return nil }
        for bits in 0..<size {
            let pair = UInt16(character(bits >> 6)) << 8 | UInt16(character(bits))
            pairs[bits] = pair.bigEndian
        }
        return pairs
    }()

    private static func character(_ bits: Int) -> UInt8 { alphabet.utf8Start[bits & 63] }

    /// How many characters so many bytes come to; at most 3/4 of what an Int can count.
    package static func count(of bytes: Int) -> Int { (bytes / 3 &+ (bytes % 3 > 0 ? 1 : 0)) &* 4 }

    /// Writes the characters for bytes, ``count(of:)`` of them.
    package static func encode(
        _ bytes: UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer
    ) {
        guard let base = bytes.baseAddress else { return }
        var from = base
        var to = target
        var left = bytes.count
        if let pairs {
            // Six bytes at a time, of which eight are fetched.
            while left >= 8 {
                let bits = from.loadUnaligned(as: UInt64.self).bigEndian
                to.storeBytes(of: pairs[index(bits >> 52)], as: UInt16.self)
                (to + 2).storeBytes(of: pairs[index(bits >> 40)], as: UInt16.self)
                (to + 4).storeBytes(of: pairs[index(bits >> 28)], as: UInt16.self)
                (to + 6).storeBytes(of: pairs[index(bits >> 16)], as: UInt16.self)
                from += 6
                to += 8
                left &-= 6
            }
        }
        while left > 0 {
            encodeGroup(UnsafeRawBufferPointer(start: from, count: min(left, 3)), to: to)
            from += 3
            to += 4
            left &-= 3
        }
    }

    @inline(__always)
    private static func index(_ bits: UInt64) -> Int { Int(truncatingIfNeeded: bits & 0xFFF) }

    private static func encodeGroup(
        _ bytes: UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer
    ) {
        var bits = 0
        for place in 0..<3 { bits = bits << 8 | (place < bytes.count ? Int(bytes[place]) : 0) }
        for place in 0..<4 {
            let isPadding = place > bytes.count
            target.storeBytes(
                of: isPadding ? 0x3D : character(bits >> (18 &- 6 &* place)),
                toByteOffset: place, as: UInt8.self)
        }
    }
}
