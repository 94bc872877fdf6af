internal import OnOfficePlatform

/// The actions of an exchange that travel in one HTTP request. A transport has it from `submit`
/// until it puts it into the mailbox, the exchange before and after: never both.
package final class Part: @unchecked Sendable {
    package let exchange: Exchange
    private let order: Order
    /// Which of the exchange's HTTP requests this is.
    let number: Int
    let asked: Asked
    let server: Server

    // Of the order; here, since they are asked for time and again.
    package let settings: Settings
    package let endpoint: Endpoint
    package let mailbox: Mailbox
    /// When the whole call is to be over.
    package let deadline: Int64

    /// What takes a file out of the answer, if there is one; the transport's to use.
    package let siphon: Siphon?

    /// What came back; the transport's to set.
    package var reply: Reply?
    /// When it was submitted, or was to be sent if that is later.
    package var readySince: Int64 = 0
    private let cancelled = Flag()

    /// Whether the kept connections are not to be trusted, since one has failed this part.
    package private(set) var wantsFreshConnection = false

    /// Attempts that were made, those over dead connections not counted.
    private(set) var attempts = 0
    /// Whether a dead connection was replaced: that happens once.
    private(set) var wasReplaced = false
    /// Whether an attempt that failed may have been executed.
    private(set) var mayHaveRun = false
    /// Seconds by which the time of the last signature was corrected.
    private(set) var clockOffset: Int64 = 0
    /// Whether the clock was corrected for this part: that helps once.
    private(set) var wasClockCorrected = false
    var answer: Answer?

    init(of exchange: Exchange, _ order: Order, number: Int, actions indices: [Int]) {
        self.exchange = exchange
        self.order = order
        self.number = number
        asked = order.asked.part(indices)
        server = order.server
        settings = order.settings
        endpoint = order.endpoint
        mailbox = exchange.mailbox
        deadline = order.deadline
        siphon = order.siphon
    }

    /// Whether who asked wants no answer any more.
    package var isCancelled: Bool { cancelled.isRaised }

    package func markCancelled() { cancelled.raise() }

    /// The body of a new attempt, signed for now: a signature is good for two minutes, so it is made
    /// when a connection is free, not when the part is queued. Within the fork gate.
    package func body(at unixTime: Int64) throws(Failure) -> RequestBody {
        clockOffset = settings.number(.clockCorrection) == 1 ? server.clockOffset : 0
        return try RequestBody.make(
            of: asked.actions, credentials: order.credentials, claim: settings.claim,
            at: max(0, unixTime &+ clockOffset))
    }

    /// Takes back the reply to the last attempt.
    func takeReply() -> Reply {
        let reply = self.reply ?? Reply(failure: Failure(.transport, "the transport is silent"))
        self.reply = nil
        attempts &+= 1
        let status = reply.failure?.status
        wantsFreshConnection = status == .transport || status == .timeout
        return reply
    }

    func noteReplacement() {
        wasReplaced = true
        attempts &-= 1
    }

    func noteUncertainty() { mayHaveRun = true }

    func noteClockCorrection() { wasClockCorrected = true }
}
