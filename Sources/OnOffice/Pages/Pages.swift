package import OnOfficePlatform

/// A walk over all pages of a list: pages ahead are fetched at the same time, and handed out in
/// order.
package final class Pages: Job {
    private struct Slot {
        let window: PageWindow
        /// nil until it is begun.
        var step: Exchange?
        var begunAt: Int64 = 0
        /// Whether it was begun anew.
        var isSecond = false
        /// Whether somebody is about to begin it, and looks for the next page afterwards.
        var isBeginning = true
        var isOver = false
        /// Whether it lies beyond the end, which had moved meanwhile.
        var isEmpty = false
        /// Why the walk ends behind this page.
        var end: Failure?
    }

    private struct State {
        var plan: PagePlan
        var report: PagesReport
        /// Asked for and not handed out yet, in order.
        var slots: [Slot] = []
        /// Whether nothing more is to be asked for.
        var isStopped = false
        /// What is handed out when the slots are gone: why the walk ended early.
        var end: Failure?
        var handedOut = 0
        var process = ProcessID.current
    }

    private let desk: JobDesk
    private let query: PageQuery
    private let ahead: Int
    private let state: Locked<State>

    private init(_ query: PageQuery, _ plan: PagePlan, ahead: Int, _ desk: JobDesk) {
        self.query = query
        self.ahead = ahead
        self.desk = desk
        state = Locked(State(plan: plan, report: PagesReport(query)))
    }

    /// Begins a walk; 0 for the largest pages that the call has, and for as many ahead as there are
    /// connections.
    static func make(
        _ json: UnsafeRawBufferPointer, pageSize: Int32, ahead: Int32, desk: JobDesk
    ) throws(Failure) -> Pages {
        guard 0...1000 ~= ahead else {
            throw Failure(.argument, "ahead is a number of pages from 0 to 1000, not \(ahead)")
        }
        let query = try PageQuery(json)
        let plan = try PagePlan(query, pageSize: pageSize)
        let usual = Int(desk.settings.number(.maxConnections))
        let pages = Pages(query, plan, ahead: ahead == 0 ? usual : Int(ahead), desk)
        pages.fill()
        desk.flights.transport.settle()
        return pages
    }

    // MARK: Handing out

    /// Whether ``next()`` need not wait; waits for that until a moment.
    package func poll(milliseconds: Int64?) -> Bool {
        leaveParentBehind()
        let transport = desk.flights.transport
        desk.flights.wait(until: milliseconds.map { transport.now &+ $0 }) { isReady }
        return isReady
    }

    /// The next page; nil at the end. A page that failed ends the walk.
    package func next() -> Response? {
        leaveParentBehind()
        while true {
            desk.flights.wait(until: nil) { isReady }
            let (slot, end) = state.withLock { state -> (Slot?, Failure?) in
                guard state.slots.first?.isOver == true else {
                    defer { if state.slots.isEmpty { state.end = nil } }
                    return (nil, state.slots.isEmpty ? state.end : nil)
                }
                let slot = state.slots.removeFirst()
                if let end = slot.end { state.end = state.end ?? end }
                return (slot, nil)
            }
            guard let slot else {
                return end.map { Response(failure: $0, asked: Asked(query.action, signer: nil)) }
            }
            guard let response = slot.step?.response, response.verdict.status == .ok else {
                stop()
                return slot.step?.response
            }
            fill()
            desk.flights.transport.settle()
            let isFirst = state.withLock { state in
                defer { state.handedOut &+= 1 }
                return state.handedOut == 0
            }
            if !slot.isEmpty || isFirst { return response }
        }
    }

    /// In a forked child the walk ends where a page is the parent's, also where the fork has met the
    /// thread that was about to ask for it, or to tell that it is there.
    private func leaveParentBehind() {
        desk.flights.leaveParentsBehind()
        state.withLock { state in
            guard state.process != .current else { return }
            state.process = .current
            guard let first = state.slots.firstIndex(where: { !$0.isOver }) else { return }
            state.slots.removeSubrange(first...)
            state.isStopped = true
            state.end = Flights.forked
        }
    }

    /// Whether ``next()`` need not wait.
    package var isReady: Bool {
        state.withLock { $0.slots.first?.isOver ?? true }
    }

    /// How many records the walk hands out in all, as far as is known.
    package var total: Int64? { state.withLock { $0.plan.total } }

    /// How the walk went so far, as JSON.
    package var trace: Text {
        let report = state.withLock { $0.report }
        return report.text
    }

    // MARK: Fetching

    /// Asks for as many pages as may be ahead.
    private func fill() {
        while let window = reserve(), begin(window) {}
    }

    private func begin(_ window: PageWindow) -> Bool {
        let step: Exchange
        do throws(Failure) {
            step = desk.step(try query.action(for: window), of: self)
        } catch {
            end(error)
            return false
        }
        let now = desk.flights.transport.now
        let isWanted = state.withLock { state in
            guard let index = state.slots.firstIndex(where: { $0.window == window }) else {
                return false
            }
            state.slots[index].step = step
            state.slots[index].begunAt = now
            state.slots[index].isBeginning = true
            return true
        }
        // Not, if the walk was ended by another thread.
        if isWanted { desk.begin(step) }
        state.withLock { state in
            guard let index = state.slots.firstIndex(where: { $0.step === step }) else { return }
            state.slots[index].isBeginning = false
        }
        return true
    }

    /// Begins a page anew, once, that failed while its reader was busy with those before it: the
    /// answer may have been there all the time, with nobody to take it.
    private func beginAnew(_ step: Exchange, _ status: Status) -> Bool {
        guard status == .timeout || status == .transport else { return false }
        let window: PageWindow? = state.withLock { state in
            guard !state.isStopped,
                let index = state.slots.firstIndex(where: { $0.step === step }),
                !state.slots[index].isSecond,
                desk.flights.wasPaused(since: state.slots[index].begunAt)
            else { return nil }
            state.slots[index].isSecond = true
            return state.slots[index].window
        }
        return window.map { begin($0) } ?? false
    }

    private func reserve() -> PageWindow? {
        state.withLock { state in
            guard !state.isStopped, state.slots.count < ahead, let window = state.plan.next() else {
                return nil
            }
            state.slots.append(Slot(window: window))
            return window
        }
    }

    package func didFinish(_ step: Exchange) {
        guard let response = step.response else { return }
        if beginAnew(step, response.verdict.status) { return fill() }
        var page: PageContents?
        var result = response.body
        if response.verdict.status == .ok, let range = response.result(at: 0)?.range {
            result = UnsafeRawBufferPointer(rebasing: response.body[range])
            page = PageContents(result)
        }
        // A page that the cache has is over before it has begun. Were the next one asked for from
        // here, it would be, too, and so on: as deep as there are pages ahead.
        let isBeginning = state.withLock { state in
            guard let index = state.slots.firstIndex(where: { $0.step === step }) else {
                return false
            }
            state.slots[index].isOver = true
            guard let page else {
                state.isStopped = true
                return true
            }
            let window = state.slots[index].window
            state.slots[index].isEmpty = page.rows == 0
            let isRepeated = state.report.note(window, page, of: result)
            state.slots[index].end = state.plan.learn(
                window, rows: page.rows, counted: page.counted, isRepeated: isRepeated)
            if state.slots[index].end != nil { state.isStopped = true }
            return state.slots[index].isBeginning
        }
        withExtendedLifetime(response) {}
        if !isBeginning { fill() }
    }

    // MARK: Ending early

    /// Ends the walk; the next page says so.
    package func cancel() {
        end(Failure(.cancelled, "the walk over the pages was cancelled"))
    }

    /// Nobody holds the walk any more.
    package func drop() {
        stop()
        desk.flights.close(desk)
    }

    private func end(_ failure: Failure) {
        let isOver = state.withLock { state in
            let isOver = state.slots.isEmpty && (state.isStopped || state.plan.isOver)
            if !isOver { state.end = failure }
            return isOver
        }
        if !isOver { stop() }
    }

    private func stop() {
        let steps = state.withLock { state in
            defer { state.slots = [] }
            state.isStopped = true
            return state.slots.filter { !$0.isOver }.compactMap { $0.step }
        }
        desk.flights.cancel(steps)
        desk.flights.transport.nudge(desk.flights.mailbox)
    }
}
