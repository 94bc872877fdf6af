internal import OnOfficePlatform

/// What a transfer does, step by step. Its steps go one after another, so that one thread at a time
/// is at it.
protocol Course: AnyObject, Sendable {
    /// Bytes of the file that were carried so far. Of any thread.
    var done: Int64 { get }

    /// Bytes of the file in all; nil if that is not known. Of any thread.
    var size: Int64? { get }

    /// What takes the file out of the answers to the steps; nil: they have none.
    var siphon: Siphon? { get }

    /// The next step; nil if the last one was the last. A failure ends the transfer.
    func next(after response: Response?) throws(Failure) -> Action?

    /// It came to nothing.
    func abandon()
}

extension Course {
    var siphon: Siphon? { nil }

    func abandon() {}
}
