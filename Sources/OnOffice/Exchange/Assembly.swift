internal import OnOfficePlatform

/// Joins what came back for the parts of a request, and what the cache had, into one response with a
/// result for each action.
struct Assembly {
    let asked: Asked
    let plan: Plan
    /// By part.
    let answers: [Answer]
    let attempts: [Trace.Attempt]

    func response() -> Response {
        let trace = Trace(
            requests: answers.count, cached: plan.cached, merged: plan.merged, attempts: attempts)
        guard plan.cached.isEmpty, answers.count == 1, let only = answers.first else {
            return joined(trace)
        }
        var verdict = only.verdict
        if !plan.merged.isEmpty {
            let results = results(startingAt: [0], cached: 0)
            verdict = verdict.with(results: results)
        }
        return Response(verdict, httpStatus: only.httpStatus, body: only.body, trace: trace)
    }

    private func joined(_ trace: Trace) -> Response {
        let body = Buffer()
        var starts: [Int] = []
        var cachedStart = 0
        do throws(OutOfMemory) {
            for answer in answers {
                starts.append(body.count)
                if let part = answer.body { try body.append(line: part) }
            }
            cachedStart = body.count
            for case .cache(let result) in plan.sources { try body.append(line: result) }
        } catch {
            let failure = Failure.outOfMemory("the joined answers", bytes: body.count)
            let isUncertain = asked.writes
            return Response(
                Verdict(failure: failure, asked: asked, isUncertain: isUncertain),
                httpStatus: 0, body: nil, trace: trace)
        }
        let results = results(startingAt: starts, cached: cachedStart)
        return Response(
            verdict(of: results), httpStatus: decisive?.httpStatus ?? 0, body: body, trace: trace)
    }

    /// The answer that decides what became of the whole: the first one that failed.
    private var decisive: Answer? {
        answers.first { $0.verdict.status != .ok } ?? answers.first
    }

    private func verdict(of results: [ActionResult]) -> Verdict {
        let isUncertain = answers.contains { $0.verdict.isUncertain }
        guard let first = decisive?.verdict, first.status != .ok else {
            return Verdict(
                status: .ok, code: ErrorCode.none, message: .empty, results: results,
                isUncertain: isUncertain)
        }
        let failed = results.count { $0.status != .ok }
        let isWhole = failed == results.count && !answers.contains { $0.verdict.status == .action }
        var message = Message(Array(first.message.bytes))
        if !isWhole { message += " (\(failed) of \(results.count) actions failed)" }
        return Verdict(
            status: isWhole ? first.status : .action, code: first.code, message: message.text,
            results: results, isUncertain: isUncertain)
    }

    /// The results by action, where the body of each part starts at a place of the joined one.
    private func results(startingAt starts: [Int], cached cachedStart: Int) -> [ActionResult] {
        var cachedStart = cachedStart
        return plan.sources.map { source in
            switch source {
            case .part(let part, let place):
                return answers[part].verdict.results[place].moved(by: starts[part])
            case .cache(let result):
                defer { cachedStart &+= result.count &+ 1 }
                return ActionResult(
                    status: .ok, code: ErrorCode.none, message: .empty,
                    range: cachedStart..<cachedStart &+ result.count, isCacheable: true)
            }
        }
    }
}

extension Buffer {
    fileprivate func append(line: Buffer) throws(OutOfMemory) {
        try append(line.bytes)
        try append(UInt8(ascii: "\n"))
    }
}
