internal import OnOfficePlatform

/// Where the bytes of a download go. Of one thread at a time.
protocol ByteSink: AnyObject, Sendable {
    /// Whether what was written can be taken back.
    var canRestart: Bool { get }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Failure)

    /// Takes back what was written, for another attempt.
    func restart() throws(Failure)

    /// All of it was written: from now on it is there for others.
    func finish() throws(Failure)

    /// It came to nothing.
    func discard()
}

/// Memory that is handed out when all of it is there.
final class MemorySink: ByteSink {
    let bytes = Buffer()

    let canRestart = true

    func write(_ piece: UnsafeRawBufferPointer) throws(Failure) {
        try Failure.unlessMemoryLacks("the file", bytes: bytes.count) { () throws(OutOfMemory) in
            try bytes.append(piece)
        }
    }

    func restart() { bytes.clear() }

    func finish() {}

    func discard() { bytes.clear() }
}
