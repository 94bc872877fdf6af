internal import CPlatform

/// A value that one thread at a time may touch. (Embedded Swift has no `Mutex`.)
package final class Locked<Value>: @unchecked Sendable {
    private var value: Value
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>?

    package init(_ value: Value) {
        self.value = value
        mutex = cplatform_mutex_new()
    }

    deinit {
        if let mutex { cplatform_mutex_free(mutex) }
    }

    package func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if let mutex { pthread_mutex_lock(mutex) }
        defer { if let mutex { pthread_mutex_unlock(mutex) } }
        return try body(&value)
    }
}
