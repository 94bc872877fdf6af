package import OnOfficePlatform

/// Why something did not work, for the program (status) and for a person (message).
package struct Failure: Error {
    package let status: Status
    package let message: Message

    package init(_ status: Status, _ message: Message) {
        self.status = status
        self.message = message
    }

    package static func outOfMemory(_ what: StaticString, bytes: Int) -> Failure {
        Failure(.memory, "\(bytes) bytes of memory for \(what) cannot be had")
    }
}
