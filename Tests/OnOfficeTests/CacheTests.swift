import OnOfficePlatform
import Testing

@testable import OnOffice

@Suite struct CacheTests {
    private static let hosts = Locked(0)
    private let url: String

    init() {
        let number = Self.hosts.withLock { number in
            number += 1
            return number
        }
        url = "https://cache\(number)/"
    }

    private func makeClient(
        _ transport: ScriptedTransport, token: String = "token", ttl: Int64 = 1_000,
        claim: String = ""
    ) throws -> Client {
        let client = Client(
            credentials: try makeCredentials(token), transport: transport)
        #expect(url.withBytes { client.set(.url, to: $0) } == .ok)
        #expect(client.set(.cacheTTL, to: ttl) == .ok)
        #expect(claim.withBytes { client.set(.extendedClaim, to: $0) } == .ok)
        return client
    }

    private static func cacheable(_ number: Int, _ body: String) -> ScriptedTransport.Line {
        .answer(answer(actionCount(body), cacheable: true, first: number * 10))
    }

    private let read = #"{"actionid":"read","resourcetype":"estate"}"#

    @Test func cacheableResultsServeAgain() throws {
        let transport = ScriptedTransport(Self.cacheable)
        let first = try makeClient(transport).send(try makeRequest(read))
        // Another client of the same user.
        let second = try makeClient(transport).send(try makeRequest(read))
        #expect(transport.sent.count == 1)
        #expect(second.status == .ok)
        #expect(second.results[0].json == first.results[0].json)
        #expect(String(second.traceText).hasPrefix(#"{"requests":0,"cached":[0],"#))
    }

    @Test func resultsGrowOld() throws {
        let transport = ScriptedTransport(Self.cacheable)
        let client = try makeClient(transport)
        _ = client.send(try makeRequest(read))
        transport.advance(milliseconds: 999)
        _ = client.send(try makeRequest(read))
        #expect(transport.sent.count == 1)
        transport.advance(milliseconds: 1)
        _ = client.send(try makeRequest(read))
        #expect(transport.sent.count == 2)
    }

    @Test func othersSeeNothing() throws {
        let transport = ScriptedTransport(Self.cacheable)
        _ = try makeClient(transport).send(try makeRequest(read))
        _ = try makeClient(transport, token: "other").send(try makeRequest(read))
        _ = try makeClient(transport, claim: "claim").send(try makeRequest(read))
        _ = try makeClient(transport, ttl: 0).send(try makeRequest(read))
        #expect(transport.sent.count == 4)
    }

    @Test(arguments: [
        // What the API says, and the verb.
        (false, 0, "read"), (true, 97, "read"), (true, 0, "create"), (true, 0, "do"),
    ])
    func whatIsNotKept(isCacheable: Bool, code: Int, verb: String) throws {
        let transport = ScriptedTransport { _, _ in
            .answer(answer(1, code: code, cacheable: isCacheable))
        }
        let client = try makeClient(transport)
        let request = #"{"actionid":"\#(verb)","resourcetype":"estate"}"#
        for _ in 0..<2 { _ = client.send(try makeRequest(request)) }
        #expect(transport.sent.count == 2)
    }

    @Test func onlyWhatIsMissingIsSent() throws {
        let transport = ScriptedTransport(Self.cacheable)
        let client = try makeClient(transport)
        let other = #"{"actionid":"get","resourcetype":"fields"}"#
        _ = client.send(try makeRequest(read))
        let mixed = client.send(try makeRequest(other, read, other))
        #expect(transport.sent.map { actionCount($0.body) } == [1, 1])
        #expect(mixed.status == .ok)
        #expect(mixed.results[0].json.contains("\"number\":10}"))
        #expect(mixed.results[1].json.contains("\"number\":0}"))
        #expect(mixed.results[2].json.contains("\"number\":10}"))
        #expect(String(mixed.traceText).hasPrefix(#"{"requests":1,"cached":[1],"merged":[2],"#))
    }

    /// What is read beside a write is neither what was kept, nor to be kept.
    @Test func requestsWithWritesPassTheCacheBy() throws {
        let transport = ScriptedTransport(Self.cacheable)
        let client = try makeClient(transport)
        let write = #"{"actionid":"modify","resourcetype":"estate","resourceid":1}"#
        let other = #"{"actionid":"get","resourcetype":"fields"}"#
        _ = client.send(try makeRequest(read))
        let mixed = client.send(try makeRequest(write, read, other))
        #expect(transport.sent.map { actionCount($0.body) } == [1, 3])
        #expect(String(mixed.traceText).contains(#""cached":[],"#))
        _ = client.send(try makeRequest(other))
        #expect(transport.sent.count == 3)
    }

    @Test func clearing() throws {
        let transport = ScriptedTransport(Self.cacheable)
        let (mine, theirs) = (
            try makeClient(transport), try makeClient(transport, token: "other")
        )
        _ = mine.send(try makeRequest(read))
        _ = theirs.send(try makeRequest(read))
        mine.clearCache()
        _ = theirs.send(try makeRequest(read))
        #expect(transport.sent.count == 2)
        _ = mine.send(try makeRequest(read))
        #expect(transport.sent.count == 3)
    }

    @Test func leastRecentlyUsedGoesFirst() throws {
        let cache = ReadCache()
        let owner = try #require(CacheKey.of(try makeCredentials()))
        let keys = try (0..<3).map { number in
            try "\(number)".withBytes { bytes in
                try #require(CacheKey([bytes], secret: try makeCredentials().secret))
            }
        }
        let result = String(repeating: "x", count: 1_000)
        for (now, key) in keys.enumerated() {
            result.withBytes {
                cache.store($0, for: key, of: owner, now: Int64(now), limit: 2_500)
            }
            // The first one is used time and again.
            #expect(cache.find(keys[0], now: 10, ttl: 100) != nil)
        }
        #expect(cache.find(keys[1], now: 10, ttl: 100) == nil)
        #expect(cache.find(keys[2], now: 10, ttl: 100) != nil)
        result.withBytes { cache.store($0, for: keys[1], of: owner, now: 0, limit: 1_000) }
        #expect(cache.find(keys[1], now: 10, ttl: 100) == nil)
    }
}
