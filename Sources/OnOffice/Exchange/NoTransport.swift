internal import OnOfficePlatform

/// Carries nothing: for an exchange that could not begin.
final class NoTransport: Transport {
    var now: Int64 { 0 }
    var unixTime: Int64 { 0 }
    func time(of date: Text) -> Int64? { nil }
    func submit(_ part: Part, notBefore moment: Int64) {}
    func wait(for mailbox: Mailbox, since changes: Int, until moment: Int64?) {}
    func nudge(_ mailbox: Mailbox) {}
    func settle() {}
    func cancel(_ parts: [Part]) {}
    func descriptor(for mailbox: Mailbox) -> Int32? { nil }
}
