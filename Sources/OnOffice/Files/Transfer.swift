package import OnOfficePlatform

/// A file that is under way to the API or from it, or was.
package final class Transfer: Job {
    private struct State {
        /// What is under way.
        var step: Exchange?
        var isCancelled = false
        /// What came of it; nil while it is under way.
        var response: Response?
    }

    /// nil if it could not begin.
    private let course: (any Course)?
    private let desk: JobDesk?
    /// What is handed out when all of it is there; nil in an upload, and where it goes elsewhere.
    private let memory: Buffer?
    private let state: Locked<State>
    private let process = ProcessID.current

    init(_ course: any Course, _ desk: JobDesk, memory: Buffer? = nil) {
        self.course = course
        self.desk = desk
        self.memory = memory
        state = Locked(State())
    }

    /// One that could not begin.
    package init(_ failure: Failure, asked: Asked = .nothing) {
        course = nil
        desk = nil
        memory = nil
        state = Locked(State(response: Response(failure: failure, asked: asked)))
    }

    // MARK: Asking

    /// Moves it forward until it is over, at most so many milliseconds; nil: no limit. Whether it is.
    package func poll(milliseconds: Int64?) -> Bool {
        guard let flights = desk?.flights else { return true }
        leaveParentBehind()
        let moment = milliseconds.map { flights.transport.now &+ $0 }
        flights.wait(until: moment) { isOver }
        return isOver
    }

    package var response: Response? {
        if let response = state.withLock({ $0.response }) { return response }
        leaveParentBehind()
        return state.withLock { $0.response }
    }

    /// In a forked child it is over, also where the fork has met a thread between two steps.
    private func leaveParentBehind() {
        desk?.flights.leaveParentsBehind()
        if process != .current { finish(Response(failure: Flights.forked, asked: .nothing)) }
    }

    private var isOver: Bool { state.withLock { $0.response != nil } }

    /// Bytes of the file that were carried so far.
    package var done: Int64 { course?.done ?? 0 }

    /// Bytes of the file in all; nil if that is not known.
    package var size: Int64? { course?.size }

    /// What was downloaded to memory; nil while it is under way, and if it came to nothing.
    package var bytes: Buffer? { response?.verdict.status == .ok ? memory : nil }

    // MARK: Steps

    func begin() {
        advance(after: nil)
        desk?.flights.transport.settle()
    }

    func didFinish(_ step: Exchange) {
        guard let response = step.response else { return }
        guard response.verdict.status == .ok else { return finish(response) }
        advance(after: response)
    }

    private func advance(after response: Response?) {
        guard let course, let desk else { return }
        let action: Action
        do throws(Failure) {
            guard let next = try course.next(after: response) else {
                return finish(response)
            }
            action = next
        } catch {
            return finish(response?.failing(error) ?? Response(failure: error, asked: .nothing))
        }
        let step = desk.step(action, of: self, course.siphon)
        let isCancelled = state.withLock { state in
            state.step = step
            return state.isCancelled
        }
        if isCancelled { _ = step.stop() }
        desk.begin(step)
    }

    private func finish(_ response: Response?) {
        guard !isOver else { return }
        if response?.verdict.status != .ok { course?.abandon() }
        state.withLock { state in
            state.step = nil
            state.response = response
        }
        if let desk { desk.flights.close(desk) }
    }

    // MARK: Ending early

    /// Ends it, from any thread; it comes to ``Status/cancelled`` unless it is over.
    package func cancel() {
        let step = state.withLock { state in
            state.isCancelled = true
            return state.step
        }
        if let step { desk?.flights.cancel([step]) }
    }

    /// Nobody holds it any more. Returns when nobody is at it, either: the host may then free the
    /// memory and close the descriptor that it lent.
    package func drop() {
        guard response == nil else { return }
        cancel()
        if !isOver { _ = poll(milliseconds: nil) }
    }
}
