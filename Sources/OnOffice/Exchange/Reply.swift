package import OnOfficePlatform

/// What a transport brings back from one attempt. Passed from hand to hand, never shared.
package final class Reply: @unchecked Sendable {
    /// Whether another attempt may fare better.
    package enum Outlook {
        case hopeless
        /// Once more, for it may be the server's way to say no.
        case doubtful
        case hopeful
    }

    /// Why there is no answer; nil if there is one.
    package var failure: Failure?
    package var outlook = Outlook.hopeless
    package var httpStatus: Int32 = 0
    /// The answer, decompressed.
    package var body: Buffer?
    /// Whether the server may have received the body to its last byte. If not, it cannot have
    /// executed anything: half of a JSON text is no request.
    package var mayHaveRun = false
    /// Seconds that the server asks to wait (Retry-After).
    package var retryAfter: Int64?
    /// When the answer was made, by the server's clock (the header Date).
    package var date: Text?
    /// Whether a kept connection turned out to be dead, before any answer came.
    package var wasStale = false
    package var attempt = Trace.Attempt()

    package init() {}

    package init(failure: Failure) {
        self.failure = failure
    }
}
