package import OnOfficePlatform

/// Credentials, settings and a transport. Any number of threads may use it at once.
public final class Client: Sendable {
    private let credentials: Credentials?
    private let transport: any Transport
    private let state: Locked<State>

    private struct State {
        var settings: Settings
        /// Values that were read, kept so that what was lent out stays valid.
        var lent: [Text] = []
        /// Why the last setting or reading failed.
        var message: StaticString = ""
    }

    /// A client without usable credentials refuses to send, and says why.
    package init(credentials: Credentials?, transport: any Transport) {
        self.credentials = credentials
        self.transport = transport
        state = Locked(State(settings: Settings()))
        if credentials == nil {
            state.withLock { $0.message = Credentials.rule }
        }
    }

    // MARK: Settings

    package func set(_ option: Option?, to value: UnsafeRawBufferPointer?) -> Status {
        change { (settings) throws(SettingError) in
            guard let option, let value else { throw SettingError(option) }
            try settings.set(option, to: value)
        }
    }

    package func set(_ option: Option?, to value: Int64) -> Status {
        change { (settings) throws(SettingError) in
            guard let option else { throw SettingError(option) }
            try settings.set(option, to: value)
        }
    }

    /// An option's text; valid as long as the client.
    package func text(of option: Option?) -> UnsafePointer<CChar> {
        state.withLock { state in
            guard let option, let value = state.settings.text(of: option) else {
                state.message = SettingError(option).rule
                return emptyText
            }
            state.message = ""
            if let lent = state.lent.first(where: { $0.isEqual(to: value.bytes) }) {
                return lent.cText
            }
            state.lent.append(value)
            return value.cText
        }
    }

    package func number(of option: Option?) -> Int64? {
        state.withLock { state in
            guard let option, let value = state.settings.number(of: option) else {
                state.message = SettingError(option).rule
                return nil
            }
            state.message = ""
            return value
        }
    }

    /// Why the last call on the settings failed.
    package var message: StaticString {
        state.withLock { $0.message }
    }

    private func change(_ body: (inout Settings) throws(SettingError) -> Void) -> Status {
        state.withLock { state in
            do throws(SettingError) {
                try body(&state.settings)
                state.message = ""
                return .ok
            } catch {
                state.message = error.rule
                return .argument
            }
        }
    }

    // MARK: Requests

    /// The body of a request, signed for a moment, for a host that sends it itself.
    package func sign(_ request: Request, at unixTime: Int64) throws(Failure) -> Buffer {
        guard let credentials else { throw Failure(.argument, "\(Credentials.rule)") }
        let claim = state.withLock { $0.settings.claim }
        return try request.sign(with: credentials, claim: claim, at: unixTime)
    }

    /// Signs a request for a moment, sends it and reads the answer.
    package func send(_ request: Request, at unixTime: Int64) -> Response {
        let asked = Asked(request, signer: credentials?.lengths)
        let settings = state.withLock { $0.settings }
        let body: Buffer
        let endpoint: Endpoint
        do throws(Failure) {
            guard let credentials else { throw Failure(.argument, "\(Credentials.rule)") }
            endpoint = try settings.endpoint()
            body = try SignedBody.make(
                of: asked.actions, credentials: credentials, claim: settings.claim, at: unixTime)
        } catch {
            return Response(failure: error, asked: asked)
        }
        let reply = transport.post(
            body, to: endpoint, settings: settings, isRepeatable: !asked.writes)
        let trace = Trace([reply.attempt])
        if let failure = reply.failure {
            let isUncertain =
                asked.writes && reply.wasHandedOver && !failure.status.excludesExecution
            return Response(
                failure: failure, asked: asked, isUncertain: isUncertain,
                httpStatus: reply.httpStatus, trace: trace)
        }
        return Response(
            reading: reply.body ?? Buffer(), httpStatus: reply.httpStatus, asked: asked,
            trace: trace)
    }

    /// Ends all sends that are under way, from any thread.
    package func cancel() {
        transport.cancel()
    }
}
