internal import OnOfficePlatform

/// A request that is under way, or was: its parts travel, come back, are read and joined.
///
/// Whoever polls or waits takes a part out of the mailbox and reads it; so parsing happens in the
/// thread that asked, and several threads may read several parts at once.
public final class Exchange: @unchecked Sendable {
    let mailbox: Mailbox
    private let flights: Flights

    private struct State {
        /// Whose step it is; nil once that has been told that it is over.
        var job: (any Job)?
        /// nil once the exchange is over: the credentials in it are not to outlive the client.
        var order: Order?
        /// Empty once the exchange is over.
        var parts: [Part] = []
        /// The next part to be submitted; writes go one after another.
        var next = 0
        var unfinished = 0
        var attempts: [Trace.Attempt] = []
        var isCancelled = false
        var response: Response?
    }

    private let state: Locked<State>
    /// Raised when nobody holds the exchange any more, so that it must not be handed out.
    let isDropped = Flag()
    /// Whether it is the step of a job, which is told of its end: nobody else asks for it.
    let isOfJob: Bool

    /// One that has not begun.
    init(_ order: Order, flights: Flights, mailbox: Mailbox, job: (any Job)? = nil) {
        self.flights = flights
        self.mailbox = mailbox
        isOfJob = job != nil
        state = Locked(State(job: job, order: order))
    }

    /// One that could not begin.
    init(_ response: Response, flights: Flights, mailbox: Mailbox, job: (any Job)? = nil) {
        self.flights = flights
        self.mailbox = mailbox
        isOfJob = job != nil
        state = Locked(State(job: job, response: response))
    }

    /// One that not even a client had.
    package convenience init(_ response: Response) {
        let flights = Flights(NoTransport())
        self.init(response, flights: flights, mailbox: flights.mailbox)
    }

    /// What came of it; nil while it is under way.
    package var response: Response? {
        if let response = state.withLock({ $0.response }) { return response }
        flights.leaveParentsBehind()
        return state.withLock { $0.response }
    }

    /// Hands the parts to the transport: reads all at once, writes one after another, since the API
    /// executes the actions of a request in their order.
    func begin() {
        guard let order = state.withLock({ $0.order }) else { return }
        let parts = makeParts(order)
        let first = order.asked.writes ? min(1, parts.count) : parts.count
        state.withLock { state in
            state.parts = parts
            state.unfinished = parts.count
            state.next = first
            // Another thread may have cancelled all that the client has under way.
            if state.isCancelled { for part in parts { part.markCancelled() } }
        }
        let now = flights.transport.now
        for part in parts.prefix(first) {
            flights.transport.submit(part, notBefore: now)
        }
        if parts.isEmpty { finish() }
    }

    private func makeParts(_ order: Order) -> [Part] {
        order.plan.parts.enumerated().map { number, indices in
            Part(of: self, order, number: number, actions: indices)
        }
    }

    // MARK: Parts that come back

    func take(_ part: Part) {
        let reply = part.takeReply()
        var answer = Answer(
            reply, asked: part.asked, depthLimit: Int(part.settings.number(.depthLimit)))
        var attempt = reply.attempt
        attempt.part = part.number
        attempt.status = answer.verdict.status
        attempt.clockOffset = part.clockOffset
        let now = flights.transport.now
        let policy = RetryPolicy(
            part: part, reply: reply, answer: answer, transport: flights.transport)
        if case .again(let pause, let reason) = policy.decide(now: now), !part.isCancelled {
            if answer.verdict.isUncertain { part.noteUncertainty() }
            attempt.retryReason = reason
            attempt.retryPause = pause
            note(attempt)
            flights.transport.submit(part, notBefore: now &+ pause)
            return
        }
        note(attempt)
        if part.mayHaveRun { answer = answer.afterUncertainAttempt }
        settle(part, answer)
    }

    private func note(_ attempt: Trace.Attempt) {
        state.withLock { $0.attempts.append(attempt) }
    }

    private func settle(_ part: Part, _ answer: Answer) {
        let (following, isOver): (Part?, Bool) = state.withLock { state in
            // A forked child has given it up already.
            guard part.answer == nil else { return (nil, false) }
            part.answer = answer
            state.unfinished &-= 1
            guard state.next < state.parts.count else { return (nil, state.unfinished == 0) }
            if answer.isOfAPI, !state.isCancelled {
                state.next &+= 1
                return (state.parts[state.next &- 1], false)
            }
            // What follows is not sent: the order of writes would be lost, or nobody wants it.
            let failure = state.isCancelled ? Self.cancelled : Self.unsent(after: answer)
            for part in state.parts[state.next...] {
                part.answer = Answer(failure: failure, asked: part.asked)
            }
            state.unfinished &-= state.parts.count &- state.next
            state.next = state.parts.count
            return (nil, state.unfinished == 0)
        }
        if let following {
            flights.transport.submit(following, notBefore: flights.transport.now)
        } else if isOver {
            finish()
        }
    }

    private static let cancelled = Failure(
        .cancelled, "the call was cancelled before this was sent")

    private static func unsent(after answer: Answer) -> Failure {
        var message: Message = "not sent, since what came before it failed: "
        message += Message(Array(answer.verdict.message.bytes))
        return Failure(answer.verdict.status, message)
    }

    private func finish() {
        let (order, parts, attempts) = state.withLock { ($0.order, $0.parts, $0.attempts) }
        guard let order else { return }
        let response = Assembly(
            asked: order.asked, plan: order.plan, answers: parts.compactMap { $0.answer },
            attempts: attempts
        ).response()
        order.remember(response, now: flights.transport.now)
        state.withLock { state in
            // The parts refer to the exchange, which would keep both alive.
            state.parts = []
            state.order = nil
            state.response = response
        }
        flights.didFinish(self)
    }

    // MARK: Ending early

    /// Ends it, from any thread; it comes to ``Status/cancelled`` unless it is over.
    package func cancel() { flights.cancel([self]) }

    /// From now on nothing more of it is sent. Returns what may be under way.
    func stop() -> [Part] {
        state.withLock { state in
            state.isCancelled = true
            return state.parts
        }
    }

    /// Ends it in a forked child, wherever the fork has met the thread that was at it.
    func abandon(_ failure: Failure) {
        let isOver = state.withLock { state in
            guard state.response == nil else { return true }
            if state.parts.isEmpty, let order = state.order { state.parts = makeParts(order) }
            for part in state.parts where part.answer == nil {
                part.answer = Answer(failure: failure, asked: part.asked)
            }
            return false
        }
        if isOver { flights.didFinish(self) } else { finish() }
    }

    /// The job that is to be told that the step is over; once.
    func takeJob() -> (any Job)? {
        state.withLock { state in
            defer { state.job = nil }
            return state.job
        }
    }

    /// Nobody holds it any more: it is ended, and not handed out.
    package func drop() {
        if response == nil { cancel() }
        flights.forget(self)
    }
}
