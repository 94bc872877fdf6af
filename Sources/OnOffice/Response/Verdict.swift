package import OnOfficePlatform

/// What an answer, or its absence, means.
package struct Verdict: Sendable {
    package let status: Status
    /// The API's error code for the request as a whole; see ``ErrorCode``.
    package let code: Int32
    package let message: Text
    /// One for each action that was asked for.
    package let results: [ActionResult]
    /// Whether a write may have been executed for which there is no usable answer.
    package let isUncertain: Bool

    /// The same failure for the whole and for each action.
    init(failure: Failure, code: Int32 = ErrorCode.none, asked: Asked, isUncertain: Bool) {
        let message = failure.message.text
        self.init(
            status: failure.status, code: code, message: message,
            results: asked.actions.map { _ in
                ActionResult(status: failure.status, code: code, message: message, range: 0..<0)
            },
            isUncertain: isUncertain)
    }

    init(
        status: Status, code: Int32, message: Text, results: [ActionResult], isUncertain: Bool
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.results = results
        self.isUncertain = isUncertain
    }

    /// The same with other results.
    func with(results: [ActionResult]) -> Verdict {
        Verdict(
            status: status, code: code, message: message, results: results,
            isUncertain: isUncertain)
    }

    /// The same answer, of which something needed is missing.
    func failing(_ failure: Failure) -> Verdict {
        let message = failure.message.text
        return Verdict(
            status: failure.status, code: code, message: message,
            results: results.map {
                ActionResult(
                    status: failure.status, code: $0.code, message: message, range: $0.range)
            }, isUncertain: isUncertain)
    }

    /// The same, but a write may have been executed.
    var madeUncertain: Verdict {
        Verdict(status: status, code: code, message: message, results: results, isUncertain: true)
    }
}
