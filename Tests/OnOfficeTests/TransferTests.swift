import OnOfficePlatform
import Testing

@testable import OnOffice

private let accepted =
    #"{"status":{"code":200,"errorcode":0},"response":{"results":[{"data":{"#
    + #""records":[{"elements":{"tmpUploadId":"id-1"}}]},"status":{"errorcode":0}}]}}"#
private let file =
    #"{"status":{"code":200,"errorcode":0},"response":{"results":[{"data":{"#
    + #""records":[{"elements":{"content":"TWFu"}}]},"status":{"errorcode":0}}]}}"#
private let readFile = #"{"actionid":"get","resourcetype":"file","resourceid":"estate"}"#

/// Remembers what it is given; what it was given once it does not give back.
private final class OneWaySink: ByteSink, @unchecked Sendable {
    var text = ""
    var ends: [String] = []
    var canRestart: Bool { text.isEmpty }
    func write(_ bytes: UnsafeRawBufferPointer) { text += String(decoding: bytes, as: UTF8.self) }
    func restart() { ends.append("restarted") }
    func finish() { ends.append("finished") }
    func discard() { ends.append("discarded") }
}

@Suite struct TransferTests {
    private func makeClient(_ transport: ScriptedTransport) throws -> Client {
        let client = Client(credentials: try makeCredentials(), transport: transport)
        #expect(client.set(.retryWrites, to: 1) == .ok)
        return client
    }

    /// Uploads "0123456789" and ends it with an empty set of parameters and a name.
    private func upload(_ client: Client, blockSize: Int64 = 4) -> Transfer {
        // Memory that must outlive the transfer.
        let digits: StaticString = "0123456789"
        return #"{"file":"f"}"#.withBytes {
            client.upload(.memory(digits.bytes), $0, blockSize: blockSize)
        }
    }

    private func parameters(_ body: String) -> String {
        let start = body.firstRange(of: #""parameters":"#)?.upperBound ?? body.endIndex
        let end = body.firstRange(of: #","resourceid""#)?.lowerBound ?? body.endIndex
        return String(body[start..<end])
    }

    @Test func blocksThenWhatItIs() throws {
        let transport = ScriptedTransport { _, _ in .answer(accepted) }
        let client = try makeClient(transport)
        let transfer = upload(client)
        #expect(transfer.size == 10)
        #expect(transfer.done == 0)
        #expect(transfer.poll(milliseconds: nil))
        #expect(transfer.response?.verdict.status == .ok)
        #expect(transfer.done == 10)
        #expect(
            transport.sent.map { parameters($0.body) } == [
                #"{"data":"MDEyMw=="}"#, #"{"data":"NDU2Nw==","tmpUploadId":"id-1"}"#,
                #"{"data":"ODk=","tmpUploadId":"id-1"}"#, #"{"file":"f","tmpUploadId":"id-1"}"#,
            ])
        #expect(transport.largestCrowd == 1)
    }

    /// Though retry_writes allows it for others.
    @Test(arguments: 0..<4)
    func noStepIsRepeatedThatMayHaveRun(step: Int) throws {
        let transport = ScriptedTransport { number, _ in
            number == step ? .fault(.transport, .hopeful, mayHaveRun: true) : .answer(accepted)
        }
        let client = try makeClient(transport)
        let transfer = upload(client)
        #expect(transfer.poll(milliseconds: nil))
        #expect(transfer.response?.verdict.status == .transport)
        #expect(transfer.response?.verdict.isUncertain == true)
        #expect(transport.sent.count == step + 1)
    }

    @Test func aStepThatDidNotArriveIsRepeated() throws {
        let transport = ScriptedTransport { number, _ in
            number % 2 == 0 ? .fault(.connect, .hopeful, mayHaveRun: false) : .answer(accepted)
        }
        let client = try makeClient(transport)
        let transfer = upload(client)
        #expect(transfer.poll(milliseconds: nil))
        #expect(transfer.response?.verdict.status == .ok)
        #expect(transport.sent.count == 8)
    }

    /// What ends all that the client has under way ends a transfer between two steps as well.
    @Test func allThatIsUnderWayEnds() throws {
        let hook = Locked<Client?>(nil)
        let transport = ScriptedTransport { number, _ in
            if number == 1 { hook.withLock { $0 }?.cancel() }
            return .answer(accepted)
        }
        let client = try makeClient(transport)
        hook.withLock { $0 = client }
        let transfer = upload(client)
        #expect(transfer.poll(milliseconds: nil))
        #expect(transfer.response?.verdict.status == .cancelled)
        #expect(transport.sent.count == 2)
        hook.withLock { $0 = nil }
    }

    @Test func nothingIsSentWithoutAClient() throws {
        let transport = ScriptedTransport { _, _ in .answer(accepted) }
        var client: Client? = try makeClient(transport)
        let transfer = client.map { upload($0) }
        client = nil
        #expect(transfer?.poll(milliseconds: nil) == true)
        #expect(transfer?.response?.verdict.status == .cancelled)
        #expect(transport.sent.isEmpty)
    }

    // MARK: Downloads

    private func download(_ client: Client, _ sink: any ByteSink) throws -> Transfer {
        let action = try readFile.withBytes { try Download.action($0) }
        let transfer = Transfer(Download(action, sink, limit: 100), client.desk())
        transfer.begin()
        #expect(transfer.poll(milliseconds: nil))
        return transfer
    }

    @Test func aDownloadIsRepeatedUnlessBytesAreBeyondRecall() throws {
        let broken = String(file.dropLast(3))
        for (first, count, ends) in [
            (broken, 1, ["discarded"]), ("", 2, ["finished"]),
        ] {
            let transport = ScriptedTransport { number, _ in .answer(number == 0 ? first : file) }
            let sink = OneWaySink()
            let transfer = try download(try makeClient(transport), sink)
            #expect(transfer.response?.verdict.status == (count == 1 ? .protocol : .ok))
            #expect(transport.sent.count == count)
            #expect(sink.ends == ends)
            #expect(sink.text == "Man")
        }
    }

    @Test func aFileIsNeitherTakenFromTheCacheNorPutThere() throws {
        let cacheable = file.replacing(#"{"data""#, with: #"{"cacheable":true,"data""#)
        let transport = ScriptedTransport { _, _ in .answer(cacheable) }
        let client = try makeClient(transport)
        #expect(client.set(.cacheTTL, to: 60_000) == .ok)
        for round in 1...2 {
            _ = try download(client, MemorySink())
            #expect(transport.sent.count == round)
        }
        let response = client.send(try makeRequest(readFile))
        #expect(withExtendedLifetime(response) { response.body.elementsEqual(cacheable.utf8) })
        #expect(transport.sent.count == 3)
    }
}
