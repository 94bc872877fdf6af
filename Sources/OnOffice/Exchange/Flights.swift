internal import OnOfficePlatform

/// What a client has under way. Outlives the client as long as an exchange of it does.
final class Flights: Sendable {
    let transport: any Transport
    /// Where the parts of exchanges come back that no thread waits for in a send.
    let mailbox = Mailbox()

    private struct State {
        var process = ProcessID.current
        /// All that is under way, also what a thread waits for.
        var running: [Exchange] = []
        /// How many started exchanges have finished so far.
        var finishes = 0
        /// Started, over, and not handed out yet.
        var finished: [Exchange] = []
        /// Whether somebody can still ask for what has finished.
        var isOpen = true
    }

    private let state = Locked(State())
    /// How long a client that is freed waits for what it has cancelled, in milliseconds.
    private static let patience: Int64 = 1000

    init(_ transport: any Transport) {
        self.transport = transport
    }

    func begin(_ exchange: Exchange) {
        leaveParentsBehind()
        state.withLock { $0.running.append(exchange) }
        exchange.begin()
    }

    /// Waits until an exchange is over that belongs to this thread alone.
    func wait(for exchange: Exchange) -> Response {
        while true {
            let seen = exchange.mailbox.changes
            collect(exchange.mailbox)
            if let response = exchange.response { return response }
            transport.wait(for: exchange.mailbox, since: seen, until: nil)
        }
    }

    /// Waits until a started exchange finishes, at most until that moment. Returns how many are
    /// under way.
    func poll(until moment: Int64?) -> Int {
        leaveParentsBehind()
        let before = finishes
        var isLast = startedAndRunning == 0
        while true {
            let seen = mailbox.changes
            collect()
            let left = startedAndRunning
            if left == 0 || finishes != before || isLast {
                mailbox.calm()
                transport.settle()
                return left
            }
            transport.wait(for: mailbox, since: seen, until: moment)
            // What came at the last moment is still read.
            if let moment, transport.now >= moment { isLast = true }
        }
    }

    /// Reads what came back for started exchanges.
    func collect() { collect(mailbox) }

    private func collect(_ mailbox: Mailbox) {
        while let part = mailbox.take() {
            part.exchange.take(part)
        }
    }

    func didFinish(_ exchange: Exchange) {
        state.withLock { state in
            state.running.removeAll { $0 === exchange }
            if exchange.mailbox === mailbox { state.finishes &+= 1 }
            if state.isOpen, exchange.mailbox === mailbox, !exchange.isDropped.isRaised {
                state.finished.append(exchange)
            }
        }
        // Another thread may have read the last part, while this one was about to wait for it.
        if exchange.mailbox === mailbox { transport.nudge(mailbox) }
    }

    /// Nobody holds the exchange any more: whether it has finished or not, it is not handed out.
    func forget(_ exchange: Exchange) {
        state.withLock { state in
            exchange.isDropped.raise()
            state.finished.removeAll { $0 === exchange }
        }
    }

    /// The next exchange that has finished.
    func next() -> Exchange? {
        leaveParentsBehind()
        return state.withLock { $0.finished.isEmpty ? nil : $0.finished.removeFirst() }
    }

    /// Ends all that is under way, from any thread.
    func cancelAll() {
        cancel(state.withLock { $0.running })
    }

    /// Ends exchanges, all at the same time: none of them takes the place of another.
    func cancel(_ exchanges: [Exchange]) {
        leaveParentsBehind()
        let parts = exchanges.flatMap { $0.stop() }
        guard !parts.isEmpty else { return }
        transport.cancel(parts)
        collect()
        // The host's loop may be waiting in another thread.
        mailbox.alert()
    }

    /// The client is gone: what is under way is ended, and nothing handed out any more.
    func close() {
        state.withLock { $0.isOpen = false }
        cancelAll()
        // Where another thread drives, what was cancelled comes back in a moment. Nobody else would
        // read it, and what is not read keeps the credentials.
        let limit = transport.now &+ Self.patience
        while true {
            let seen = mailbox.changes
            collect()
            guard state.withLock({ !$0.running.isEmpty }), transport.now < limit else { break }
            transport.wait(for: mailbox, since: seen, until: limit)
        }
        state.withLock { $0.finished = [] }
    }

    /// What the parent of a forked process has under way is the parent's: here it has ended.
    func leaveParentsBehind() {
        let orphans = state.withLock { state in
            guard state.process != .current else { return [Exchange]() }
            state.process = .current
            mailbox.leaveParentBehind()
            return state.running
        }
        for orphan in orphans {
            orphan.abandon(
                Failure(.cancelled, "the process was forked: its parent gets the answer"))
        }
    }

    private var finishes: Int { state.withLock { $0.finishes } }

    private var startedAndRunning: Int {
        state.withLock { state in
            state.running.count { $0.mailbox === mailbox && !$0.isDropped.isRaised }
        }
    }
}
