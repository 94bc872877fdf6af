/// Bits of pieces of bytes, the least significant one of each byte first (RFC 1951, section 3.1.1).
struct BitInput {
    /// The bits that come next. What stands above ``count`` of them has no meaning.
    private(set) var bits: UInt64 = 0
    private(set) var count = 0
    private var next: UnsafePointer<UInt8>?
    private var left = 0

    /// Whether not a bit is left.
    var isEmpty: Bool { count == 0 && left == 0 }

    /// The piece that comes after the bits that are here; valid until ``close()``.
    mutating func open(_ piece: UnsafeRawBufferPointer) {
        next = piece.baseAddress?.assumingMemoryBound(to: UInt8.self)
        left = next == nil ? 0 : piece.count
    }

    mutating func close() {
        next = nil
        left = 0
    }

    /// Makes at least 56 bits be here, or all there are.
    @inline(__always)
    mutating func refill() {
        guard let start = next, count < 56 else { return }
        if left >= 8 {
            // Bits above the count may be set already: by the same bytes.
            bits |=
                UnsafeRawPointer(start).loadUnaligned(as: UInt64.self).littleEndian << UInt64(count)
            let bytes = (63 &- count) >> 3
            next = start + bytes
            left &-= bytes
            count &+= bytes &* 8
        } else {
            var byte = start
            while count < 56, left > 0 {
                bits |= UInt64(byte.pointee) << UInt64(count)
                byte += 1
                left &-= 1
                count &+= 8
            }
            next = byte
        }
    }

    /// Takes away bits that are here.
    @inline(__always)
    mutating func drop(_ number: Int) {
        bits >>= UInt64(truncatingIfNeeded: number)
        count &-= number
    }

    /// The next bits, at most 32; nil while so many are not here.
    mutating func take(_ number: Int) -> Int? {
        refill()
        guard number <= count else { return nil }
        let value = Int(bits & ((1 << UInt64(number)) &- 1))
        drop(number)
        return value
    }

    /// Leaves the rest of the byte that has begun.
    mutating func align() {
        drop(count & 7)
    }

    /// Copies whole bytes, at most so many; how many there were.
    mutating func copy(to target: UnsafeMutablePointer<UInt8>, _ number: Int) -> Int {
        var done = 0
        while done < number, count >= 8 {
            target[done] = UInt8(truncatingIfNeeded: bits)
            drop(8)
            done &+= 1
        }
        guard done < number, let start = next else { return done }
        bits = 0  // what is above the count comes from the bytes that are copied now
        let rest = min(number &- done, left)
        (target + done).update(from: start, count: rest)
        next = start + rest
        left &-= rest
        return done &+ rest
    }
}
