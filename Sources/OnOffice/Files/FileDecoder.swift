internal import OnOfficePlatform

/// Makes a file of the text that stands for it in an answer: base64 and, in exposés, a zlib stream
/// within. What comes out goes to a sink, up to a limit.
final class FileDecoder: @unchecked Sendable {
    private let sink: any ByteSink
    private let limit: Int64
    private var base64: Base64Decoder?
    private var inflate: Inflate?
    /// Whether what comes may be compressed: until its first two bytes are there.
    private var mayBeCompressed = false
    private var first: UInt8?
    private let count = Counter()
    private(set) var failure: Failure?

    init(_ sink: any ByteSink, limit: Int64) {
        self.sink = sink
        self.limit = limit
    }

    /// Bytes that were given to the sink. Of any thread.
    var done: Int64 { count.value }

    /// Whether another attempt may follow.
    var canRestart: Bool { sink.canRestart }

    /// Another attempt; what came of the last one is forgotten.
    func restart() {
        base64 = nil
        inflate = nil
        first = nil
        failure = nil
        guard done > 0 else { return }
        count.set(0)
        keep { () throws(Failure) in try sink.restart() }
    }

    /// The text of a file begins.
    func begin(mayBeCompressed: Bool) {
        self.mayBeCompressed = mayBeCompressed
        keep { () throws(Failure) in
            base64 = try Failure.unlessMemoryLacks("decoding", bytes: 64 << 10) {
                () throws(OutOfMemory) in try Base64Decoder.make()
            }
        }
    }

    /// Takes a part of the text; false if that failed.
    func take(_ text: UnsafeRawBufferPointer) -> Bool {
        guard failure == nil, let base64 else { return false }
        decode { () throws(DecodingError) in try base64.decode(text) { unpack($0) } }
        return failure == nil
    }

    /// The text is at its end; false if that failed.
    func end() -> Bool {
        guard failure == nil, let base64 else { return false }
        decode { () throws(DecodingError) in
            try base64.finish { unpack($0) }
            if let first {
                // A file of one byte.
                mayBeCompressed = false
                guard put(first) else { throw .refused }
            }
            try inflate?.finish()
        }
        self.base64 = nil
        return failure == nil
    }

    /// Takes what base64 stands for.
    private func unpack(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes[...]
        if mayBeCompressed {
            if first == nil { first = rest.popFirst() }
            guard let first, let second = rest.first else { return true }
            mayBeCompressed = false
            self.first = nil
            if Inflate.isHeader(first, second) { makeInflate() }
            guard failure == nil, put(first) else { return false }
        }
        return put(UnsafeRawBufferPointer(rebasing: rest))
    }

    private func makeInflate() {
        keep { () throws(Failure) in
            inflate = try Failure.unlessMemoryLacks("decoding", bytes: 128 << 10) {
                () throws(OutOfMemory) in
                try Inflate.make(limit: Int(clamping: limit))
            }
        }
    }

    private func put(_ byte: UInt8) -> Bool {
        withUnsafeBytes(of: byte) { put($0) }
    }

    private func put(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let inflate else { return give(bytes) }
        decode { () throws(DecodingError) in try inflate.decode(bytes) { give($0) } }
        return failure == nil
    }

    private func give(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let total = done &+ Int64(bytes.count)
        guard total <= limit else {
            failure = tooLarge
            return false
        }
        keep { () throws(Failure) in try sink.write(bytes) }
        count.set(total)
        return failure == nil
    }

    private var tooLarge: Failure {
        Failure(.limit, "the file is larger than response_limit, \(limit) bytes")
    }

    private func decode(_ body: () throws(DecodingError) -> Void) {
        do throws(DecodingError) {
            try body()
        } catch {
            guard failure == nil else { return }
            switch error {
            case .malformed(let reason):
                failure = Failure(.protocol, "the file in the answer cannot be decoded: \(reason)")
            case .limit, .refused: failure = tooLarge
            }
        }
    }

    private func keep(_ body: () throws(Failure) -> Void) {
        do throws(Failure) { try body() } catch { if failure == nil { failure = error } }
    }

    // MARK: The end of it all

    /// The file is complete.
    func finish() throws(Failure) { try sink.finish() }

    /// It came to nothing.
    func discard() { sink.discard() }
}
