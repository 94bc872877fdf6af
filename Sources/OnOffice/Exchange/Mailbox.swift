package import OnOfficePlatform

/// Where parts come back to who asked: a thread that waits in a send, or whoever polls a client.
package final class Mailbox: Sendable {
    private struct State {
        var parts: [Part] = []
        var changes = 0
        /// Whether there is something other than mail for whoever polls.
        var isAlert = false
        /// Raised while there is mail, for the descriptor of a client.
        var waker: Waker?
    }

    private let state = Locked(State())

    package init() {}

    /// Grows whenever there is something new to look at.
    package var changes: Int { state.withLock { $0.changes } }

    /// Whether a host's loop watches over it.
    var isWatched: Bool { state.withLock { $0.waker != nil } }

    package func put(_ part: Part) {
        state.withLock { state in
            state.parts.append(part)
            state.changes &+= 1
            state.waker?.raise()
        }
    }

    /// There is something new to look at other than mail.
    package func nudge() { state.withLock { $0.changes &+= 1 } }

    /// The next part, in the order in which they came.
    func take() -> Part? {
        state.withLock { state in
            guard !state.parts.isEmpty else { return nil }
            let part = state.parts.removeFirst()
            if state.parts.isEmpty, !state.isAlert { state.waker?.drain() }
            return part
        }
    }

    /// Wakes the host's loop, though another thread took the mail.
    func alert() {
        state.withLock { state in
            state.isAlert = true
            state.waker?.raise()
        }
    }

    /// The host's loop has polled.
    func calm() {
        state.withLock { state in
            guard state.isAlert else { return }
            state.isAlert = false
            if state.parts.isEmpty { state.waker?.drain() }
        }
    }

    /// In a forked child: what has come is the parent's, and so is the waker, which must neither be
    /// raised nor drained here.
    func leaveParentBehind() {
        state.withLock { state in
            state.parts = []
            state.changes &+= 1
            state.waker = nil
        }
    }

    /// Raises the waker from now on while there is mail. (In a forked child, another one takes the
    /// place of the parent's.)
    package func ring(_ waker: Waker) {
        state.withLock { state in
            state.waker = waker
            if !state.parts.isEmpty || state.isAlert { waker.raise() }
        }
    }
}
