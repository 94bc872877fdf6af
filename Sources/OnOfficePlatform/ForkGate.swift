internal import CPlatform

/// Keeps `fork` out of libcurl and libcrypto: a thread is inside of them only while it holds the
/// gate, and who forks waits until all are out. Otherwise the child could inherit one of their locks
/// in the hands of a thread that it does not have.
///
/// Not to be nested, and not to be entered from within `Locked`.
package enum ForkGate {
    /// nil only if its memory cannot be had.
    private nonisolated(unsafe) static let gate: UnsafeMutablePointer<pthread_rwlock_t>? = {
        ProcessLock.prepare()
        return cplatform_gate_new()
    }()

    package static func pass<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if let gate { cplatform_gate_enter(gate) }
        defer { if let gate { cplatform_gate_leave(gate) } }
        return try body()
    }

    // For ProcessLock, which is told of forks.

    static func close() {
        if let gate { cplatform_gate_close(gate) }
    }

    static func open() {
        if let gate { cplatform_gate_leave(gate) }
    }

    static func reset() {
        if let gate { cplatform_gate_init(gate) }
    }
}
