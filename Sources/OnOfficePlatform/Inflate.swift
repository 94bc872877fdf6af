internal import CPlatform

/// Decompresses a zlib stream (RFC 1950, and RFC 1951 within) that comes piece by piece, cut anywhere.
package final class Inflate: @unchecked Sendable {
    private enum State {
        case header, block, storedLength, stored, counts, codeLengths, lengths, symbols, checksum
        case over, failed
    }

    /// What comes out, the last 32 KiB of it at least; then the codes and the lengths they are made of.
    private let memory: UnsafeMutablePointer<UInt8>
    private let literals: HuffmanCode
    private let distances: HuffmanCode
    private let lengths: UnsafeMutablePointer<UInt8>
    private static let history = 32 << 10
    private static let window = 96 << 10
    /// What one symbol writes at most, and the copying in steps of 8 bytes beyond it.
    private static let slack = 258 + 8
    private static let lengthsSize = 320

    private var state = State.header
    private var input = BitInput()
    private var isLastBlock = false
    /// Of the stored block: what is still to come. Of a dynamic one: how many lengths are read.
    private var progress = 0
    private var literalCount = 0
    private var distanceCount = 0
    private var codeCount = 0
    /// Bytes in the window, and those of them that the sink has.
    private var filled = 0
    private var given = 0
    /// What may still come out, measured from the window's beginning.
    private var limit: Int
    private var checksum = Adler32()

    /// Whether two bytes begin a zlib stream.
    package static func isHeader(_ first: UInt8, _ second: UInt8) -> Bool {
        first & 0x8F == 0x08 && (Int(first) &* 256 &+ Int(second)) % 31 == 0
    }

    /// - Parameter limit: Bytes that may come out in all.
    package static func make(limit: Int) throws(OutOfMemory) -> Inflate {
        let size = window &+ slack &+ 4 &* HuffmanCode.size &+ lengthsSize
        guard let memory = cplatform_allocate(size) else { throw OutOfMemory() }
        return Inflate(memory, limit: max(limit, 0))
    }

    private init(_ memory: UnsafeMutableRawPointer, limit: Int) {
        self.limit = limit
        self.memory = memory.assumingMemoryBound(to: UInt8.self)
        let codes = memory + Self.window + Self.slack
        let code = codes.assumingMemoryBound(to: UInt16.self)
        literals = HuffmanCode(code)
        distances = HuffmanCode(code + HuffmanCode.size)
        lengths = (codes + 4 &* HuffmanCode.size).assumingMemoryBound(to: UInt8.self)
    }

    deinit {
        cplatform_free(memory)
    }

    package func decode(_ piece: UnsafeRawBufferPointer, into sink: Sink) throws(DecodingError) {
        input.open(piece)
        defer { input.close() }
        do throws(DecodingError) {
            while try step(sink) {}
            try give(to: sink)
        } catch {
            state = .failed
            throw error
        }
    }

    /// No more pieces come.
    package func finish() throws(DecodingError) {
        guard state == .over else { throw .malformed("the compressed data is cut off") }
    }

    /// Goes on by one state; false if that takes more input than is here.
    private func step(_ sink: Sink) throws(DecodingError) -> Bool {
        switch state {
        case .header: return try readHeader()
        case .block: return try beginBlock()
        case .storedLength: return try readStoredLength()
        case .stored: return try copyStored(sink)
        case .counts: return try readCounts()
        case .codeLengths: return try readCodeLengths()
        case .lengths: return try readLengths()
        case .symbols: return try readSymbols(sink)
        case .checksum: return try readChecksum(sink)
        case .over:
            guard input.isEmpty else { throw .malformed("something follows the compressed data") }
            return false
        case .failed: throw .malformed("the compressed data is broken")
        }
    }

    private func readHeader() throws(DecodingError) -> Bool {
        guard let header = input.take(16) else { return false }
        let second = UInt8(truncatingIfNeeded: header >> 8)
        guard Self.isHeader(UInt8(truncatingIfNeeded: header), second), second & 0x20 == 0 else {
            throw .malformed("the compressed data does not begin as a zlib stream")
        }
        state = .block
        return true
    }

    private func readChecksum(_ sink: Sink) throws(DecodingError) -> Bool {
        try give(to: sink)
        input.align()
        guard let stored = input.take(32) else { return false }
        guard UInt32(truncatingIfNeeded: stored).byteSwapped == checksum.value else {
            throw .malformed("the compressed data's checksum does not match")
        }
        state = .over
        return true
    }

    // MARK: Blocks

    private func beginBlock() throws(DecodingError) -> Bool {
        if isLastBlock {
            state = .checksum
            return true
        }
        guard let head = input.take(3) else { return false }
        isLastBlock = head & 1 == 1
        progress = 0
        switch head >> 1 {
        case 0:
            input.align()
            state = .storedLength
        case 1:
            useFixedCodes()
            state = .symbols
        case 2: state = .counts
        default: throw .malformed("the compressed data has a block of no known kind")
        }
        return true
    }

    private func readStoredLength() throws(DecodingError) -> Bool {
        guard let both = input.take(32) else { return false }
        progress = both & 0xFFFF
        guard progress ^ 0xFFFF == both >> 16 else {
            throw .malformed("the compressed data has a block of contradictory length")
        }
        state = .stored
        return true
    }

    private func copyStored(_ sink: Sink) throws(DecodingError) -> Bool {
        while progress > 0 {
            try makeRoom(sink)
            guard filled &+ progress <= limit else { throw .limit }
            let count = input.copy(to: memory + filled, min(progress, Self.window &- filled))
            filled &+= count
            progress &-= count
            if count == 0 { return false }
        }
        state = .block
        return true
    }

    private func useFixedCodes() {
        for symbol in 0..<288 {
            lengths[symbol] = symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8
        }
        // Codes without a gap can always be built.
        _ = literals.build(lengths, 288)
        lengths.update(repeating: 5, count: 32)
        _ = distances.build(lengths, 32)
    }

    // MARK: The codes of a dynamic block

    private func readCounts() throws(DecodingError) -> Bool {
        guard let counts = input.take(14) else { return false }
        literalCount = (counts & 31) &+ 257
        distanceCount = (counts >> 5 & 31) &+ 1
        codeCount = (counts >> 10) &+ 4
        guard literalCount <= 286, distanceCount <= 30 else { throw Self.badCodes }
        lengths.update(repeating: 0, count: 19)
        state = .codeLengths
        return true
    }

    private func readCodeLengths() throws(DecodingError) -> Bool {
        let order: InlineArray<19, UInt8> = [
            16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
        ]
        while progress < codeCount {
            guard let length = input.take(3) else { return false }
            lengths[Int(order[progress])] = UInt8(truncatingIfNeeded: length)
            progress &+= 1
        }
        // This code is needed only until the literals' own takes its place.
        guard literals.build(lengths, 19) else { throw Self.badCodes }
        progress = 0
        state = .lengths
        return true
    }

    private func readLengths() throws(DecodingError) -> Bool {
        let total = literalCount &+ distanceCount
        while progress < total {
            input.refill()
            let entry = literals.decode(input.bits)
            let used = entry & 15
            if entry == 0 || used > input.count {
                return try needMore(input.count)
            }
            let symbol = entry >> 4
            if symbol < 16 {
                input.drop(used)
                lengths[progress] = UInt8(truncatingIfNeeded: symbol)
                progress &+= 1
                continue
            }
            let extra = symbol == 16 ? 2 : symbol == 17 ? 3 : 7
            guard used &+ extra <= input.count else { return false }
            input.drop(used)
            let times = (symbol == 18 ? 11 : 3) &+ (input.take(extra) ?? 0)
            guard progress &+ times <= total, symbol != 16 || progress > 0 else {
                throw Self.badCodes
            }
            let length = symbol == 16 ? lengths[progress &- 1] : 0
            (lengths + progress).update(repeating: length, count: times)
            progress &+= times
        }
        // A block without an end could not end.
        guard lengths[256] > 0, literals.build(lengths, literalCount),
            distances.build(lengths + literalCount, distanceCount)
        else { throw Self.badCodes }
        state = .symbols
        return true
    }

    private static var badCodes: DecodingError {
        .malformed("the compressed data has a block with codes that cannot be")
    }

    /// What it means that so many bits begin no code, or not all of one.
    private func needMore(_ count: Int) throws(DecodingError) -> Bool {
        guard count < 15 else { throw .malformed("the compressed data has a code without meaning") }
        return false
    }

    // MARK: Literals and matches

    private func readSymbols(_ sink: Sink) throws(DecodingError) -> Bool {
        // Out of the object, where each step would have to fetch and to store them.
        var input = input
        var filled = filled
        defer {
            self.input = input
            self.filled = filled
        }
        while true {
            if filled >= Self.window {
                self.filled = filled
                try makeRoom(sink)
                filled = self.filled
            }
            input.refill()
            let entry = literals.decode(input.bits)
            var used = entry & 15
            if entry == 0 || used > input.count { return try needMore(input.count) }
            let symbol = entry >> 4
            if symbol < 256 {
                guard filled < limit else { throw .limit }
                input.drop(used)
                memory[filled] = UInt8(truncatingIfNeeded: symbol)
                filled &+= 1
                continue
            }
            if symbol == 256 {
                input.drop(used)
                state = .block
                return true
            }
            guard symbol < 286 else { return try needMore(15) }
            let length = Self.length(symbol &- 257, input.bits, &used)
            let second = distances.decode(input.bits >> UInt64(truncatingIfNeeded: used))
            let left = input.count &- used
            if second == 0 || second & 15 > left { return try needMore(left) }
            used &+= second & 15
            guard second >> 4 < 30 else { return try needMore(15) }
            let distance = Self.distance(second >> 4, input.bits, &used)
            guard used <= input.count else { return false }
            guard distance <= filled else {
                throw .malformed("the compressed data refers to what is before its beginning")
            }
            guard filled &+ length <= limit else { throw .limit }
            input.drop(used)
            Self.copy(memory + filled, distance, length)
            filled &+= length
        }
    }

    /// RFC 1951, section 3.2.5: with its extra bits, which are counted as used.
    private static func length(_ symbol: Int, _ bits: UInt64, _ used: inout Int) -> Int {
        if symbol < 8 { return symbol &+ 3 }
        if symbol == 28 { return 258 }
        let extra = (symbol &- 4) >> 2
        return ((4 &+ symbol & 3) << extra) &+ 3 &+ take(extra, bits, &used)
    }

    private static func distance(_ symbol: Int, _ bits: UInt64, _ used: inout Int) -> Int {
        if symbol < 4 { return symbol &+ 1 }
        let extra = (symbol &- 2) >> 1
        return ((2 &+ symbol & 1) << extra) &+ 1 &+ take(extra, bits, &used)
    }

    @inline(__always)
    private static func take(_ number: Int, _ bits: UInt64, _ used: inout Int) -> Int {
        let value = bits >> UInt64(truncatingIfNeeded: used) & ((1 << UInt64(number)) &- 1)
        used &+= number
        return Int(value)
    }

    /// Repeats what stands so far back; it may overlap, and writes up to 7 bytes too many.
    @inline(__always)
    private static func copy(
        _ target: UnsafeMutablePointer<UInt8>, _ distance: Int, _ length: Int
    ) {
        let source = target - distance
        if distance < 8 {
            for place in 0..<length { target[place] = source[place] }
            return
        }
        var place = 0
        while place < length {
            let eight = UnsafeRawPointer(source + place).loadUnaligned(as: UInt64.self)
            UnsafeMutableRawPointer(target + place).storeBytes(of: eight, as: UInt64.self)
            place &+= 8
        }
    }

    // MARK: What comes out

    /// Keeps of a full window only what may be referred to.
    private func makeRoom(_ sink: Sink) throws(DecodingError) {
        guard filled >= Self.window else { return }
        try give(to: sink)
        let gone = filled &- Self.history
        memory.update(from: memory + gone, count: Self.history)
        filled = Self.history
        given = Self.history
        limit &-= gone
    }

    private func give(to sink: Sink) throws(DecodingError) {
        let bytes = UnsafeRawBufferPointer(start: memory + given, count: filled &- given)
        guard !bytes.isEmpty else { return }
        given = filled
        checksum.add(bytes)
        guard sink(bytes) else { throw .refused }
    }
}
