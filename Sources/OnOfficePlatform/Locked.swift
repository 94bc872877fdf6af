/// A value that one thread at a time may touch. (Embedded Swift has no `Mutex`.)
///
/// All of them share the lock of the process, which a thread that forks holds: whatever the other
/// threads are doing, the child finds every value whole and unlocked. Bodies are to be short.
package final class Locked<Value>: @unchecked Sendable {
    private var value: Value

    package init(_ value: Value) {
        self.value = value
    }

    package func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        ProcessLock.lock()
        defer { ProcessLock.unlock() }
        return try body(&value)
    }
}
