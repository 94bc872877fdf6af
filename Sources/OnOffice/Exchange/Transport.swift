package import OnOfficePlatform

/// What carries requests to the API and answers back. It reads the clocks, too: nothing in this
/// module does.
package protocol Transport: AnyObject, Sendable {
    /// Milliseconds of a clock that is never set back: what deadlines are told in.
    var now: Int64 { get }

    /// Seconds since 1970 UTC: what is signed.
    var unixTime: Int64 { get }

    /// The time that a date of HTTP names, in seconds since 1970 UTC; nil if it is none.
    func time(of date: Text) -> Int64?

    /// Takes a part that is to be sent, not before that moment. Its mailbox gets it back when it is
    /// over, however it ended. Does not wait.
    func submit(_ part: Part, notBefore moment: Int64)

    /// Moves forward what is under way, at least once, until the mailbox has changed since it was
    /// looked at or that moment has come; nil: for as long as it takes.
    func wait(for mailbox: Mailbox, since changes: Int, until moment: Int64?)

    /// Lets threads that wait for a mailbox look at it again.
    func nudge(_ mailbox: Mailbox)

    /// Begins what was submitted, as far as that goes without waiting, and sees to it that the
    /// descriptor wakes the host for the rest.
    func settle()

    /// Ends parts that were submitted or will be, from any thread.
    func cancel(_ parts: [Part])

    /// A descriptor that is readable when there may be something to do for the mailbox; nil if the
    /// process has none left.
    func descriptor(for mailbox: Mailbox) -> Int32?
}
