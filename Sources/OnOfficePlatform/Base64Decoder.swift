internal import CPlatform

/// Decodes base64 (RFC 4648, section 4) that comes piece by piece, cut anywhere.
///
/// Blanks and line breaks are skipped. Padding may be left out, but whatever follows it is an error.
package final class Base64Decoder: @unchecked Sendable {
    /// What stands for each of the 256 bytes; the same for each place of a group, shifted to where it
    /// belongs; then the decoded bytes that wait for the sink.
    private let memory: UnsafeMutablePointer<UInt8>
    private static let values = 256
    private static let table = values + 4 * 4 * values
    private static let waiting = 48 << 10
    /// Beyond what waits: room for a last group, and for the store of 8 bytes of which 6 count.
    private static let slack = 16

    /// The bits of the group that has begun, and the number of its characters.
    private var group: UInt32 = 0
    private var held = 0
    /// The `=` that are still to come, once the first is there.
    private var awaited = 0
    private var isOver = false

    // In the table, beside the values of the 64 characters.
    private static let blank: UInt8 = 0x40
    private static let padding: UInt8 = 0x41
    private static let none: UInt8 = 0x80

    package static func make() throws(OutOfMemory) -> Base64Decoder {
        guard let memory = cplatform_allocate(table &+ waiting &+ slack) else {
            throw OutOfMemory()
        }
        return Base64Decoder(memory.assumingMemoryBound(to: UInt8.self))
    }

    private init(_ memory: UnsafeMutablePointer<UInt8>) {
        self.memory = memory
        memory.update(repeating: Self.none, count: Self.values)
        let alphabet: StaticString =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, character) in alphabet.bytes.enumerated() {
            memory[Int(character)] = UInt8(truncatingIfNeeded: value)
        }
        let blanks: StaticString = " \t\r\n"
        for character in blanks.bytes { memory[Int(character)] = Self.blank }
        memory[0x3D] = Self.padding
        for place in 0..<4 {
            for character in 0..<Self.values {
                let value = UInt32(memory[character])
                shifted[place &* Self.values &+ character] =
                    value < 64 ? value << UInt32(18 &- 6 &* place) : .max
            }
        }
    }

    private var shifted: UnsafeMutablePointer<UInt32> {
        UnsafeMutableRawPointer(memory + Self.values).assumingMemoryBound(to: UInt32.self)
    }

    deinit {
        cplatform_free(memory)
    }

    package func decode(_ piece: UnsafeRawBufferPointer, into sink: Sink) throws(DecodingError) {
        guard let base = piece.baseAddress else { return }
        let bytes = base.assumingMemoryBound(to: UInt8.self)
        let out = memory + Self.table
        var position = 0
        var count = 0
        while position < piece.count {
            if held == 0, awaited == 0, !isOver {
                let eights = min((piece.count &- position) / 8, (Self.waiting &- count) / 6)
                let done = Self.plain(bytes + position, eights, shifted, out + count)
                position &+= done &* 8
                count &+= done &* 6
            }
            if position < piece.count {
                count &+= try take(bytes[position], memory, out + count)
                position &+= 1
            }
            if count > Self.waiting &- 6 {
                try give(out, count, to: sink)
                count = 0
            }
        }
        try give(out, count, to: sink)
    }

    /// No more pieces come.
    package func finish(into sink: Sink) throws(DecodingError) {
        guard awaited == 0 else { throw .malformed("its padding is cut off") }
        guard held != 1 else { throw .malformed("it is cut off") }
        let out = memory + Self.table
        try give(out, closeGroup(out), to: sink)
        isOver = true
    }

    /// Decodes 8 characters at a time, until some of them are not of the alphabet; how many times.
    private static func plain(
        _ input: UnsafePointer<UInt8>, _ eights: Int, _ table: UnsafePointer<UInt32>,
        _ output: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var from = UnsafeRawPointer(input)
        var to = UnsafeMutableRawPointer(output)
        for done in 0..<max(eights, 0) {
            let characters = from.loadUnaligned(as: UInt64.self).littleEndian
            let left = group(UInt32(truncatingIfNeeded: characters), table)
            let right = group(UInt32(truncatingIfNeeded: characters >> 32), table)
            if (left | right) > 0xFF_FFFF { return done }
            let both = UInt64(left) << 40 | UInt64(right) << 16
            to.storeBytes(of: both.bigEndian, as: UInt64.self)
            from += 8
            to += 6
        }
        return max(eights, 0)
    }

    @inline(__always)
    private static func group(_ characters: UInt32, _ table: UnsafePointer<UInt32>) -> UInt32 {
        table[Int(characters & 0xFF)] | table[Int(characters >> 8 & 0xFF) &+ values]
            | table[Int(characters >> 16 & 0xFF) &+ 2 &* values]
            | table[Int(characters >> 24) &+ 3 &* values]
    }

    /// Takes one character of any kind; the number of bytes that come of it.
    private func take(
        _ character: UInt8, _ table: UnsafePointer<UInt8>, _ out: UnsafeMutablePointer<UInt8>
    ) throws(DecodingError) -> Int {
        let value = table[Int(character)]
        if value == Self.blank { return 0 }
        guard value != Self.none else {
            throw .malformed("it has a character that is none of base64")
        }
        guard !isOver else { throw .malformed("something follows its end") }
        if value == Self.padding {
            if awaited == 0 {
                guard held >= 2 else { throw .malformed("its padding is out of place") }
                awaited = 4 &- held
            }
            awaited &-= 1
            isOver = awaited == 0
            return closeGroup(out)
        }
        guard awaited == 0 else { throw .malformed("its padding is cut off") }
        group = group << 6 | UInt32(value)
        held &+= 1
        return held == 4 ? closeGroup(out) : 0
    }

    /// Writes the bytes of the group; its spare bits are of no account.
    private func closeGroup(_ out: UnsafeMutablePointer<UInt8>) -> Int {
        let count = max(held &- 1, 0)
        let bits = group << UInt32(truncatingIfNeeded: 6 &* (4 &- held))
        for place in 0..<count {
            out[place] = UInt8(
                truncatingIfNeeded: bits >> UInt32(truncatingIfNeeded: 16 &- 8 &* place))
        }
        group = 0
        held = 0
        return count
    }

    private func give(_ bytes: UnsafePointer<UInt8>, _ count: Int, to sink: Sink)
        throws(DecodingError)
    {
        guard count > 0 else { return }
        guard sink(UnsafeRawBufferPointer(start: bytes, count: count)) else { throw .refused }
    }
}
