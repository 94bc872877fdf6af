internal import OnOfficePlatform

/// What became of one part.
final class Answer: Sendable {
    let verdict: Verdict
    let body: Buffer?
    let httpStatus: Int32

    /// Reads what a transport brought back.
    init(_ reply: Reply, asked: Asked, depthLimit: Int) {
        httpStatus = reply.httpStatus
        if let failure = reply.failure {
            verdict = Verdict(
                failure: failure, asked: asked, isUncertain: asked.writes && reply.mayHaveRun)
            body = nil
            return
        }
        let body = reply.body ?? Buffer()
        let judge = Judge(
            body: body.bytes, httpStatus: reply.httpStatus, asked: asked,
            mayHaveRun: reply.mayHaveRun && !reply.isTurnedAway, depthLimit: depthLimit)
        verdict = judge.verdict()
        self.body = body
    }

    /// A part that was not sent.
    init(failure: Failure, asked: Asked) {
        verdict = Verdict(failure: failure, asked: asked, isUncertain: false)
        body = nil
        httpStatus = 0
    }

    private init(_ verdict: Verdict, _ other: Answer) {
        self.verdict = verdict
        body = other.body
        httpStatus = other.httpStatus
    }

    /// The same, if an earlier attempt may have been executed.
    var afterUncertainAttempt: Answer {
        verdict.status == .ok ? self : Answer(verdict.madeUncertain, self)
    }

    /// Whether the API itself answered, be it to refuse something.
    var isOfAPI: Bool {
        switch verdict.status {
        case .ok, .api, .action: true
        default: false
        }
    }
}

extension Reply {
    /// Whether the server said that it did not take the request on, and when to come again.
    /// RFC 9110, section 15.6.4; RFC 6585, section 4.
    var isTurnedAway: Bool { httpStatus == 429 || httpStatus == 503 && retryAfter != nil }
}
