package import OnOfficePlatform

/// Takes the file out of an answer while it arrives: the one large string that stands under
/// `content`, `document` or `photo` among the elements of a record. The rest, with "" in its place,
/// is kept, to be judged as any answer.
///
/// It follows the JSON's containers, strings and escapes across any cut, and does not check it: what
/// is kept is JSON if, and only if, the answer was, apart from the string, which the decoder checks.
package final class Siphon: @unchecked Sendable {
    private enum Mode {
        /// Between strings.
        case structure
        /// In a string that is kept; a name if its letters matter.
        case string
        case name
        /// In the string that is taken.
        case file
    }

    private let decoder: FileDecoder
    private var place = SiphonPlace()
    private var mode = Mode.structure
    /// Whether a backslash came last.
    private var isEscaped = false
    /// In the string that is taken: its escape.
    private var escape = SiphonEscape()
    /// Whether the string that is taken has anything in it.
    private var isFilled = false
    /// Strings that were found, and those of them that are not empty.
    private var strings = 0
    private var filledStrings = 0
    /// What was unescaped, and waits for the decoder.
    private let waiting = Buffer()
    private static let portion = 16 << 10

    package private(set) var failure: Failure?

    init(_ decoder: FileDecoder) {
        self.decoder = decoder
    }

    /// Whether another attempt may follow.
    var canRestart: Bool { decoder.canRestart }

    /// Another attempt begins.
    package func restart() {
        place = SiphonPlace()
        mode = .structure
        isEscaped = false
        escape = SiphonEscape()
        isFilled = false
        strings = 0
        filledStrings = 0
        waiting.clear()
        decoder.restart()
        failure = decoder.failure
    }

    /// Takes the next piece of the answer, and appends to another buffer what is kept of it. False if
    /// there is a ``failure``.
    package func pass(
        _ piece: UnsafeRawBufferPointer, to kept: Buffer
    ) throws(OutOfMemory) -> Bool {
        var index = 0
        // What is kept and not appended yet; nothing within the file.
        var start = mode == .file ? piece.count : 0
        while index < piece.count, failure == nil {
            switch mode {
            case .structure:
                index = skipStructure(piece, from: index)
                guard mode == .file else { break }
                try kept.append(UnsafeRawBufferPointer(rebasing: piece[start..<index]))
                start = piece.count
            case .string, .name:
                index = skipString(piece, from: index)
            case .file:
                index = try takeFile(piece, from: index)
                // From the closing quotation mark on.
                if mode == .structure { start = index &- 1 }
            }
        }
        try kept.append(UnsafeRawBufferPointer(rebasing: piece[start...]))
        return failure == nil
    }

    // MARK: What is kept

    /// Goes on to the inside of the next string.
    private func skipStructure(_ piece: UnsafeRawBufferPointer, from start: Int) -> Int {
        for index in start..<piece.count {
            switch piece[index] {
            case UInt8(ascii: "\""):
                mode = place.isName ? .name : place.isFile ? .file : .string
                if mode == .name { place.beginName() }
                if mode == .file { strings &+= 1 }
                return index &+ 1
            case UInt8(ascii: "{"): place.open(isObject: true)
            case UInt8(ascii: "["): place.open(isObject: false)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): place.close()
            case UInt8(ascii: ","): place.expectsName = true
            case UInt8(ascii: ":"): place.expectsName = false
            default: break
            }
        }
        return piece.count
    }

    /// Goes on behind the closing quotation mark.
    private func skipString(_ piece: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index < piece.count {
            let end = isEscaped ? index : piece.endOfPlainText(from: index)
            let isMark = !isEscaped && end < piece.count && piece[end] == UInt8(ascii: "\"")
            let next = min(end &+ 1, piece.count)
            if mode == .name { place.addToName(piece[index..<(isMark ? end : next)]) }
            isEscaped = !isEscaped && end < piece.count && !isMark
            index = next
            if isMark {
                if mode == .name { place.endName() }
                mode = .structure
                return index
            }
        }
        return index
    }

    // MARK: What is taken

    /// Goes on behind the closing quotation mark.
    private func takeFile(
        _ piece: UnsafeRawBufferPointer, from start: Int
    ) throws(OutOfMemory) -> Int {
        var index = start
        while index < piece.count, failure == nil {
            guard !escape.isOpen else {
                if escape.take(piece[index]) { try add(escape.byte) }
                index &+= 1
                continue
            }
            let end = piece.endOfPlainText(from: index)
            try add(UnsafeRawBufferPointer(rebasing: piece[index..<end]))
            index = end
            guard index < piece.count else { break }
            index &+= 1
            if piece[end] == UInt8(ascii: "\"") {
                endFile()
                return index
            }
            escape.open()
        }
        flush()
        return index
    }

    private func add(_ byte: UInt8) throws(OutOfMemory) {
        try withUnsafeBytes(of: byte) { (bytes) throws(OutOfMemory) in try add(bytes) }
    }

    /// Takes what is unescaped; long stretches without a copy.
    private func add(_ text: UnsafeRawBufferPointer) throws(OutOfMemory) {
        guard !text.isEmpty else { return }
        if !isFilled {
            isFilled = true
            filledStrings &+= 1
            guard filledStrings == 1 else {
                failure = Failure(.protocol, "the answer has more than one file in it")
                return
            }
            decoder.begin(mayBeCompressed: place.mayBeCompressed)
        }
        if waiting.count &+ text.count > Self.portion { flush() }
        if text.count > Self.portion / 4, waiting.count == 0 { return decode(text) }
        try waiting.append(text)
    }

    private func flush() {
        guard waiting.count > 0 else { return }
        decode(waiting.bytes)
        waiting.clear()
    }

    private func decode(_ text: UnsafeRawBufferPointer) {
        if failure == nil, !decoder.take(text) { failure = decoder.failure }
    }

    private func endFile() {
        flush()
        if failure == nil, isFilled, !decoder.end() { failure = decoder.failure }
        isFilled = false
        place.endValue()
        mode = .structure
    }

    // MARK: The end of it all

    /// The answer is good: so must be what was taken out of it.
    func finish() throws(Failure) {
        guard strings > 0 else {
            throw Failure(
                .protocol,
                """
                the answer has no file in it: no record has a content, document or photo (it may \
                be null, a list of files, or have their addresses)
                """)
        }
        try decoder.finish()
    }

    func discard() { decoder.discard() }

    var done: Int64 { decoder.done }
}

extension UnsafeRawBufferPointer {
    /// Where the next quotation mark or backslash stands; eight bytes are looked at at a time.
    fileprivate func endOfPlainText(from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var index = start
        while index &+ 8 <= count {
            let word = UInt64(
                littleEndian: loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let quotes = word ^ ones &* 0x22
            let backslashes = word ^ ones &* 0x5C
            // The lowest mark is right, as a zero below it would have marked itself.
            let zeros = (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
            let found = zeros & (ones &* 0x80)
            if found != 0 { return index &+ found.trailingZeroBitCount &>> 3 }
            index &+= 8
        }
        while index < count, self[index] != 0x22, self[index] != 0x5C { index &+= 1 }
        return index
    }
}
