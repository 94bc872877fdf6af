package import OnOfficePlatform

/// Credentials, settings and a transport. Any number of threads may use it at once.
public final class Client: Sendable {
    private let credentials: Credentials?
    private let flights: Flights
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
        flights = Flights(transport)
        state = Locked(State(settings: Settings()))
        if credentials == nil {
            state.withLock { $0.message = Credentials.rule }
        }
    }

    deinit {
        flights.close()
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

    private var settings: Settings { state.withLock { $0.settings } }

    // MARK: Requests

    /// The body of a request, signed for a moment, for a host that sends it itself.
    package func sign(_ request: Request, at unixTime: Int64) throws(Failure) -> Buffer {
        guard let credentials else { throw Failure(.argument, "\(Credentials.rule)") }
        let claim = settings.claim
        return try ForkGate.pass { () throws(Failure) in
            try request.sign(with: credentials, claim: claim, at: unixTime)
        }
    }

    /// Signs a request, sends it and reads the answer; again where that is safe and allowed.
    public func send(_ request: Request) -> Response {
        switch exchange(for: request, Mailbox()) {
        case .success(let exchange):
            flights.begin(exchange)
            return flights.wait(for: exchange)
        case .failure(let refusal):
            return refusal.response
        }
    }

    /// Begins what ``send(_:)`` does, and does not wait.
    package func start(_ request: Request) -> Exchange {
        switch exchange(for: request, flights.mailbox) {
        case .success(let exchange):
            flights.begin(exchange)
            flights.transport.settle()
            return exchange
        case .failure(let refusal):
            let exchange = Exchange(refusal.response, flights: flights, mailbox: flights.mailbox)
            flights.didFinish(exchange)
            return exchange
        }
    }

    private struct Refusal: Error {
        let response: Response
    }

    private func exchange(
        for request: Request, _ mailbox: Mailbox
    ) -> Result<Exchange, Refusal> {
        let asked = Asked(request, signer: credentials?.lengths)
        do throws(Failure) {
            let order = try Order.make(
                asked, settings: settings, credentials: credentials, now: flights.transport.now)
            return .success(Exchange(order, flights: flights, mailbox: mailbox))
        } catch {
            return .failure(Refusal(response: Response(failure: error, asked: asked)))
        }
    }

    // MARK: Jobs

    /// Begins to fetch all pages of a list; see ``Pages``.
    package func pages(
        _ json: UnsafeRawBufferPointer, pageSize: Int32, ahead: Int32
    ) throws(Failure) -> Pages {
        let desk = desk()
        do throws(Failure) {
            return try Pages.make(json, pageSize: pageSize, ahead: ahead, desk: desk)
        } catch {
            flights.close(desk)
            throw error
        }
    }

    /// Where a job of several steps hands them in.
    func desk() -> JobDesk {
        let desk = JobDesk(settings, credentials, flights)
        flights.open(desk)
        return desk
    }

    // MARK: In flight

    /// Waits until a started exchange finishes, at most so many milliseconds; nil: no limit.
    /// Returns how many are under way.
    package func poll(milliseconds: Int64?) -> Int {
        flights.poll(until: milliseconds.map { flights.transport.now &+ $0 })
    }

    /// The next started exchange that has finished.
    package func next() -> Exchange? { flights.next() }

    /// A descriptor that is readable when polling moves something forward.
    package func descriptor() -> Int32? {
        flights.leaveParentsBehind()
        return flights.transport.descriptor(for: flights.mailbox)
    }

    /// Ends all that is under way, from any thread.
    package func cancel() { flights.cancelAll() }

    /// Forgets the results that were read with this client's token.
    package func clearCache() {
        guard let credentials, let owner = CacheKey.of(credentials) else { return }
        ReadCache.shared.clear(owner)
    }
}
