import OnOfficePlatform

@testable import OnOffice

/// A transport without a network: it answers by a script, and its clock jumps to the next event.
final class ScriptedTransport: Transport {
    /// What a script says to one attempt.
    enum Line {
        /// An answer, with an HTTP status and headers.
        case answer(String, status: Int32 = 200, retryAfter: Int64? = nil, date: String? = nil)
        /// No answer: why, whether another attempt may help, whether the body was handed over.
        case fault(Status, Reply.Outlook, mayHaveRun: Bool, stale: Bool = false)
    }

    struct Sent {
        let body: String
        let at: Int64
        let address: String
    }

    private struct State {
        var now: Int64 = 1_000_000
        var unixTime: Int64 = 1_700_000_000
        var waiting: [(part: Part, moment: Int64)] = []
        var sent: [Sent] = []
        var largestCrowd = 0
    }

    private let state: Locked<State>
    /// Called with the number of the attempt, from 0, and its body.
    private let script: @Sendable (Int, String) -> Line

    init(
        _ script: @escaping @Sendable (Int, String) -> Line = { _, _ in
            .fault(.connect, .hopeless, mayHaveRun: false)
        }
    ) {
        self.script = script
        state = Locked(State())
    }

    var sent: [Sent] { state.withLock { $0.sent } }
    var addresses: [String] { sent.map(\.address) }
    /// How many parts were waiting at the same time.
    var largestCrowd: Int { state.withLock { $0.largestCrowd } }

    func advance(milliseconds: Int64) { state.withLock { $0.now += milliseconds } }

    // MARK: Transport

    var now: Int64 { state.withLock { $0.now } }
    var unixTime: Int64 { state.withLock { $0.unixTime } }

    /// "+30" is 30 seconds after the local clock.
    func time(of date: Text) -> Int64? { Int64(String(date)).map { unixTime + $0 } }

    func submit(_ part: Part, notBefore moment: Int64) {
        state.withLock { state in
            state.waiting.append((part, moment))
            state.largestCrowd = max(state.largestCrowd, state.waiting.count)
        }
    }

    func wait(for mailbox: Mailbox, since changes: Int, until moment: Int64?) {
        guard mailbox.changes == changes else { return }
        let next = state.withLock { state -> Part? in
            guard
                let index = state.waiting.indices.min(by: {
                    state.waiting[$0].moment < state.waiting[$1].moment
                })
            else { return nil }
            let (part, due) = state.waiting.remove(at: index)
            state.now = max(state.now, due)
            return part
        }
        guard let part = next else { return }
        part.reply = carry(part)
        part.mailbox.put(part)
    }

    private func carry(_ part: Part) -> Reply {
        guard !part.isCancelled else { return Reply(failure: Failure(.cancelled, "cancelled")) }
        let body: String
        do throws(Failure) {
            let signed = try part.body(at: unixTime)
            var bytes = [UInt8](repeating: 0, count: signed.count)
            // More than the rest is asked for, as libcurl does.
            let count = bytes.withUnsafeMutableBytes { signed.copy(from: 0, to: $0) }
            body = String(decoding: bytes.prefix(count), as: UTF8.self)
        } catch {
            return Reply(failure: error)
        }
        let number = state.withLock { state in
            state.sent.append(
                Sent(body: body, at: state.now, address: String(part.endpoint.address)))
            return state.sent.count - 1
        }
        let reply = reply(to: script(number, body))
        if let siphon = part.siphon, let body = reply.body { pass(body, through: siphon, reply) }
        return reply
    }

    private func pass(_ body: Buffer, through siphon: Siphon, _ reply: Reply) {
        siphon.restart()
        let kept = Buffer()
        let isTaken = (try? siphon.pass(body.bytes, to: kept)) ?? false
        reply.body = kept
        if !isTaken { reply.failure = siphon.failure }
    }

    private func reply(to line: Line) -> Reply {
        let reply = Reply()
        switch line {
        case .answer(let text, let status, let retryAfter, let date):
            reply.body = try? text.withBytes { try Buffer(copying: $0) }
            reply.httpStatus = status
            reply.retryAfter = retryAfter
            reply.date = date.map { $0.withBytes { Text(copying: $0) } }
            reply.mayHaveRun = true
        case .fault(let status, let outlook, let mayHaveRun, let stale):
            reply.failure = Failure(status, "a fault of the script")
            reply.outlook = outlook
            reply.mayHaveRun = mayHaveRun
            reply.wasStale = stale
        }
        return reply
    }

    func nudge(_ mailbox: Mailbox) { mailbox.nudge() }
    func settle() {}
    func cancel(_ parts: [Part]) { for part in parts { part.markCancelled() } }
    func descriptor(for mailbox: Mailbox) -> Int32? { nil }
}

/// An answer with a result for each of so many actions.
func answer(
    _ count: Int, code: Int = 0, whole: Int = 0, cacheable: Bool = false, first: Int = 0
) -> String {
    let results = (0..<count).map { index in
        """
        {"actionid":"a","cacheable":\(cacheable),"data":{"number":\(first + index)},\
        "status":{"errorcode":\(code),"message":"m"}}
        """
    }
    return """
        {"status":{"code":200,"errorcode":\(whole),"message":"OK"},\
        "response":{"results":[\(results.joined(separator: ","))]}}
        """
}

/// How many actions a body has.
func actionCount(_ body: String) -> Int { body.components(of: "\"actionid\"") }

extension String {
    /// How often a text occurs in this one.
    func components(of part: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: part) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
