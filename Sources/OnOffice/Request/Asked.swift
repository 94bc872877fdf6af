/// What a request asked for, as far as its answer must know.
package struct Asked: Sendable {
    package let actions: [Action]
    /// Which actions of the whole request these are; nil for all of them.
    private let places: [Int]?
    /// Who signed; nil if nobody has yet.
    let signer: CredentialLengths?

    package init(_ request: Request, signer: CredentialLengths?) {
        self.init(actions: request.actions, places: nil, signer: signer)
    }

    init(_ action: Action, signer: CredentialLengths?) {
        self.init(actions: [action], places: nil, signer: signer)
    }

    private init(actions: [Action], places: [Int]?, signer: CredentialLengths?) {
        self.actions = actions
        self.places = places
        self.signer = signer
    }

    /// No request at all.
    package static let nothing = Asked(Request(), signer: nil)

    /// Some of the actions.
    func part(_ indices: [Int]) -> Asked {
        guard indices.count < actions.count else { return self }
        return Asked(actions: indices.map { actions[$0] }, places: indices, signer: signer)
    }

    var writes: Bool { actions.contains { $0.verb.writes } }

    /// Whether it must not be executed twice, whatever the settings say.
    var runsOnce: Bool { actions.contains { $0.runsOnce } }

    func writes(at index: Int) -> Bool { actions[index].verb.writes }

    /// The index under which the caller knows an action.
    func place(_ index: Int) -> Int { places?[index] ?? index }
}
