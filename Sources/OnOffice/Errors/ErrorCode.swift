internal import OnOfficeJSON
internal import OnOfficePlatform

/// What the project knows about an error code of the API.
package struct ErrorCode: Sendable {
    /// Text of the program itself, for C.
    package nonisolated(unsafe) let name: UnsafePointer<CChar>
    package nonisolated(unsafe) let text: UnsafePointer<CChar>
    package let category: Category
    /// Whether the same request may fare better another time.
    let isRetryable: Bool

    package enum Category: UInt8, Sendable {
        // In the order of the letters of the table, from "a".
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

    /// The error codes of the API that are known; new ones may appear any month.
    ///
    /// They stand in one text, one behind the other: a switch over them, each with texts of its own,
    /// takes 10 KB of code.
    package static func known(_ code: Int32) -> ErrorCode? {
        var rest = cText(table)
        while rest.pointee != 0 {
            let head = cBytes(rest)
            let name = rest + head.count + 1
            let text = name + cBytes(name).count + 1
            rest = text + cBytes(text).count + 1
            guard JSONInteger.parse(head.dropFirst(2)) == Int64(code) else { continue }
            return ErrorCode(
                name: name, text: text,
                category: Category(rawValue: head[0] &- UInt8(ascii: "a")) ?? .server,
                isRetryable: head[1] == UInt8(ascii: "y"))
        }
        return nil
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
