internal import OnOffice
internal import OnOfficePlatform

/// Connections, and the requests on them, of all clients with the same transport settings.
///
/// There is no thread of its own: whoever waits drives. One thread at a time leads, which means that
/// it runs libcurl for all; the others wait until there is mail for them, or until the leader leaves
/// and one of them follows it.
final class Engine: Sendable {
    private struct Follower {
        let mailbox: Mailbox
        let signal: Signal
    }

    private struct State {
        var queue = PartQueue()
        var hasLeader = false
        /// Whose mail the leader waits for.
        var leaderMailbox: Mailbox?
        /// Whether the leader waits for its sockets, and must be woken for anything else.
        var isAsleep = false
        var followers: [Follower] = []
        /// Whether a host waits for the poller.
        var isWatched = false
        /// Parts that were submitted and have not come back.
        var underWay = 0
        var transports = 0
        var leftAt: Int64 = 0
    }

    let settings: Settings
    private let process = ProcessID.current
    private let waker: Waker
    private nonisolated(unsafe) let driver: Driver
    private let state = Locked(State())

    /// nil for want of memory or descriptors.
    static func make(_ settings: Settings) -> Engine? {
        ForkGate.pass {
            guard let waker = Waker(), let driver = Driver.make(settings, waker: waker) else {
                return nil
            }
            return Engine(settings, waker, driver)
        }
    }

    private init(_ settings: Settings, _ waker: Waker, _ driver: Driver) {
        self.settings = settings
        self.waker = waker
        self.driver = driver
    }

    deinit {
        let driver = driver
        if process == .current {
            ForkGate.pass { driver.close() }
        } else {
            driver.abandon()
        }
    }

    /// What is readable when something is to be done.
    var descriptor: Int32 { driver.poller.descriptor }

    // MARK: Who uses it

    func join() { state.withLock { $0.transports &+= 1 } }

    func leave() {
        let now = Clock.monotonicMilliseconds()
        state.withLock { state in
            state.transports &-= 1
            state.leftAt = now
        }
    }

    /// Whether nobody has used it for so long that its connections are too old to be used.
    func isStale(now: Int64) -> Bool {
        state.withLock { state in
            state.transports == 0 && now &- state.leftAt > settings.number(.idleTimeout)
        }
    }

    var isIdle: Bool { state.withLock { $0.underWay == 0 } }

    /// Since when nobody uses it; nil while somebody does.
    var unusedSince: Int64? { state.withLock { $0.transports == 0 ? $0.leftAt : nil } }

    // MARK: Parts

    func submit(_ part: Part, notBefore moment: Int64) {
        change { state in
            state.queue.add(part, notBefore: moment)
            state.underWay &+= 1
        }
    }

    /// Looks for parts that were marked as cancelled.
    func endCancelled() {
        change { $0.queue.hasCancelled = true }
        settle()
    }

    private func change(_ body: (inout State) -> Void) {
        let isAsleep = state.withLock { state in
            body(&state)
            state.queue.isChanged = true
            defer { state.isAsleep = false }
            return state.isAsleep
        }
        if isAsleep { waker.raise() }
    }

    /// Lets threads that wait for a mailbox look at it again.
    func nudge(_ mailbox: Mailbox) {
        let isAsleep = state.withLock { state in
            for follower in state.followers where follower.mailbox === mailbox {
                follower.signal.raise()
            }
            guard state.isAsleep, state.leaderMailbox === mailbox else { return false }
            state.isAsleep = false
            return true
        }
        if isAsleep { waker.raise() }
    }

    // MARK: Waiting

    /// Leads or follows until the mailbox has changed since it was looked at, or that moment has
    /// come. Whatever happens, the engine moves forward once.
    func wait(for mailbox: Mailbox, since changes: Int, until moment: Int64?) {
        var isFirst = true
        while isFirst || mailbox.changes == changes && !Self.isPast(moment) {
            isFirst = false
            if becomeLeader(for: mailbox) {
                repeat {
                    step(mailbox, changes, moment)
                } while mailbox.changes == changes && !Self.isPast(moment)
                resign()
            } else {
                follow(mailbox, changes, moment)
            }
        }
        passOn()
    }

    /// Who was called to lead, and has what it wanted meanwhile, calls the next one.
    private func passOn() {
        state.withLock { state in
            if !state.hasLeader { state.followers.first?.signal.raise() }
        }
    }

    private static func isPast(_ moment: Int64?) -> Bool {
        moment.map { Clock.monotonicMilliseconds() >= $0 } ?? false
    }

    /// Moves forward without waiting, if nobody else does.
    func settle() {
        guard becomeLeader(for: nil) else { return }
        deliver(ForkGate.pass { moveForward(now: Clock.monotonicMilliseconds()) })
        resign()
    }

    private func becomeLeader(for mailbox: Mailbox?) -> Bool {
        state.withLock { state in
            guard !state.hasLeader else { return false }
            state.hasLeader = true
            state.leaderMailbox = mailbox
            return true
        }
    }

    /// Hands over: to a thread that waits, and to the host's loop.
    private func resign() {
        if state.withLock({ $0.isWatched }) { arm() }
        let isChanged = state.withLock { state in
            state.hasLeader = false
            state.leaderMailbox = nil
            if let follower = state.followers.first {
                follower.signal.raise()
                return false
            }
            return state.isWatched && state.queue.isChanged
        }
        // Submitted while the poller was made ready, with nobody awake to see it.
        if isChanged { waker.raise() }
    }

    private func follow(_ mailbox: Mailbox, _ changes: Int, _ moment: Int64?) {
        let signal = Signal()
        let mayWait = state.withLock { state in
            guard state.hasLeader, mailbox.changes == changes else { return false }
            state.followers.append(Follower(mailbox: mailbox, signal: signal))
            return true
        }
        guard mayWait else { return }
        // Not for ever in one go: whatever may happen to the leader, nobody hangs.
        signal.wait(until: min(moment ?? .max, Clock.monotonicMilliseconds() &+ 10_000))
        state.withLock { state in state.followers.removeAll { $0.signal === signal } }
    }

    // MARK: Leading

    /// Does what is due, waits for sockets, and does what they call for.
    private func step(_ mailbox: Mailbox, _ changes: Int, _ moment: Int64?) {
        let now = Clock.monotonicMilliseconds()
        let done = ForkGate.pass {
            let done = moveForward(now: now)
            driver.prepareToWait()
            return done
        }
        deliver(done)
        guard let pause = rest(mailbox, changes, moment, now) else { return }
        let count = driver.poller.wait(milliseconds: pause)
        state.withLock { $0.isAsleep = false }
        guard count > 0 else { return }
        deliver(
            ForkGate.pass {
                driver.handle(count, waker: waker)
                return driver.finished()
            })
    }

    /// How long to wait for sockets, in milliseconds; nil if there is something else to do.
    private func rest(
        _ mailbox: Mailbox, _ changes: Int, _ moment: Int64?, _ now: Int64
    ) -> Int64? {
        let due = driver.due
        return state.withLock { state in
            guard !state.queue.isChanged, mailbox.changes == changes else { return nil }
            let wake = min(moment ?? .max, due ?? .max, state.queue.due ?? .max)
            let pause = max(0, min(wake &- now, 60_000))
            state.isAsleep = pause > 0
            return pause
        }
    }

    /// All that can be done without waiting. Returns what is over, to be delivered outside of the fork
    /// gate: a part may be the last to hold on to another engine, which passes the gate to end.
    private func moveForward(now: Int64) -> [Driver.Done] {
        let room = driver.room
        let work = state.withLock { $0.queue.take(room: room, now: now) }
        var done = work.over
        if !work.ready.isEmpty {
            let unixTime = Clock.unixTime()
            for part in work.ready {
                if let failed = driver.begin(part, now: now, unixTime: unixTime) {
                    done.append(failed)
                }
            }
        }
        driver.runDue(now: now)
        done += driver.finished()
        done += driver.overdue(now: now, lookForCancelled: work.hasCancelled)
        return done
    }

    private func deliver(_ done: [Driver.Done]) {
        for done in done {
            done.part.reply = done.reply
            state.withLock { state in
                let mailbox = done.part.mailbox
                mailbox.put(done.part)
                state.underWay &-= 1
                for follower in state.followers where follower.mailbox === mailbox {
                    follower.signal.raise()
                }
                // A place is free for a part that waits.
                if !state.queue.isEmpty { state.queue.isChanged = true }
            }
        }
    }

    // MARK: The host's loop

    /// From now on the descriptor tells the host when something is to be done.
    func watch() {
        state.withLock { $0.isWatched = true }
        settle()
    }

    private func arm() {
        ForkGate.pass {
            driver.prepareToWait()
            let due = driver.due
            let queued = state.withLock { $0.queue.due }
            let next = min(due ?? .max, queued ?? .max)
            driver.setTimer(next == .max ? nil : next)
        }
    }
}
