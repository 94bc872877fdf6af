package import OnOfficePlatform

/// Actions that travel together, in the order in which they were added.
public final class Request: @unchecked Sendable {
    package private(set) var actions: [Action] = []
    /// What signed last, as far as the answer to a request that the host sends itself must know.
    package private(set) var signer: CredentialLengths?

    public init() {}

    /// Adds the action that a JSON text describes; returns its index. If the text is refused, the
    /// request is as before.
    package func add(_ json: UnsafeRawBufferPointer) throws(Failure) -> Int32 {
        guard let index = Int32(exactly: actions.count), index < Int32.max else {
            throw Failure(.argument, "a request holds at most \(Int32.max) actions")
        }
        actions.append(try Action.parse(json))
        return index
    }

    /// The body to POST, signed for a moment; see ``SignedBody``.
    package func sign(
        with credentials: Credentials, claim: Secret?, at unixTime: Int64
    ) throws(Failure) -> Buffer {
        let body = try SignedBody.make(
            of: actions, credentials: credentials, claim: claim, at: unixTime)
        signer = credentials.lengths
        return body
    }
}
