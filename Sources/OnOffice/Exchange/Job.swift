internal import OnOfficePlatform

/// Work of several steps, each of which is an exchange: the pages of a list, the blocks of a file.
/// Who holds a job polls it; whoever polls the client moves it forward, too.
protocol Job: AnyObject, Sendable {
    /// A step is over. Called once for each, by the thread that read its answer, outside of all locks.
    func didFinish(_ step: Exchange)
}

/// Where a job hands in its steps. It has the settings that its client had when the job began, and
/// the credentials until the client is gone.
final class JobDesk: Sendable {
    let settings: Settings
    let flights: Flights
    private let credentials: Locked<Credentials?>
    /// Tells whether the client has ended all that it had under way since the job began.
    private let cancels: Int

    init(_ settings: Settings, _ credentials: Credentials?, _ flights: Flights) {
        self.settings = settings
        self.flights = flights
        self.credentials = Locked(credentials)
        cancels = flights.cancels
    }

    /// A step that is to be begun; one that cannot be is over when it is.
    func step(_ action: Action, of job: any Job, _ siphon: Siphon? = nil) -> Exchange {
        let credentials = credentials.withLock { $0 }
        let asked = Asked(action, signer: credentials?.lengths)
        do throws(Failure) {
            guard flights.isOpen else { throw Self.closed }
            let order = try Order.make(
                asked, settings: settings, credentials: credentials, now: flights.transport.now,
                siphon: siphon)
            return Exchange(order, flights: flights, mailbox: flights.mailbox, job: job)
        } catch {
            return Exchange(
                Response(failure: error, asked: asked), flights: flights, mailbox: flights.mailbox,
                job: job)
        }
    }

    /// Begins a step. Not within a lock: one that is over at once is reported at once.
    func begin(_ step: Exchange) {
        guard step.response == nil else { return flights.didFinish(step) }
        flights.begin(step, since: cancels)
    }

    /// The client is gone: nothing more can be signed.
    func close() { credentials.withLock { $0 = nil } }

    static let closed = Failure(.cancelled, "the client was freed")
}
