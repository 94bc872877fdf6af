import OnOfficePlatform
import Testing

@testable import OnOffice

@Suite struct SettingsTests {
    private func makeClient() throws -> Client {
        Client(credentials: try makeCredentials(), transport: ScriptedTransport())
    }

    private func set(_ client: Client, _ option: Option, _ value: String) -> Status {
        value.withBytes { client.set(option, to: $0) }
    }

    @Test func everyOptionHasANameAndARule() {
        for option in Option.allCases {
            let name = String(describing: option.name)
            #expect(String(describing: SettingError(option).rule).hasPrefix(name + ": a "))
            #expect(Option.find(option.name.bytes) == option)
        }
        #expect("nonsense".withBytes(Option.find) == nil)
    }

    @Test func defaults() throws {
        let client = try makeClient()
        #expect(String(cString: client.text(of: .url)) == "https://api.onoffice.de/api/")
        #expect(String(cString: client.text(of: .apiVersion)) == "stable")
        #expect(String(cString: client.text(of: .userAgent)) == "libonoffice/0.1.0")
        #expect(client.number(of: .connectTimeout) == 10_000)
        #expect(client.number(of: .timeout) == 120_000)
        #expect(client.number(of: .responseLimit) == 536_870_912)
        #expect(client.number(of: .tlsVerifyPeer) == 1)
        #expect(client.number(of: .allowHTTP) == 0)
        #expect(String(describing: client.message) == "")
    }

    @Test(arguments: [
        (Option.connectTimeout, Int64(1), Int64(86_400_000)), (.timeout, 1, 86_400_000),
        (.responseLimit, 1024, 4_294_967_296), (.tlsVerifyPeer, 0, 1), (.tlsVerifyHost, 0, 1),
        (.allowHTTP, 0, 1),
    ])
    func numbers(option: Option, low: Int64, high: Int64) throws {
        let client = try makeClient()
        for value in [low, high] {
            #expect(client.set(option, to: value) == .ok)
            #expect(client.number(of: option) == value)
        }
        for value in [low - 1, high + 1, .min, .max] {
            #expect(client.set(option, to: value) == .argument)
            #expect(String(describing: client.message).hasPrefix(String(describing: option.name)))
            #expect(client.number(of: option) == high)
        }
        #expect(set(client, option, "1") == .argument)
        #expect(client.text(of: option).pointee == 0)
    }

    @Test func wrongKindsAndUnknownOptions() throws {
        let client = try makeClient()
        #expect(client.set(.url, to: 1) == .argument)
        #expect(client.set(nil, to: 1) == .argument)
        #expect(String(describing: client.message).contains("no such option"))
        #expect(client.set(.url, to: nil) == .argument)
        #expect(client.number(of: .url) == nil)
        #expect(client.number(of: nil) == nil)
        #expect(client.text(of: nil).pointee == 0)
    }

    @Test(arguments: [
        ("https://api.onoffice.de/api/", "https://api.onoffice.de/api/stable/api.php"),
        ("https://api.onoffice.de/api", "https://api.onoffice.de/api/stable/api.php"),
        ("https://host", "https://host/stable/api.php"),
        ("https://host:8443/x/y.php", "https://host:8443/x/y.php"),
        ("https://host.php", "https://host.php/stable/api.php"),
        ("http://127.0.0.1:80/", "http://127.0.0.1:80/stable/api.php"),
        ("http://127.255.0.9/", "http://127.255.0.9/stable/api.php"),
        ("http://[::1]:8080/api/", "http://[::1]:8080/api/stable/api.php"),
        ("http://localhost", "http://localhost/stable/api.php"),
        ("HTTP://LocalHost", "HTTP://LocalHost/stable/api.php"),
        ("Https://host", "Https://host/stable/api.php"),
    ])
    func addresses(url: String, address: String) throws {
        let transport = ScriptedTransport()
        let client = Client(credentials: try makeCredentials(), transport: transport)
        #expect(set(client, .url, url) == .ok)
        let request = try makeRequest(#"{"actionid":"read","resourcetype":"estate"}"#)
        _ = client.send(request)
        #expect(transport.addresses == [address])
    }

    @Test(arguments: [
        "", "host", "ftp://host/", "https://", "https:///x", "https://:1/",
        "https://host:0/", "https://host:65536/", "https://host:x/", "https://host:123456/",
        "https://user@host/", "https://user:password@host/", "https://host/?q", "https://host/#f",
        "https://ho st/", "https://host/ü", "https://host/\n", "https://[::1", "https://[]/",
        "https://host\\evil", "https://[::1]x/", "https://host/{x}",
    ])
    func refusedAddresses(url: String) throws {
        let client = try makeClient()
        #expect(set(client, .url, url) == .argument)
        #expect(String(cString: client.text(of: .url)) == "https://api.onoffice.de/api/")
    }

    @Test(arguments: [
        "http://api.onoffice.de/", "http://127.0.0.1.example.com/", "http://localhost.example.com/",
        "http://128.0.0.1/", "http://127.0.0.256/", "http://127.0.1/", "http://[::2]/",
        "http://mylocalhost/",
    ])
    func httpToOtherMachines(url: String) throws {
        let client = try makeClient()
        #expect(set(client, .url, url) == .ok)
        let request = try makeRequest(#"{"actionid":"create","resourcetype":"estate"}"#)
        let refused = client.send(request)
        #expect(refused.verdict.status == .argument)
        #expect(String(refused.verdict.message).contains("allow_http"))
        #expect(!refused.verdict.isUncertain)
        #expect(client.set(.allowHTTP, to: 1) == .ok)
        #expect(client.send(request).verdict.status == .connect)
    }

    @Test func apiVersions() throws {
        let client = try makeClient()
        #expect(set(client, .apiVersion, "latest") == .ok)
        for version in ["", "..", "a/b", "v 1", "ä", String(repeating: "v", count: 65)] {
            #expect(set(client, .apiVersion, version) == .argument)
        }
        #expect(String(cString: client.text(of: .apiVersion)) == "latest")
    }

    @Test(arguments: [
        ("http://proxy:3128", "http://proxy:3128"),
        ("http://me:pass@proxy:3128", "http://***@proxy:3128"),
        ("me:p@ss@proxy", "***@proxy"),
        ("socks5h://me:pass@[::1]:1080", "socks5h://***@[::1]:1080"),
        ("none", "none"), ("", ""),
    ])
    func proxies(address: String, shown: String) throws {
        let client = try makeClient()
        #expect(set(client, .proxy, address) == .ok)
        #expect(String(cString: client.text(of: .proxy)) == shown)
    }

    @Test(arguments: ["ftp://proxy", "http://", "pro xy", "proxy\n"])
    func refusedProxies(address: String) throws {
        #expect(set(try makeClient(), .proxy, address) == .argument)
    }

    @Test func otherTexts() throws {
        let client = try makeClient()
        #expect(set(client, .caFile, "/tmp/ä.pem") == .ok)
        #expect(String(cString: client.text(of: .caFile)) == "/tmp/ä.pem")
        #expect([UInt8(0xFF)].withUnsafeBytes { client.set(.caFile, to: $0) } == .argument)
        #expect(set(client, .userAgent, "agent/1 (x)") == .ok)
        #expect(set(client, .userAgent, "a\r\nHeader: x") == .argument)
        #expect(set(client, .userAgent, String(repeating: "a", count: 513)) == .argument)
        #expect(set(client, .extendedClaim, "c l a i m") == .argument)
        #expect(set(client, .extendedClaim, "claim") == .ok)
        #expect(String(cString: client.text(of: .extendedClaim)) == "***")
        #expect(set(client, .extendedClaim, "") == .ok)
        #expect(String(cString: client.text(of: .extendedClaim)) == "")
    }

    /// What was lent out stays valid, however often the option changes, and is not kept twice.
    @Test func lentTextsStay() throws {
        let client = try makeClient()
        #expect(set(client, .userAgent, "one") == .ok)
        let one = client.text(of: .userAgent)
        for number in 0..<1_000 {
            #expect(set(client, .userAgent, number % 2 == 0 ? "two" : "one") == .ok)
            _ = client.text(of: .userAgent)
        }
        #expect(String(cString: one) == "one")
        #expect(client.text(of: .userAgent) == one)
    }

    @Test func unusableCredentialsRefuseToSend() throws {
        let client = Client(credentials: nil, transport: ScriptedTransport())
        #expect(String(describing: client.message).contains("token and secret"))
        let request = try makeRequest(#"{"actionid":"read","resourcetype":"estate"}"#)
        let response = client.send(request)
        #expect(response.verdict.status == .argument)
        #expect(response.verdict.results.map(\.status) == [.argument])
    }

    @Test func headers() throws {
        let client = try makeClient()
        #expect(set(client, .header, "X-One: 1") == .ok)
        #expect(set(client, .header, "Accept:") == .ok)
        #expect(String(cString: client.text(of: .header)) == "X-One: ***\nAccept:")
        #expect(set(client, .header, "") == .ok)
        #expect(String(cString: client.text(of: .header)) == "")
    }

    @Test(arguments: [
        "X", ": x", "X One: 1", "X-One: 1\r\nX-Two: 2", "X-Ü: 1", "Host: other", "expect: x",
        "Content-Length: 1", "Transfer-Encoding: chunked",
    ])
    func refusedHeaders(line: String) throws {
        #expect(set(try makeClient(), .header, line) == .argument)
    }

    @Test(arguments: [
        (Option.tlsMin, "1.1"), (.httpVersion, "3"), (.acceptEncoding, "lzma"),
        (.acceptEncoding, "gzip,,br"), (.resolve, "host:443"), (.resolve, "host:0:1.2.3.4"),
        (.resolve, ":443:1.2.3.4"), (.interface, "eth0\n"), (.clientKeyPassword, "pass\nword"),
    ])
    func refusedTexts(option: Option, value: String) throws {
        let client = try makeClient()
        let before = String(cString: client.text(of: option))
        #expect(set(client, option, value) == .argument)
        #expect(String(cString: client.text(of: option)) == before)
    }

    @Test(arguments: [
        (Option.tlsMin, "1.3"), (.httpVersion, "2"), (.acceptEncoding, "deflate, gzip, br, zstd"),
        (.acceptEncoding, ""), (.resolve, "host:443:[::1]"), (.interface, "eth0"),
        (.noProxy, "*"), (.caPath, "/etc/ssl/certs"), (.clientCert, "/tmp/c.pem"),
    ])
    func acceptedTexts(option: Option, value: String) throws {
        let client = try makeClient()
        #expect(set(client, option, value) == .ok)
        #expect(String(cString: client.text(of: option)) == value)
    }

    @Test func ipVersionsAreFourAndSix() throws {
        let client = try makeClient()
        for (value, status) in [(Int64(4), Status.ok), (6, .ok), (0, .ok), (5, .argument)] {
            #expect(client.set(.ipVersion, to: value) == status)
        }
    }

    /// Which settings divide clients into those with the same connections.
    @Test func connectionsAreSharedUnlessTheTransportDiffers() throws {
        var one = Settings()
        var other = Settings()
        try "agent".withBytes { try one.set(.userAgent, to: $0) }
        try one.set(.timeout, to: 1)
        #expect(one.sharesConnections(with: other))
        try "http://proxy:1".withBytes { try one.set(.proxy, to: $0) }
        #expect(!one.sharesConnections(with: other))
        try "http://proxy:1".withBytes { try other.set(.proxy, to: $0) }
        #expect(one.sharesConnections(with: other))
        try other.set(.maxConnections, to: 9)
        #expect(!one.sharesConnections(with: other))
    }
}
