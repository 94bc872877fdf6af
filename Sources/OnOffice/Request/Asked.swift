/// What a request asked for, as far as its answer must know.
package struct Asked: Sendable {
    package let actions: [Action]
    /// Who signed; nil if nobody has yet.
    let signer: CredentialLengths?

    package init(_ request: Request, signer: CredentialLengths?) {
        actions = request.actions
        self.signer = signer
    }

    /// No request at all.
    package static let nothing = Asked(Request(), signer: nil)

    var writes: Bool { actions.contains { $0.verb.writes } }

    func writes(at index: Int) -> Bool { actions[index].verb.writes }
}
