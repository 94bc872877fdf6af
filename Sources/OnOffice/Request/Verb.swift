internal import OnOfficePlatform

/// What an action does; the API calls it actionid.
/// https://apidoc.onoffice.de/onoffice-api-request/request-elemente/action/
public enum Verb: Sendable, CaseIterable {
    case read, create, modify, delete, get, `do`

    static let prefix: StaticString = "urn:onoffice-de-ns:smart:2.5:smartml:action:"

    package var name: StaticString {
        switch self {
        case .read: "read"
        case .create: "create"
        case .modify: "modify"
        case .delete: "delete"
        case .get: "get"
        case .do: "do"
        }
    }

    /// The verb that text names, bare or as the API's URN.
    package init?(_ text: some Collection<UInt8>) {
        let prefix = Self.prefix.bytes
        let bare = text.starts(with: prefix) ? text.dropFirst(prefix.count) : text[...]
        for verb in Self.allCases where bare.elementsEqual(verb.name.bytes) {
            self = verb
            return
        }
        return nil
    }

    /// Whether an action of this verb may change something: everything but read and get. (`do` sends
    /// mails, books and uploads.)
    package var writes: Bool {
        switch self {
        case .read, .get: false
        case .create, .modify, .delete, .do: true
        }
    }
}
