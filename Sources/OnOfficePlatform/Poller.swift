internal import CPlatform

/// Waits for many descriptors at once; itself one descriptor, which is readable when they have
/// something to tell.
package final class Poller: @unchecked Sendable {
    package struct Event {
        package let descriptor: Int32
        package let isReadable: Bool
        package let isWritable: Bool
        package let isBroken: Bool
    }

    package let descriptor: Int32
    private static let capacity = 64
    private let events: UnsafeMutablePointer<cplatform_event>

    /// nil if the process has no descriptor left.
    package init?() {
        descriptor = cplatform_poller_new()
        events = .allocate(capacity: Self.capacity)
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        events.deallocate()
        if descriptor >= 0 { cplatform_close(descriptor) }
    }

    /// Says what to wait for on a descriptor; neither: it is forgotten.
    @discardableResult
    package func set(_ other: Int32, readable: Bool, writable: Bool = false) -> Bool {
        cplatform_poller_set(descriptor, other, readable ? 1 : 0, writable ? 1 : 0) == 0
    }

    /// Waits at most so many milliseconds. Returns how many events ``event(_:)`` has.
    package func wait(milliseconds: Int64) -> Int {
        let limit = Int32(clamping: max(milliseconds, 0))
        return Int(cplatform_poller_wait(descriptor, events, Int32(Self.capacity), limit))
    }

    package func event(_ index: Int) -> Event {
        let event = events[index]
        return Event(
            descriptor: event.descriptor, isReadable: event.is_readable != 0,
            isWritable: event.is_writable != 0, isBroken: event.is_broken != 0)
    }
}

/// A descriptor that is readable from ``raise()`` to ``drain()``.
package final class Waker: @unchecked Sendable {
    package let descriptor: Int32

    /// nil if the process has no descriptor left.
    package init?() {
        descriptor = cplatform_waker_new()
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        if descriptor >= 0 { cplatform_close(descriptor) }
    }

    package func raise() { cplatform_waker_raise(descriptor) }

    package func drain() { cplatform_drain(descriptor) }
}

/// A descriptor that is readable from a moment on.
package final class Timer: @unchecked Sendable {
    package let descriptor: Int32
    private var due: Int64?

    /// nil if the process has no descriptor left.
    package init?() {
        descriptor = cplatform_timer_new()
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        if descriptor >= 0 { cplatform_close(descriptor) }
    }

    /// Goes off at that millisecond of the monotonic clock; nil: never.
    package func set(_ due: Int64?) {
        guard due != self.due else { return }
        self.due = due
        cplatform_timer_set(descriptor, due.map { max($0, 1) } ?? 0)
    }

    package func drain() {
        due = nil
        cplatform_drain(descriptor)
    }
}
