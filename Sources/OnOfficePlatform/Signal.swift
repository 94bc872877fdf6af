internal import CPlatform

/// Wakes one thread that waits. Raised before the wait, it is not lost.
package final class Signal: @unchecked Sendable {
    /// nil only if its memory cannot be had: then waiting is looking again after a moment.
    private let signal = cplatform_signal_new()

    package init() {}

    deinit {
        if let signal { cplatform_signal_free(signal) }
    }

    package func raise() {
        if let signal { cplatform_signal_raise(signal) }
    }

    /// Waits until it is raised, at most until that millisecond of the monotonic clock.
    package func wait(until deadline: Int64) {
        if let signal {
            cplatform_signal_wait(signal, deadline)
        } else {
            cplatform_sleep_ms(1)
        }
    }
}
