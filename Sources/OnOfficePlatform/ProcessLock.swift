internal import CPlatform

/// One lock for all that threads share. Recursive, since what it guards uses each other.
enum ProcessLock {
    /// nil only if its memory cannot be had.
    private nonisolated(unsafe) static let mutex: UnsafeMutablePointer<pthread_mutex_t>? = {
        let mutex = cplatform_mutex_new()
        cplatform_at_fork(
            {
                ForkGate.close()
                ProcessLock.lock()
            },
            {
                ProcessLock.unlock()
                ForkGate.open()
            },
            // Made anew: they are held by the parent's thread, whose number the child's has not.
            {
                ProcessLock.reset()
                ForkGate.reset()
            })
        return mutex
    }()

    /// Makes the lock, should this be its first use.
    static func prepare() { _ = mutex }

    static func lock() {
        if let mutex { cplatform_mutex_lock(mutex) }
    }

    static func unlock() {
        if let mutex { cplatform_mutex_unlock(mutex) }
    }

    private static func reset() {
        if let mutex { cplatform_mutex_init(mutex) }
    }
}
