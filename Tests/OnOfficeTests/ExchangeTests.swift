import OnOfficePlatform
import Testing

@testable import OnOffice

private func read(_ number: Int) -> String {
    #"{"actionid":"read","resourcetype":"estate","resourceid":\#(number)}"#
}
private func create(_ number: Int) -> String {
    #"{"actionid":"create","resourcetype":"estate","identifier":"\#(number)"}"#
}

@Suite struct ExchangeTests {
    private func makeClient(_ transport: ScriptedTransport, limit: Int64 = 100) throws -> Client {
        let client = Client(credentials: try makeCredentials(), transport: transport)
        #expect(client.set(.maxActionsPerRequest, to: limit) == .ok)
        #expect(client.set(.retries, to: 0) == .ok)
        return client
    }

    private func makeRequest(_ actions: [String]) throws -> Request {
        let request = Request()
        for action in actions { _ = try action.withBytes { try request.add($0) } }
        return request
    }

    // MARK: Several HTTP requests

    @Test func largeRequestsAreSplitAndJoinedInOrder() throws {
        let transport = ScriptedTransport { number, body in
            .answer(answer(actionCount(body), first: number * 3))
        }
        let response = try makeClient(transport, limit: 3)
            .send(try makeRequest((0..<8).map(read)))
        #expect(transport.sent.map { actionCount($0.body) } == [3, 3, 2])
        #expect(transport.largestCrowd == 3)
        #expect(response.status == .ok)
        for (index, result) in response.results.enumerated() {
            #expect(result.json.contains("\"number\":\(index)}"))
        }
        #expect(String(response.traceText).hasPrefix("{\"requests\":3,"))
    }

    @Test func writesGoOneRequestAfterAnother() throws {
        let transport = ScriptedTransport { _, body in .answer(answer(actionCount(body))) }
        let response = try makeClient(transport, limit: 2)
            .send(try makeRequest((0..<6).map(create)))
        #expect(response.status == .ok)
        #expect(transport.sent.count == 3)
        #expect(transport.largestCrowd == 1)
    }

    /// The order of writes would be lost if what follows were sent.
    @Test func afterALostWriteTheRestIsNotSent() throws {
        let transport = ScriptedTransport { number, body in
            number == 1
                ? .fault(.transport, .hopeful, mayHaveRun: true)
                : .answer(answer(actionCount(body)))
        }
        let response = try makeClient(transport, limit: 2)
            .send(try makeRequest((0..<8).map(create)))
        #expect(transport.sent.count == 2)
        #expect(response.status == .action)
        #expect(response.isUncertain)
        let statuses = response.results.map(\.status)
        #expect(statuses == [.ok, .ok] + Array(repeating: .transport, count: 6))
        #expect(response.results[7].message.hasPrefix("not sent"))
    }

    @Test func refusedActionsDoNotStopTheRest() throws {
        let transport = ScriptedTransport { number, body in
            .answer(answer(actionCount(body), code: number == 0 ? 97 : 0))
        }
        let response = try makeClient(transport, limit: 2)
            .send(try makeRequest((0..<4).map(create)))
        #expect(transport.sent.count == 2)
        #expect(response.results.map(\.status) == [.api, .api, .ok, .ok])
        #expect(response.message.contains("(2 of 4 actions failed)"))
    }

    @Test func onePartMayFailAlone() throws {
        let transport = ScriptedTransport { _, body in
            body.contains("\"resourceid\":2,")
                ? .fault(.connect, .hopeless, mayHaveRun: false)
                : .answer(answer(actionCount(body)))
        }
        let response = try makeClient(transport, limit: 2)
            .send(try makeRequest((0..<6).map(read)))
        #expect(response.status == .action)
        #expect(
            response.results.map(\.status) == [.ok, .ok, .connect, .connect, .ok, .ok])
        #expect(!response.isUncertain)
    }

    @Test func allPartsMayFailTheSameWay() throws {
        let response = try makeClient(ScriptedTransport(), limit: 2)
            .send(try makeRequest((0..<6).map(read)))
        #expect(response.status == .connect)
    }

    // MARK: Equal reads

    @Test func equalReadsAreSentOnce() throws {
        let transport = ScriptedTransport { _, body in .answer(answer(actionCount(body))) }
        let response = try makeClient(transport)
            .send(try makeRequest([read(1), read(2), read(1), read(2), create(1), create(1)]))
        #expect(actionCount(transport.sent[0].body) == 4)
        #expect(response.status == .ok)
        let numbers = response.results.map { $0.json.last { $0.isNumber }.map(String.init) }
        #expect(numbers.count == 6)
        #expect(response.results[2].json == response.results[0].json)
        #expect(response.results[3].json == response.results[1].json)
        #expect(response.results[4].json != response.results[5].json)
        #expect(String(response.traceText).contains("\"merged\":[2,3]"))
    }

    /// What a read sees may have been changed by a write before it.
    @Test func equalReadsAroundAWriteAreAllSent() throws {
        let transport = ScriptedTransport { _, body in .answer(answer(actionCount(body))) }
        let response = try makeClient(transport)
            .send(try makeRequest([read(1), create(1), read(1), read(1), create(2), read(1)]))
        #expect(actionCount(transport.sent[0].body) == 5)
        #expect(response.results[2].json != response.results[0].json)
        #expect(response.results[3].json == response.results[2].json)
        #expect(String(response.traceText).contains("\"merged\":[3]"))
    }

    @Test func readsThatDifferAnywhereAreSent() throws {
        let transport = ScriptedTransport { _, body in .answer(answer(actionCount(body))) }
        let actions = [
            #"{"actionid":"read","resourcetype":"estate"}"#,
            #"{"actionid":"get","resourcetype":"estate"}"#,
            #"{"actionid":"read","resourcetype":"address"}"#,
            #"{"actionid":"read","resourcetype":"estate","resourceid":"1"}"#,
            #"{"actionid":"read","resourcetype":"estate","identifier":"1"}"#,
            #"{"actionid":"read","resourcetype":"estate","parameters":{"a":1}}"#,
            #"{"actionid":"read","resourcetype":"estate","parameters":{"a": 1}}"#,
        ]
        _ = try makeClient(transport).send(try makeRequest(actions))
        #expect(actionCount(transport.sent[0].body) == actions.count)
    }

    // MARK: In flight

    @Test func startedExchangesFinishInPolls() throws {
        let transport = ScriptedTransport { _, _ in .answer(answer(1)) }
        let client = try makeClient(transport)
        let exchanges = try (0..<3).map { client.start(try makeRequest([read($0)])) }
        #expect(exchanges.allSatisfy { $0.response == nil })
        var left = [client.poll(milliseconds: nil)]
        while left.last != 0 { left.append(client.poll(milliseconds: nil)) }
        #expect(left == [2, 1, 0])
        #expect(exchanges.allSatisfy { $0.response?.status == .ok })
        let handedOut = (0..<4).map { _ in client.next() }
        #expect(zip(handedOut, exchanges).allSatisfy { $0 === $1 })
        #expect(handedOut[3] == nil)
        #expect(client.poll(milliseconds: nil) == 0)
    }

    @Test func cancelledExchangesFinish() throws {
        let transport = ScriptedTransport { _, _ in .answer(answer(1)) }
        let client = try makeClient(transport)
        let one = client.start(try makeRequest([create(1)]))
        let other = client.start(try makeRequest([read(1)]))
        one.cancel()
        while client.poll(milliseconds: nil) > 0 {}
        #expect(one.response?.status == .cancelled)
        #expect(one.response?.isUncertain == false)
        #expect(other.response?.status == .ok)
    }

    /// The second write was not sent, so nothing may say that it is done.
    @Test func whatACancelKeepsFromBeingSentIsCancelled() throws {
        let transport = ScriptedTransport { _, body in .answer(answer(actionCount(body))) }
        let client = try makeClient(transport, limit: 1)
        let exchange = client.start(try makeRequest([create(1), create(2)]))
        let mailbox = exchange.mailbox
        transport.wait(for: mailbox, since: mailbox.changes, until: nil)
        exchange.cancel()
        #expect(transport.sent.count == 1)
        #expect(exchange.response?.results.map(\.status) == [.ok, .cancelled])
        #expect(exchange.response?.status == .action)
        #expect(exchange.response?.isUncertain == false)
    }

    /// One more that is started meanwhile does not hide that one has finished.
    @Test func pollsNoticeAFinishWhateverIsStarted() throws {
        let starter = Locked<(@Sendable () -> Void)?>(nil)
        let transport = ScriptedTransport { number, _ in
            if number == 0 { starter.withLock { $0 }?() }
            return .answer(answer(1))
        }
        let client = try makeClient(transport)
        let request = try makeRequest([read(1)])
        let started = Locked<[Exchange]>([])
        starter.withLock {
            $0 = {
                let exchange = client.start(request)
                started.withLock { $0.append(exchange) }
            }
        }
        let first = client.start(request)
        #expect(client.poll(milliseconds: nil) == 1)
        #expect(first.response?.status == .ok)
        #expect(started.withLock { $0 }.map { $0.response == nil } == [true])
        starter.withLock { $0 = nil }
        #expect(client.poll(milliseconds: nil) == 0)
    }

    @Test func whatCannotBeginIsFinished() throws {
        let client = try makeClient(ScriptedTransport())
        let exchange = client.start(Request())
        #expect(exchange.response?.status == .argument)
        #expect(client.next() === exchange)
        #expect(client.poll(milliseconds: nil) == 0)
    }

    @Test func droppedExchangesAreNotHandedOut() throws {
        let client = try makeClient(ScriptedTransport())
        client.start(Request()).drop()
        #expect(client.next() == nil)
    }
}
