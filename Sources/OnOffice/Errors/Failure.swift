package import OnOfficePlatform

/// Why something did not work, for the program (status) and for a person (message).
public struct Failure: Error {
    public let status: Status
    package let message: Message

    package init(_ status: Status, _ message: Message) {
        self.status = status
        self.message = message
    }

    package static func outOfMemory(_ what: StaticString, bytes: Int) -> Failure {
        Failure(.memory, "\(bytes) bytes of memory for \(what) cannot be had")
    }

    /// The message as a `String`.
    public var description: String { String(decoding: message.bytes, as: UTF8.self) }
}
