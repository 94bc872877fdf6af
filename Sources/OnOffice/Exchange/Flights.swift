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
        /// How often all of it was ended.
        var cancels = 0
        /// How many started exchanges have finished so far.
        var finishes = 0
        /// Started, over, and not handed out yet.
        var finished: [Exchange] = []
        var desks: [JobDesk] = []
        /// When somebody last moved forward what is under way.
        var drivenAt: Int64 = 0
        /// How many threads do so right now.
        var drivers = 0
        /// When the last long pause ended, in which nobody did.
        var pauseEnd = Int64.min
        /// Whether somebody can still ask for what has finished.
        var isOpen = true
    }

    private let state = Locked(State())
    /// How long a client that is freed waits for what it has cancelled, in milliseconds.
    private static let patience: Int64 = 1000
    /// Milliseconds after which nobody seems to wait, since those who do are never away for so long.
    private static let longPause: Int64 = 250

    init(_ transport: any Transport) {
        self.transport = transport
    }

    /// Begins an exchange; one that belongs to what began before all was ended ends, too.
    func begin(_ exchange: Exchange, since cancels: Int? = nil) {
        leaveParentsBehind()
        let now = transport.now
        let isTooLate = state.withLock { state in
            if state.running.isEmpty { state.drivenAt = now }
            state.running.append(exchange)
            return cancels.map { $0 != state.cancels } ?? false
        }
        if isTooLate { _ = exchange.stop() }
        exchange.begin()
    }

    var cancels: Int { state.withLock { $0.cancels } }

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
        let before = finishes
        wait(until: moment) { startedAndRunning == 0 || finishes != before }
        return startedAndRunning
    }

    /// Moves forward what is under way until that is so, at most until that moment.
    func wait(until moment: Int64?, for isSo: () -> Bool) {
        leaveParentsBehind()
        beginDriving()
        defer { endDriving() }
        var isLast = isSo()
        while true {
            let seen = mailbox.changes
            collect()
            if isLast || isSo() {
                mailbox.calm()
                return transport.settle()
            }
            transport.wait(for: mailbox, since: seen, until: moment)
            // What came at the last moment is still read.
            if let moment, transport.now >= moment { isLast = true }
        }
    }

    /// Whether nobody has moved anything forward for long, at some time since that moment: what
    /// failed meanwhile may have done so for want of care. A host's loop takes care by itself.
    func wasPaused(since moment: Int64) -> Bool {
        state.withLock { $0.pauseEnd > moment }
    }

    private func beginDriving() {
        let (now, isWatched) = (transport.now, mailbox.isWatched)
        state.withLock { state in
            let isPause = state.drivers == 0 && now &- state.drivenAt > Self.longPause
            if isPause, !isWatched { state.pauseEnd = now }
            state.drivers &+= 1
        }
    }

    private func endDriving() {
        let now = transport.now
        state.withLock { state in
            state.drivers &-= 1
            state.drivenAt = now
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
        // First, so that there is always something under way while a job has more to do.
        exchange.takeJob()?.didFinish(exchange)
        state.withLock { state in
            state.running.removeAll { $0 === exchange }
            if exchange.mailbox === mailbox { state.finishes &+= 1 }
            if state.isOpen, exchange.mailbox === mailbox, !exchange.isDropped.isRaised,
                !exchange.isOfJob
            {
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
        cancel(
            state.withLock { state in
                state.cancels &+= 1
                return state.running
            })
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

    // MARK: Jobs

    var isOpen: Bool { state.withLock { $0.isOpen } }

    func open(_ desk: JobDesk) { state.withLock { $0.desks.append(desk) } }

    func close(_ desk: JobDesk) {
        desk.close()
        state.withLock { $0.desks.removeAll { $0 === desk } }
    }

    // MARK: Ending

    /// The client is gone: what is under way is ended, and nothing handed out any more.
    func close() {
        let desks = state.withLock { state in
            state.isOpen = false
            defer { state.desks = [] }
            return state.desks
        }
        for desk in desks { desk.close() }
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
            orphan.abandon(Self.forked)
        }
    }

    static let forked = Failure(
        .cancelled, "the process was forked: its parent gets the answer")

    private var finishes: Int { state.withLock { $0.finishes } }

    private var startedAndRunning: Int {
        state.withLock { state in
            state.running.count { $0.mailbox === mailbox && !$0.isDropped.isRaised }
        }
    }
}
