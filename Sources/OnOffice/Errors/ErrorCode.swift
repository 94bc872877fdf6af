/// What the project knows about an error code of the API.
package struct ErrorCode: Sendable {
    package let name: StaticString
    package let text: StaticString
    package let category: Category
    /// Whether the same request may fare better another time.
    let isRetryable: Bool

    package enum Category: Sendable {
        case ok, malformed, routing, auth, authClock, authClaim, login, rights, invalid, notFound
        case conflict, state, limit, unsupported, external, server, composite

        package var name: StaticString {
            switch self {
            case .ok: "ok"
            case .malformed: "malformed"
            case .routing: "routing"
            case .auth: "auth"
            case .authClock: "auth_clock"
            case .authClaim: "auth_claim"
            case .login: "login"
            case .rights: "rights"
            case .invalid: "invalid"
            case .notFound: "not_found"
            case .conflict: "conflict"
            case .state: "state"
            case .limit: "limit"
            case .unsupported: "unsupported"
            case .external: "external"
            case .server: "server"
            case .composite: "composite"
            }
        }
    }

    init(
        _ name: StaticString, _ category: Category, _ text: StaticString, isRetryable: Bool = false
    ) {
        self.name = name
        self.category = category
        self.text = text
        self.isRetryable = isRetryable
    }
}

extension ErrorCode {
    /// Nothing is wrong.
    package static let none: Int32 = 0
    /// The API named an error, but not by a number.
    package static let unnumbered: Int32 = -1
    /// Token or signature did not authenticate the caller.
    package static let notAuthenticated: Int32 = 22
    /// One or more actions failed: the status of each result tells which.
    package static let errorInAction: Int32 = 97
    /// The time of the signature is out of range.
    static let timestampOutOfRange: Int32 = 136
    /// The signature does not match.
    package static let invalidHMAC: Int32 = 137
}
