internal import OnOfficeJSON
internal import OnOfficePlatform

/// Decides what an answer means. The body decides, the HTTP status only where the body is not the
/// API's: the API reports its own errors in the body.
/// https://apidoc.onoffice.de/onoffice-api-response/fehler/
struct Judge {
    private let body: UnsafeRawBufferPointer
    private let httpStatus: Int32
    private let asked: Asked
    /// Whether the server may have received the request to its last byte.
    private let mayHaveRun: Bool
    private let depthLimit: Int

    init(
        body: UnsafeRawBufferPointer, httpStatus: Int32, asked: Asked, mayHaveRun: Bool = true,
        depthLimit: Int = 512
    ) {
        self.body = body
        self.httpStatus = httpStatus
        self.asked = asked
        self.mayHaveRun = mayHaveRun
        self.depthLimit = depthLimit
    }

    func verdict() -> Verdict {
        let envelope: Envelope
        do throws(JSONError) {
            envelope = try Envelope(
                reading: body, actionCount: asked.actions.count, depthLimit: depthLimit)
        } catch {
            return noAnswer(
                body.isEmpty
                    ? "it is empty"
                    : "it is not JSON (\(error.text), at byte \(error.offset) of \(body.count))")
        }
        let results = envelope.results.enumerated().map(judge)
        // The status of the whole repeats that of the actions; it counts where they do not explain it.
        if !results.contains(where: { $0.status == .api }), let refusal = refusal(envelope.status) {
            let executed = results.enumerated().contains { index, result in
                result.status == .ok && asked.writes(at: index)
            }
            return Verdict(
                failure: refusal.failure, code: refusal.code, asked: asked,
                isUncertain: executed || asked.writes && mayHaveRun && envelope.status.isBreakdown)
        }
        guard let count = envelope.resultCount else {
            return noAnswer("it has no response.results")
        }
        return verdict(of: results, count: count, envelope.status)
    }

    // MARK: The whole

    private func verdict(
        of results: [ActionResult], count: Int, _ top: EnvelopeStatus
    ) -> Verdict {
        let isUncertain = results.enumerated().contains { index, result in
            result.status == .protocol && asked.writes(at: index)
        }
        var status = Status.ok
        var message = Message("")
        if count != results.count {
            status = .protocol
            message = "the answer has \(count) results for \(results.count) actions"
        } else if let index = results.firstIndex(where: { $0.status == .protocol }) {
            status = .protocol
            message = Message(Array(results[index].message.bytes))
        } else if let index = results.firstIndex(where: { $0.status != .ok }) {
            let failed = results.count { $0.status != .ok }
            status = .action
            message = Message(Array(results[index].message.bytes))
            message += " (action \(asked.place(index)), error \(results[index].code)"
            message += failed > 1 ? "; \(failed) of \(results.count) actions failed)" : ")"
        }
        return Verdict(
            status: status, code: Self.code(of: top.errorCode), message: message.text,
            results: results, isUncertain: isUncertain)
    }

    /// Why the API refused the request as a whole; nil if it did not.
    private func refusal(_ status: EnvelopeStatus) -> (failure: Failure, code: Int32)? {
        let code = Self.code(of: status.errorCode)
        if code != ErrorCode.none, code != ErrorCode.errorInAction {
            return (Failure(.api, message(of: status, status.errorCode)), code)
        }
        guard case .integer(let number) = status.code, number >= 300 else { return nil }
        var text = message(of: status, .absent)
        text += " (status code \(number), error code \(code))"
        return (Failure(.api, text), code == ErrorCode.none ? ErrorCode.unnumbered : code)
    }

    /// The verdict on an answer that is not the API's.
    private func noAnswer(_ what: Message) -> Verdict {
        let failure: Failure
        switch httpStatus {
        case 0, 200..<300:
            failure = Failure(.protocol, "the answer is not the API's: \(what)")
        case 300..<400:
            failure = Failure(
                .http,
                """
                HTTP \(httpStatus): redirects are not followed, since the request carries \
                credentials; set the option url to the final address
                """)
        default:
            failure = Failure(
                .http, "HTTP \(httpStatus) instead of an answer of the API: \(what)")
        }
        // A status from 300 to 499 is given by a server that turned the request away.
        let isUncertain = asked.writes && mayHaveRun && !(300..<500).contains(httpStatus)
        return Verdict(failure: failure, asked: asked, isUncertain: isUncertain)
    }

    // MARK: One action

    private func judge(_ index: Int, _ result: Envelope.Result?) -> ActionResult {
        let index = asked.place(index)
        guard let result else {
            return unusable("the answer has no result for action \(index)", 0..<0)
        }
        guard result.isObject else {
            return unusable("the result of action \(index) is not an object", result.range)
        }
        let number = result.status.effectiveErrorCode
        guard number != .absent else {
            return unusable("the result of action \(index) has no status", result.range)
        }
        let code = Self.code(of: number)
        guard code != ErrorCode.none else {
            return ActionResult(
                status: .ok, code: code, message: .empty, range: result.range,
                isCacheable: result.isCacheable)
        }
        return ActionResult(
            status: .api, code: code, message: message(of: result.status, number).text,
            range: result.range)
    }

    private func unusable(_ what: Message, _ range: Range<Int>) -> ActionResult {
        ActionResult(
            status: .protocol, code: ErrorCode.none, message: what.text, range: range)
    }

    // MARK: Code and message

    private static func code(of number: EnvelopeStatus.Number) -> Int32 {
        switch number {
        case .absent: ErrorCode.none
        case .integer(let value): value
        case .other: ErrorCode.unnumbered
        }
    }

    /// The API's own words; where it has none, what its code means.
    private func message(of status: EnvelopeStatus, _ number: EnvelopeStatus.Number) -> Message {
        let limit = 4096
        var words: [UInt8] = []
        if let message = status.message {
            words = JSONText.decode(slice(message.range), limit: limit)
        }
        if case .other(let range) = number {
            let name = JSONText.decode(slice(range), limit: 128)
            words = words.isEmpty ? name : name + (": " as StaticString).bytes + words
        }
        let code = Self.code(of: number)
        var message = Message(words)
        if words.isEmpty {
            message =
                ErrorCode.known(code).map { Message(Array(cBytes($0.text))) }
                ?? "the API gives no reason"
        }
        let isAboutCredentials =
            code == ErrorCode.notAuthenticated || code == ErrorCode.invalidHMAC
        if isAboutCredentials, let hint = asked.signer?.hint {
            message += " (\(hint))"
        }
        return message
    }

    private func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: body[range])
    }
}
