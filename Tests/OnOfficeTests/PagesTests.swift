import OnOfficePlatform
import Testing

@testable import OnOffice

/// The number behind a name in a signed body.
private func number(_ name: String, in body: String) -> Int? {
    guard let range = body.firstRange(of: "\"\(name)\":") else { return nil }
    return Int(body[range.upperBound...].prefix { $0.isNumber })
}

/// A page of a list with so many records; ids can be moved, as if records had come meanwhile.
private func page(_ body: String, of count: Int, counted: Int? = nil, shift: Int = 0) -> String {
    let offset = number("listoffset", in: body) ?? number("listOffset", in: body) ?? 0
    let limit = number("listlimit", in: body) ?? 20
    let ids = (offset..<max(offset, min(offset + limit, count))).map { $0 - shift }
    let records = ids.map { #"{"id":\#($0),"type":"estate","elements":{"id":"x"}}"# }
    return """
        {"status":{"code":200,"errorcode":0,"message":"OK"},"response":{"results":[{\
        "actionid":"a","data":{"meta":{"cntabsolute":\(counted ?? count)},\
        "records":[\(records.joined(separator: ","))]},\
        "status":{"errorcode":0,"message":"OK"}}]}}
        """
}

/// Keeps clients alive to the end of a test: one that is freed ends its walks.
private final class Clients: @unchecked Sendable {
    var all: [Client] = []
}

@Suite struct PagesTests {
    private let clients = Clients()
    private let estates = #"""
        {"actionid":"read","resourcetype":"estate",
         "parameters":{"listlimit":12345,"data":["Id"],"listoffset":"0","sortby":{"Id":"ASC"}}}
        """#

    private func makeClient(_ transport: ScriptedTransport) throws -> Client {
        let client = Client(credentials: try makeCredentials(), transport: transport)
        clients.all.append(client)
        return client
    }

    private func makePages(
        _ client: Client, _ action: String, pageSize: Int32 = 0, ahead: Int32 = 0
    ) throws -> Pages {
        try action.withBytes { (json) throws(Failure) in
            try client.pages(json, pageSize: pageSize, ahead: ahead)
        }
    }

    private func ids(_ pages: Pages) -> [Int] {
        var ids: [Int] = []
        while let response = pages.next() {
            #expect(response.status == .ok)
            let body = String(decoding: response.body, as: UTF8.self)
            for part in body.split(separator: "{\"id\":").dropFirst() {
                if let id = Int(part.prefix { $0.isNumber }) { ids.append(id) }
            }
        }
        return ids
    }

    @Test func allRecordsInOrder() throws {
        let transport = ScriptedTransport { _, body in .answer(page(body, of: 4321)) }
        let client = try makeClient(transport)
        let pages = try makePages(client, estates)
        #expect(ids(pages) == Array(0..<4321))
        #expect(pages.total == 4321)
        #expect(transport.sent.count == 9)
        #expect(transport.largestCrowd == 8)
        #expect(pages.next() == nil)
        let parameters = #"{"data":["Id"],"sortby":{"Id":"ASC"},"listlimit":500,"listoffset":0}"#
        #expect(transport.sent[0].body.contains(parameters))
        #expect(String(pages.trace).contains(#""pages":9,"records":4321,"sorted":true,"#))
    }

    @Test func memoryIsBoundedByAhead() throws {
        let transport = ScriptedTransport { _, body in .answer(page(body, of: 1000)) }
        let client = try makeClient(transport)
        let pages = try makePages(client, estates, pageSize: 10, ahead: 3)
        for handedOut in 1...20 {
            #expect(pages.next() != nil)
            // Driven as far as it goes, no more are asked for.
            for _ in 0..<10 { _ = client.poll(milliseconds: 1000) }
            #expect(transport.sent.count == handedOut + 3)
        }
    }

    @Test func aFailingPageEndsTheWalk() throws {
        let transport = ScriptedTransport { number, body in
            body.contains("\"listoffset\":1000")
                ? .answer(answer(1, code: 75)) : .answer(page(body, of: 5000))
        }
        let pages = try makePages(try makeClient(transport), estates)
        #expect(pages.next()?.status == .ok)
        #expect(pages.next()?.status == .ok)
        #expect(pages.next()?.status == .action)
        #expect(pages.next() == nil)
        #expect(pages.next() == nil)
    }

    @Test func recordsThatComeTwiceAreReported() throws {
        let transport = ScriptedTransport { _, body in
            .answer(page(body, of: 40, shift: body.contains("\"listoffset\":20") ? 3 : 0))
        }
        let unsorted = #"{"actionid":"read","resourcetype":"estate","parameters":{"data":["Id"]}}"#
        let pages = try makePages(try makeClient(transport), unsorted, pageSize: 20)
        #expect(ids(pages).count == 40)
        let trace = String(pages.trace)
        #expect(trace.contains(#""duplicates":3,"duplicate_ids":["17","18","19"]"#))
        #expect(trace.contains("no sortby"))
        #expect(trace.contains("3 records came more than once"))
    }

    /// Nothing tells such records apart, so none of them came twice.
    @Test(arguments: ["null", "\"\"", "{}", "[1]"])
    func recordsWithoutIdsAreNotTheSame(id: String) throws {
        let transport = ScriptedTransport { _, body in
            .answer(page(body, of: 3).replacing(/"id":\d/, with: "\"id\":\(id)"))
        }
        let pages = try makePages(try makeClient(transport), estates)
        #expect(pages.next()?.status == .ok)
        #expect(String(pages.trace).contains(#""duplicates":0,"duplicate_ids":[],"warnings":[]"#))
    }

    @Test func aServerThatHeedsNoOffset() throws {
        let transport = ScriptedTransport { _, body in
            .answer(
                page(#""listlimit":20,"listoffset":0"#, of: 40)
                    .replacing(#""cntabsolute":40"#, with: #""cntabsolute":null"#))
        }
        let pages = try makePages(try makeClient(transport), estates, pageSize: 20)
        for _ in 0..<5 { #expect(pages.next()?.status == .ok) }
        let end = try #require(pages.next())
        #expect(end.status == .protocol)
        #expect(end.message.contains("again and again"))
        #expect(pages.next() == nil)
    }

    @Test func aCountThatChanges() throws {
        let transport = ScriptedTransport { number, body in
            .answer(page(body, of: number == 0 ? 40 : 25))
        }
        let pages = try makePages(try makeClient(transport), estates, pageSize: 20)
        #expect(ids(pages) == Array(0..<25))
        #expect(String(pages.trace).contains("changed from 40 to 25"))
    }

    @Test func tasksHaveOnePage() throws {
        let tasks = #"{"actionid":"read","resourcetype":"task","parameters":[]}"#
        let full = ScriptedTransport { _, body in .answer(page(body, of: 500)) }
        let pages = try makePages(try makeClient(full), tasks)
        #expect(pages.next()?.status == .ok)
        let end = try #require(pages.next())
        #expect(end.status == .limit)
        #expect(end.message.contains("narrow the filter"))
        #expect(pages.next() == nil)
        #expect(!full.sent[0].body.contains("offset"))
        let small = ScriptedTransport { _, body in .answer(page(body, of: 499)) }
        #expect(ids(try makePages(try makeClient(small), tasks)).count == 499)
    }

    @Test func anEmptyListIsOnePage() throws {
        let transport = ScriptedTransport { _, body in .answer(page(body, of: 0)) }
        let pages = try makePages(try makeClient(transport), estates)
        #expect(pages.next()?.status == .ok)
        #expect(pages.next() == nil)
        #expect(pages.total == 0)
    }

    @Test func limitsGoByTheirUsualNamesToo() throws {
        for names in [("listlimit", "listoffset"), ("listlimit", "listOffset")] {
            let transport = ScriptedTransport { _, body in .answer(page(body, of: 4321)) }
            let action = #"""
                {"actionid":"read","resourcetype":"log",
                 "parameters":{"\#(names.0)":700,"\#(names.1)":20}}
                """#
            #expect(ids(try makePages(try makeClient(transport), action)) == Array(20..<720))
            let last = #""parameters":{"listlimit":200,"listOffset":520}"#
            #expect(transport.sent.last?.body.contains(last) == true)
        }
    }

    @Test func oneRecordIsOnePageAndUntouched() throws {
        let transport = ScriptedTransport { _, body in .answer(page(body, of: 1)) }
        let action = #"{"actionid":"read","resourcetype":"estate","resourceid":7}"#
        #expect(ids(try makePages(try makeClient(transport), action)).count == 1)
        #expect(!transport.sent[0].body.contains("listlimit"))
    }

    @Test func whatCannotBeWalked() throws {
        let client = try makeClient(ScriptedTransport())
        for action in [
            #"{"actionid":"do","resourcetype":"estate"}"#,
            #"{"actionid":"read","resourcetype":"estate","parameters":{"listlimit":-1}}"#,
            #"{"actionid":"read","resourcetype":"estate","parameters":{"listlimit":"many"}}"#,
            #"{"actionid":"read","resourcetype":"estate","parameters":{"listoffset":1.5}}"#,
            #"{"actionid":"read","#,
        ] {
            #expect(throws: Failure.self) { try makePages(client, action) }
        }
        #expect(throws: Failure.self) { try makePages(client, estates, ahead: -1) }
        #expect(throws: Failure.self) { try makePages(client, estates, pageSize: 501) }
    }

    /// Whoever is busy with a page for longer than timeout_ms finds those ahead all the same.
    @Test func aSlowReaderLosesNoPage() throws {
        let faults = Locked(0)
        let transport = ScriptedTransport { number, body in
            guard number > 0, faults.withLock({ $0 > 0 }) else {
                return .answer(page(body, of: 100))
            }
            faults.withLock { $0 -= 1 }
            return .fault(.timeout, .hopeless, mayHaveRun: true)
        }
        let client = try makeClient(transport)
        let pages = try makePages(client, estates, pageSize: 20, ahead: 2)
        #expect(pages.next()?.status == .ok)
        transport.advance(milliseconds: 200_000)
        faults.withLock { $0 = 2 }
        #expect(ids(pages) == Array(20..<100))
        #expect(transport.sent.count == 5 + 2)
        // Once, and not for one that waits all the time.
        for (pause, count) in [(200_000, 2), (0, 1)] as [(Int64, Int)] {
            faults.withLock { $0 = 0 }
            let pages = try makePages(client, estates, pageSize: 20, ahead: 1)
            #expect(pages.next()?.status == .ok)
            transport.advance(milliseconds: pause)
            faults.withLock { $0 = count }
            #expect(pages.next()?.status == .timeout)
            #expect(pages.next() == nil)
        }
    }

    @Test func cancelling() throws {
        let transport = ScriptedTransport { _, body in .answer(page(body, of: 5000)) }
        let client = try makeClient(transport)
        let pages = try makePages(client, estates)
        #expect(pages.next()?.status == .ok)
        pages.cancel()
        #expect(pages.next()?.status == .cancelled)
        #expect(pages.next() == nil)
        let over = try makePages(client, estates)
        _ = ids(over)
        over.cancel()
        #expect(over.next() == nil)
    }

    /// The credentials go with the client; what has come is still handed out.
    @Test func theClientMayGoFirst() throws {
        let transport = ScriptedTransport { _, body in .answer(page(body, of: 5000)) }
        var client: Client? = Client(
            credentials: try makeCredentials(), transport: transport)
        let pages = try makePages(try #require(client), estates)
        #expect(pages.next()?.status == .ok)
        client = nil
        var last: Status?
        while let response = pages.next() { last = response.status }
        #expect(last == .cancelled)
    }

    @Test func pollingTheClientMovesThemForward() throws {
        let transport = ScriptedTransport { _, body in .answer(page(body, of: 900)) }
        let client = try makeClient(transport)
        let pages = try makePages(client, estates)
        var rounds = 0
        while client.poll(milliseconds: 1000) > 0, rounds < 100 { rounds += 1 }
        #expect(client.next() == nil)
        #expect(transport.sent.count == 2)
        #expect(pages.poll(milliseconds: 0))
        #expect(ids(pages).count == 900)
    }
}
