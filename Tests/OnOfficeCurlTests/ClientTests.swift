import OnOffice
import OnOfficeCurl
import OnOfficePlatform
import Testing

private let good =
    #"{"status":{"code":200,"errorcode":0,"message":"OK"},"response":{"results":["#
    + #"{"actionid":"x","data":{"records":[]},"status":{"errorcode":0,"message":"OK"}}]}}"#

@Suite struct ClientTests {
    private func makeClient(_ server: LoopbackServer) throws -> Client {
        let client = try Client(token: "token", secret: "secret")
        try client.set(.url, to: server.url)
        try client.set(.timeout, to: 10_000)
        return client
    }

    private func makeRequest(_ verb: String = "read") throws -> Request {
        let request = Request()
        try request.add(#"{"actionid":"\#(verb)","resourcetype":"estate"}"#)
        return request
    }

    /// Sends one request to a server that behaves like that.
    private func send(
        _ verb: String = "read", set: (Client) throws -> Void = { _ in },
        _ behaviour: @escaping LoopbackServer.Behaviour
    ) throws -> Response {
        let server = LoopbackServer(behaviour)
        defer { server.stop() }
        let client = try makeClient(server)
        try set(client)
        return client.send(try makeRequest(verb))
    }

    @Test func keepsItsConnection() throws {
        let server = LoopbackServer { connection in
            while connection.readRequest() != nil { connection.answer(good) }
        }
        defer { server.stop() }
        let client = try makeClient(server)
        for _ in 0..<20 {
            let response = client.send(try makeRequest())
            #expect(response.status == .ok)
            #expect(response.results[0].json.contains(#""records":[]"#))
        }
        #expect(server.connections == 1)
    }

    @Test func sendsWhatTheAPIExpects() throws {
        let response = try send { connection in
            guard let request = connection.readRequest() else { return }
            let lines = request.split(separator: "\r\n")
            let isRight =
                lines[0] == "POST /stable/api.php HTTP/1.1"
                && lines.contains("Content-Type: application/json")
                && lines.contains("User-Agent: libonoffice/0.1.0")
                && lines.contains("Accept-Encoding: gzip")
                && !request.contains("Expect")
                && lines.last?.hasPrefix(#"{"token":"token","request":{"actions":[{"#) == true
            connection.answer(isRight ? good : "{}")
        }
        #expect(response.status == .ok)
    }

    /// A kept connection that dies after the whole write was handed over: libcurl would send it again
    /// by itself.
    @Test(arguments: [("create", 1), ("do", 1), ("read", 2)])
    func aDeadConnectionExecutesNoWriteTwice(verb: String, received: Int) throws {
        let requests = Counter()
        let server = LoopbackServer { connection in
            while connection.readRequest() != nil {
                if requests.next() == 2 { return }
                connection.answer(good)
            }
        }
        defer { server.stop() }
        let client = try makeClient(server)
        #expect(client.send(try makeRequest()).status == .ok)
        let response = client.send(try makeRequest(verb))
        #expect(requests.count == 1 + received)
        #expect(response.isUncertain == (received == 1))
        #expect(response.status == (received == 1 ? .transport : .ok))
        #expect(client.send(try makeRequest(verb)).status == .ok)
    }

    @Test func refusedConnections() throws {
        let server = LoopbackServer { _ in }
        let client = try makeClient(server)
        server.stop()
        try client.set(.url, to: "http://127.0.0.1:1/")
        let response = client.send(try makeRequest("create"))
        #expect(response.status == .connect)
        #expect(!response.isUncertain)
        #expect(response.results.map(\.status) == [.connect])
    }

    @Test func timeoutsCoverTheBody() throws {
        let response = try send("create", set: { try $0.set(.timeout, to: 200) }) { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
            connection.waitForClose()
        }
        #expect(response.status == .timeout)
        #expect(response.message.contains("timeout_ms, 200"))
        #expect(response.isUncertain)
    }

    @Test(arguments: [true, false])
    func answersHaveALimit(isAnnounced: Bool) throws {
        let response = try send(set: { try $0.set(.responseLimit, to: 1024) }) { connection in
            guard connection.readRequest() != nil else { return }
            let length = isAnnounced ? "Content-Length: 100000\r\n" : "Connection: close\r\n"
            let body = String(repeating: " ", count: 100_000)
            connection.write("HTTP/1.1 200 OK\r\n\(length)\r\n\(body)")
        }
        #expect(response.status == .limit)
        #expect(response.message.contains("response_limit, 1024 bytes"))
    }

    @Test func redirectsAreNotFollowed() throws {
        let other = LoopbackServer { $0.answer(good) }
        defer { other.stop() }
        let target = other.url
        let response = try send { connection in
            guard connection.readRequest() != nil else { return }
            connection.write(
                "HTTP/1.1 307 Go\r\nLocation: \(target)\r\nContent-Length: 0\r\n\r\n")
        }
        #expect(response.status == .http)
        #expect(other.connections == 0)
    }

    @Test func errorPages() throws {
        let response = try send("create") { connection in
            guard connection.readRequest() != nil else { return }
            connection.answer("<html>Bad gateway</html>", status: "502 Bad Gateway")
        }
        #expect(response.status == .http)
        #expect(response.message.hasPrefix("HTTP 502"))
        #expect(response.isUncertain)
    }

    /// An error of the API comes through whatever the HTTP status is.
    @Test func theBodyDecides() throws {
        let response = try send { connection in
            guard connection.readRequest() != nil else { return }
            connection.answer(
                #"{"status":{"code":400,"errorcode":22,"message":"No"},"response":{"results":[]}}"#,
                status: "500 Internal Server Error")
        }
        #expect(response.status == .api)
        #expect(response.code == 22)
        #expect(response.message.hasPrefix("No (check the credentials: "))
    }

    @Test func endlessHeaderLines() throws {
        let response = try send { connection in
            guard connection.readRequest() != nil else { return }
            let line = "X: " + String(repeating: "a", count: 1_000_000)
            connection.write("HTTP/1.1 200 OK\r\n\(line)\r\n\r\n")
        }
        #expect(response.status == .limit)
        #expect(
            response.message == "the headers of the answer are larger than 262144 bytes")
    }

    @Test func cutAnswers() throws {
        let response = try send { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n\(good.dropLast(3))")
        }
        #expect(response.status == .protocol)
        #expect(response.message.contains("ends early"))
    }

    @Test func refusals() throws {
        #expect(throws: Failure.self) { try Client(token: "", secret: "secret") }
        let client = try Client(token: "token", secret: "secret")
        #expect(throws: Failure.self) { try client.set(.timeout, to: 0) }
        #expect(throws: Failure.self) { try client.set(.url, to: "ftp://host/") }
        #expect(throws: Failure.self) { try Request().add("{}") }
        #expect(client.send(Request()).status == .argument)
    }
}

/// Counts across threads.
private final class Counter: Sendable {
    private let value = Locked(0)

    var count: Int { value.withLock { $0 } }

    func next() -> Int {
        value.withLock { value in
            value += 1
            return value
        }
    }
}
