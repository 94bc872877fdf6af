package import OnOfficePlatform

/// What carries a body to the API and an answer back.
package protocol Transport: AnyObject, Sendable {
    /// Posts a body and waits for the answer, however it ends. Only what is repeatable may be sent
    /// once more after the server may have received it.
    func post(
        _ body: Buffer, to endpoint: Endpoint, settings: Settings, isRepeatable: Bool
    ) -> Reply

    /// Ends all posts that are under way, from any thread.
    func cancel()
}

/// What a transport brings back.
package struct Reply {
    /// Why there is no answer; nil if there is one.
    package var failure: Failure?
    package var httpStatus: Int32 = 0
    /// The answer, decompressed.
    package var body: Buffer?
    /// Whether the server may have received the body to its last byte. If not, it cannot have
    /// executed anything: half of a JSON text is no request.
    package var wasHandedOver = false
    package var attempt = Trace.Attempt()

    package init() {}
}
