import OnOfficePlatform
import Testing

@testable import OnOffice

private let read = #"{"actionid":"read","resourcetype":"estate"}"#
private let create = #"{"actionid":"create","resourcetype":"address"}"#

@Suite struct RetryTests {
    /// Servers are remembered for the process: each test calls one of its own.
    private static let hosts = Locked(0)

    private func makeClient(
        _ transport: ScriptedTransport, retries: Int64 = 2, timeout: Int64 = 120_000
    ) throws -> Client {
        let client = Client(credentials: try makeCredentials(), transport: transport)
        let host = Self.hosts.withLock { number in
            number += 1
            return number
        }
        #expect("https://host\(host)/".withBytes { client.set(.url, to: $0) } == .ok)
        #expect(client.set(.retries, to: retries) == .ok)
        #expect(client.set(.timeout, to: timeout) == .ok)
        return client
    }

    // MARK: Evidence

    @Test(arguments: [read, create])
    func whatWasNotExecutedIsSentAgain(action: String) throws {
        let transport = ScriptedTransport { attempt, _ in
            attempt < 2 ? .fault(.connect, .hopeful, mayHaveRun: false) : .answer(answer(1))
        }
        let response = try makeClient(transport).send(try makeRequest(action))
        #expect(response.status == .ok)
        #expect(transport.sent.count == 3)
    }

    @Test(arguments: [Status.transport, .timeout, .protocol])
    func whatMayHaveRunIsSentAgainOnlyIfItReads(status: Status) throws {
        for (action, sent) in [(read, 3), (create, 1)] {
            let transport = ScriptedTransport { _, _ in .fault(status, .hopeful, mayHaveRun: true) }
            let response = try makeClient(transport).send(try makeRequest(action))
            #expect(response.status == status)
            #expect(response.isUncertain == (action == create))
            #expect(transport.sent.count == sent)
        }
    }

    @Test func oneWriteMakesTheWholeRequestAWrite() throws {
        let transport = ScriptedTransport { _, _ in
            .fault(.transport, .hopeful, mayHaveRun: true)
        }
        let response = try makeClient(transport).send(try makeRequest(read, create))
        #expect(transport.sent.count == 1)
        #expect(response.isUncertain)
    }

    @Test func writesAreRepeatedOnRequestOnly() throws {
        let transport = ScriptedTransport { attempt, _ in
            attempt == 0 ? .fault(.transport, .hopeful, mayHaveRun: true) : .answer(answer(1))
        }
        let client = try makeClient(transport)
        #expect(client.set(.retryWrites, to: 1) == .ok)
        #expect(client.send(try makeRequest(create)).status == .ok)
        #expect(transport.sent.count == 2)
    }

    /// That the second attempt certainly failed says nothing about the first.
    @Test func uncertaintyOfAnEarlierAttemptStays() throws {
        let transport = ScriptedTransport { attempt, _ in
            attempt == 0
                ? .fault(.transport, .hopeful, mayHaveRun: true)
                : .fault(.connect, .hopeless, mayHaveRun: false)
        }
        let client = try makeClient(transport)
        #expect(client.set(.retryWrites, to: 1) == .ok)
        let response = client.send(try makeRequest(create))
        #expect(response.status == .connect)
        #expect(response.isUncertain)
    }

    @Test func hopelessAndDoubtfulFailures() throws {
        for (outlook, sent) in [(Reply.Outlook.hopeless, 1), (.doubtful, 2), (.hopeful, 3)] {
            let transport = ScriptedTransport { _, _ in .fault(.tls, outlook, mayHaveRun: false) }
            _ = try makeClient(transport).send(try makeRequest(read))
            #expect(transport.sent.count == sent)
        }
    }

    @Test func deadConnectionsAreReplacedWithoutBeingCounted() throws {
        for (action, sent) in [(read, 2), (create, 1)] {
            let transport = ScriptedTransport { attempt, _ in
                attempt == 0
                    ? .fault(.transport, .hopeful, mayHaveRun: true, stale: true)
                    : .answer(answer(1))
            }
            let response = try makeClient(transport, retries: 0).send(try makeRequest(action))
            #expect(transport.sent.count == sent)
            #expect(response.isUncertain == (action == create))
        }
    }

    // MARK: HTTP

    @Test(arguments: [
        // status, Retry-After, sent for a read, sent for a write, whether that is uncertain
        (Int32(429), nil as Int64?, 3, 3, false), (503, 0, 3, 3, false), (503, nil, 3, 1, true),
        (500, nil, 3, 1, true), (502, nil, 3, 1, true), (504, nil, 3, 1, true),
        (520, nil, 3, 1, true), (501, nil, 1, 1, true), (408, nil, 1, 1, false),
        (400, nil, 1, 1, false), (403, nil, 1, 1, false), (413, nil, 1, 1, false),
        (302, nil, 1, 1, false), (200, nil, 3, 1, true), (204, nil, 3, 1, true),
    ])
    func statusesWithoutAnAnswerOfTheAPI(
        status: Int32, retryAfter: Int64?, reads: Int, writes: Int, isUncertain: Bool
    ) throws {
        for (action, sent) in [(read, reads), (create, writes)] {
            let transport = ScriptedTransport { _, _ in
                .answer("<html>", status: status, retryAfter: retryAfter)
            }
            let response = try makeClient(transport).send(try makeRequest(action))
            #expect(transport.sent.count == sent)
            #expect(response.isUncertain == (isUncertain && action == create))
            #expect(response.status == ((200..<300).contains(status) ? .protocol : .http))
        }
    }

    @Test func retryAfterIsHonoured() throws {
        let transport = ScriptedTransport { attempt, _ in
            attempt == 0
                ? .answer("", status: 503, retryAfter: 17) : .answer(answer(1))
        }
        #expect(try makeClient(transport).send(try makeRequest(create)).status == .ok)
        #expect(transport.sent[1].at - transport.sent[0].at == 17_000)
    }

    @Test(arguments: [Int64(61), 100_000, .max])
    func tooLongIsNotWaitedFor(seconds: Int64) throws {
        let transport = ScriptedTransport { _, _ in
            .answer("", status: 429, retryAfter: seconds)
        }
        #expect(try makeClient(transport).send(try makeRequest(read)).status == .http)
        #expect(transport.sent.count == 1)
    }

    // MARK: The API's own errors

    @Test func errorsOfTheAPIAreFinalUnlessTheyMayPass() throws {
        for (code, action, sent) in [(1, read, 3), (1, create, 1), (97, read, 1), (22, read, 1)] {
            let transport = ScriptedTransport { _, _ in .answer(answer(1, code: code)) }
            let response = try makeClient(transport).send(try makeRequest(action))
            #expect(transport.sent.count == sent)
            #expect(response.results[0].code == code)
        }
    }

    @Test(arguments: [read, create])
    func wrongClocksAreCorrectedOnce(action: String) throws {
        let transport = ScriptedTransport { attempt, _ in
            .answer(answer(1, code: attempt == 0 ? 136 : 0), date: "3600")
        }
        let client = try makeClient(transport, retries: 0)
        let response = client.send(try makeRequest(action))
        #expect(response.status == .ok)
        #expect(
            transport.sent.map { $0.body.contains("\"timestamp\":1700003600") } == [false, true])
        #expect(String(response.traceText).contains("clock corrected by 3600 s"))
        // And from then on.
        _ = client.send(try makeRequest(action))
        #expect(transport.sent[2].body.contains("\"timestamp\":1700003600"))
        // What another client has learnt is not for one that wants none of it.
        #expect(client.set(.clockCorrection, to: 0) == .ok)
        _ = client.send(try makeRequest(action))
        #expect(transport.sent[3].body.contains("\"timestamp\":1700000000"))
    }

    /// An answer that contradicts itself: it refuses the request, and says that the write is done.
    @Test func aClockIsNotCorrectedOverAWriteThatIsDone() throws {
        let transport = ScriptedTransport { _, _ in .answer(answer(1, whole: 136), date: "3600") }
        let response = try makeClient(transport).send(try makeRequest(create))
        #expect(transport.sent.count == 1)
        #expect(response.code == 136)
        #expect(response.isUncertain)
    }

    @Test func clocksAreLeftAlone() throws {
        // One that agrees, one that is never right, one without a date, and where that is unwanted.
        for (date, isOn, sent) in [("10", 1, 1), ("500", 1, 2), (nil, 1, 1), ("500", 0, 1)] {
            let transport = ScriptedTransport { _, _ in .answer(answer(1, code: 136), date: date) }
            let client = try makeClient(transport, retries: 0)
            #expect(client.set(.clockCorrection, to: Int64(isOn)) == .ok)
            #expect(client.send(try makeRequest(read)).results[0].code == 136)
            #expect(transport.sent.count == sent)
        }
    }

    // MARK: Time and budget

    @Test func everyAttemptIsSignedAnew() throws {
        let transport = ScriptedTransport { attempt, _ in
            attempt == 0 ? .fault(.connect, .hopeful, mayHaveRun: false) : .answer(answer(1))
        }
        _ = try makeClient(transport).send(try makeRequest(read))
        #expect(transport.sent.allSatisfy { $0.body.contains("\"hmac\":\"") })
    }

    /// Full jitter: between nothing and 250 ms, then 500 ms.
    @Test func pausesGrowAndAreRandom() throws {
        var pauses: [[Int64]] = [[], []]
        for _ in 0..<10 {
            let transport = ScriptedTransport { _, _ in
                .fault(.connect, .hopeful, mayHaveRun: false)
            }
            _ = try makeClient(transport).send(try makeRequest(read))
            let times = transport.sent.map(\.at)
            pauses[0].append(times[1] - times[0])
            pauses[1].append(times[2] - times[1])
        }
        #expect(pauses[0].allSatisfy { (0...250).contains($0) })
        #expect(pauses[1].allSatisfy { (0...500).contains($0) })
        #expect(Set(pauses[0]).count > 1)
    }

    @Test func noAttemptBeginsBehindTheDeadline() throws {
        let transport = ScriptedTransport { _, _ in .answer("", status: 429, retryAfter: 5) }
        let client = try makeClient(transport, retries: 10, timeout: 12_000)
        #expect(client.send(try makeRequest(read)).status == .http)
        #expect(transport.sent.map { $0.at - 1_000_000 } == [0, 5_000, 10_000])
    }

    /// 500 tokens at 14 each are 35 retries, whoever asks for them.
    @Test func outagesUseUpTheBudget() throws {
        let transport = ScriptedTransport { _, _ in .fault(.connect, .hopeful, mayHaveRun: false) }
        let client = try makeClient(transport, retries: 10)
        for _ in 0..<20 { _ = client.send(try makeRequest(read)) }
        #expect(transport.sent.count == 20 + 35)
    }

    @Test func answersFillTheBudgetAgain() {
        var budget = RetryBudget()
        func take(_ cost: RetryBudget.Cost) -> Bool { budget.take(cost) }
        for _ in 0..<35 { #expect(take(.transient)) }
        #expect(!take(.transient))
        #expect(take(.throttled))
        budget.credit(afterRetry: true)
        #expect(take(.transient))
        for _ in 0..<1_000 { budget.credit(afterRetry: false) }
        #expect(budget.tokens == RetryBudget.capacity)
    }
}
