internal import OnOfficePlatform

/// Decides by evidence whether a part is sent again. What holds a write is, only if the server
/// cannot have executed it; what only reads is, for any reason that may pass.
/// RFC 9110, section 9.2.2.
struct RetryPolicy {
    enum Decision {
        case final
        case again(after: Int64, reason: Message)
    }

    /// Milliseconds.
    private static let transientBase: Int64 = 250
    private static let throttledBase: Int64 = 1000
    private static let longestPause: Int64 = 8000
    private static let longestRetryAfter: Int64 = 60_000

    private struct Cause {
        var cost: RetryBudget.Cost
        var limit: Int64
        var reason: Message
    }

    let part: Part
    let reply: Reply
    let answer: Answer
    let transport: any Transport

    func decide(now: Int64) -> Decision {
        if answer.verdict.status == .ok {
            part.server.withBudget { $0.credit(afterRetry: part.attempts > 1) }
            return .final
        }
        // What was written of a file may be beyond recall.
        guard part.siphon?.canRestart ?? true else { return .final }
        if let correction = clockCorrection() { return correction }
        if reply.wasStale, isSafe(reply.mayHaveRun), !part.wasReplaced {
            // Not counted: that a connection was kept is our doing.
            part.noteReplacement()
            return .again(after: 0, reason: "kept connection was dead")
        }
        guard let cause, part.attempts <= cause.limit,
            let pause = pause(cause), now &+ pause < part.deadline,
            part.server.withBudget({ $0.take(cause.cost) })
        else { return .final }
        return .again(after: pause, reason: cause.reason)
    }

    // MARK: Why

    /// nil if another attempt would not fare better, or might execute a write twice.
    private var cause: Cause? {
        let limit = part.settings.number(.retries)
        let transient = { Cause(cost: .transient, limit: limit, reason: $0) }
        if let failure = reply.failure {
            guard isSafe(reply.mayHaveRun) else { return nil }
            switch reply.outlook {
            case .hopeless: return nil
            case .doubtful:
                return Cause(
                    cost: .transient, limit: min(limit, 1), reason: "\(failure.status.name)")
            case .hopeful: return transient("\(failure.status.name)")
            }
        }
        let verdict = answer.verdict
        switch verdict.status {
        case .api, .action:
            guard !part.asked.writes, let code = retryableCode else { return nil }
            return transient("API error \(code)")
        case .protocol:
            return isSafe(reply.mayHaveRun) ? transient("no usable answer") : nil
        case .http:
            return httpCause(limit)
        default:
            return nil
        }
    }

    private func httpCause(_ limit: Int64) -> Cause? {
        let status = reply.httpStatus
        if reply.isTurnedAway {
            return Cause(cost: .throttled, limit: limit, reason: "HTTP \(status)")
        }
        switch status {
        case 408:
            // The request did not arrive in time.
            guard !reply.mayHaveRun else { return nil }
        case 500, 502, 503, 504, 520...527:
            guard isSafe(reply.mayHaveRun) else { return nil }
        default:
            return nil
        }
        return Cause(cost: .transient, limit: limit, reason: "HTTP \(status)")
    }

    private func isSafe(_ mayHaveRun: Bool) -> Bool {
        !mayHaveRun || !part.asked.writes
            || part.settings.isOn(.retryWrites) && !part.asked.runsOnce
    }

    /// A code of the API by which it says that it may fare better another time.
    private var retryableCode: Int32? {
        let verdict = answer.verdict
        let codes = [verdict.code] + verdict.results.map { $0.code }
        return codes.first { code in
            // What is wrong with the clock stays so, unless it was corrected.
            code != ErrorCode.timestampOutOfRange && ErrorCode.known(code)?.isRetryable == true
        }
    }

    // MARK: When

    /// Milliseconds to wait; nil if that is longer than it makes sense.
    private func pause(_ cause: Cause) -> Int64? {
        if let seconds = reply.retryAfter, reply.failure == nil {
            let asked = seconds.multipliedReportingOverflow(by: 1000)
            guard !asked.overflow, asked.partialValue <= Self.longestRetryAfter else { return nil }
            return max(0, asked.partialValue)
        }
        let base = cause.cost == .throttled ? Self.throttledBase : Self.transientBase
        let ceiling = min(Self.longestPause, base &<< Int64(min(part.attempts &- 1, 16)))
        // Full jitter: clients that failed together do not come back together.
        return random(upTo: ceiling)
    }

    // MARK: The clock

    /// When the API says that the signature's time is wrong, nothing was executed: the clock is
    /// corrected by the server's, and the part signed and sent once more.
    private func clockCorrection() -> Decision? {
        let verdict = answer.verdict
        let wrong = ErrorCode.timestampOutOfRange
        guard part.settings.isOn(.clockCorrection), !part.wasClockCorrected,
            !verdict.isUncertain, reply.failure == nil,
            verdict.status == .api || verdict.status == .action,
            verdict.results.allSatisfy({ $0.code == wrong }), !verdict.results.isEmpty,
            let serverTime = reply.date.flatMap(transport.time)
        else { return nil }
        let (offset, overflow) = serverTime.subtractingReportingOverflow(transport.unixTime)
        // Where the two clocks agree, it was not the clock.
        guard !overflow, abs(offset &- part.clockOffset) > 30 else { return nil }
        part.server.setClockOffset(offset)
        part.noteClockCorrection()
        return .again(after: 0, reason: "API error \(wrong): clock corrected by \(offset) s")
    }
}
