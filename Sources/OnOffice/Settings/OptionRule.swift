internal import OnOfficePlatform

/// What an option is called, what it takes, and the sentence that tells a person so.
struct OptionRule {
    enum Value {
        case text(TextForm)
        case number(ClosedRange<Int64>, default: Int64)
    }

    let name: StaticString
    let value: Value
    let sentence: StaticString

    private init(_ name: StaticString, _ value: Value, _ sentence: StaticString) {
        self.name = name
        self.value = value
        self.sentence = sentence
    }

    private static func text(
        _ name: StaticString, _ form: TextForm, _ sentence: StaticString
    ) -> OptionRule {
        OptionRule(name, .text(form), sentence)
    }

    private static func number(
        _ name: StaticString, _ range: ClosedRange<Int64>, default: Int64, _ sentence: StaticString
    ) -> OptionRule {
        OptionRule(name, .number(range, default: `default`), sentence)
    }

    private static func flag(
        _ name: StaticString, default: Int64, _ sentence: StaticString
    ) -> OptionRule {
        OptionRule(name, .number(0...1, default: `default`), sentence)
    }

    /// One day, the longest time that is taken.
    private static let day: Int64 = 86_400_000
    private static let largest: Int64 = 4_294_967_296

    init(_ option: Option) {
        self =
            switch option {
            case .url, .apiVersion, .userAgent, .extendedClaim, .allowHTTP, .header,
                .acceptEncoding:
                Self.ofRequest(option)
            case .connectTimeout, .timeout, .stallTimeout, .idleTimeout, .responseLimit,
                .depthLimit, .retries, .retryWrites, .maxConnections, .maxActionsPerRequest,
                .cacheTTL, .cacheBytes, .clockCorrection:
                Self.ofCall(option)
            default:
                Self.ofConnection(option)
            }
    }

    /// What is sent, and where to.
    private static func ofRequest(_ option: Option) -> OptionRule {
        switch option {
        case .apiVersion:
            text(
                "api_version", .version,
                "api_version: a text, stable or latest (letters, digits, '.', '-' and '_')")
        case .userAgent:
            text(
                "user_agent", .printable(512),
                "user_agent: a text of at most 512 printable ASCII characters")
        case .extendedClaim:
            text(
                "extended_claim", .claim,
                """
                extended_claim: a text of at most 4096 printable ASCII characters without blanks
                """)
        case .allowHTTP:
            flag("allow_http", default: 0, "allow_http: a number, 1 or 0")
        case .header:
            text(
                "header", .header,
                """
                header: a text, NAME: VALUE in printable ASCII, not Host, Content-Length, \
                Transfer-Encoding or Expect; or empty for none
                """)
        case .acceptEncoding:
            text(
                "accept_encoding", .encodings,
                """
                accept_encoding: a text, gzip, deflate, br or zstd, or several of them with commas \
                between; or empty for none
                """)
        default:
            text(
                "url", .url,
                """
                url: a text, https://HOST[:PORT]/PATH without user, query or fragment (http only \
                to this machine, unless allow_http is 1)
                """)
        }
    }

    /// How long, how much and how often.
    private static func ofCall(_ option: Option) -> OptionRule {
        switch option {
        case .connectTimeout:
            number(
                "connect_timeout_ms", 1...day, default: 10_000,
                "connect_timeout_ms: a number of milliseconds, 1 to 86400000")
        case .stallTimeout:
            number(
                "stall_timeout_ms", 1...day, default: 30_000,
                "stall_timeout_ms: a number of milliseconds, 1 to 86400000")
        case .idleTimeout:
            number(
                "idle_timeout_ms", 1000...day, default: 60_000,
                "idle_timeout_ms: a number of milliseconds, 1000 to 86400000")
        case .responseLimit:
            number(
                "response_limit", 1024...largest, default: 512 << 20,
                "response_limit: a number of bytes, 1024 to 4294967296")
        case .depthLimit:
            number("depth_limit", 8...4096, default: 512, "depth_limit: a number, 8 to 4096")
        case .retries:
            number("retries", 0...10, default: 2, "retries: a number, 0 to 10")
        case .retryWrites:
            flag("retry_writes", default: 0, "retry_writes: a number, 1 or 0")
        case .maxConnections:
            number("max_connections", 1...64, default: 8, "max_connections: a number, 1 to 64")
        case .maxActionsPerRequest:
            number(
                "max_actions_per_request", 1...100_000, default: 100,
                "max_actions_per_request: a number, 1 to 100000")
        case .cacheTTL:
            number(
                "cache_ttl_ms", 0...day, default: 0,
                "cache_ttl_ms: a number of milliseconds, 0 to 86400000")
        case .cacheBytes:
            number(
                "cache_bytes", 0...largest, default: 16 << 20,
                "cache_bytes: a number of bytes, 0 to 4294967296")
        case .clockCorrection:
            flag("clock_correction", default: 1, "clock_correction: a number, 1 or 0")
        default:
            number(
                "timeout_ms", 1...day, default: 120_000,
                "timeout_ms: a number of milliseconds, 1 to 86400000")
        }
    }

    /// What a connection is made of.
    private static func ofConnection(_ option: Option) -> OptionRule {
        switch option {
        case .noProxy:
            text(
                "no_proxy", .printable(4096),
                "no_proxy: a text, hosts with commas between, or *; or empty for the environment's")
        case .caFile:
            text("ca_file", .path, "ca_file: a text, the path of a file of certificates (PEM)")
        case .caPath:
            text(
                "ca_path", .path,
                "ca_path: a text, the path of a directory of hashed certificates (openssl rehash)")
        case .clientCert:
            text(
                "client_cert", .path,
                "client_cert: a text, the path of a file with a certificate (PEM)")
        case .clientKey:
            text(
                "client_key", .path,
                "client_key: a text, the path of a file with a private key (PEM)")
        case .clientKeyPassword:
            text(
                "client_key_password", .password,
                "client_key_password: a text of at most 1024 bytes")
        case .tlsVerifyPeer:
            flag("tls_verify_peer", default: 1, "tls_verify_peer: a number, 1 or 0")
        case .tlsVerifyHost:
            flag("tls_verify_host", default: 1, "tls_verify_host: a number, 1 or 0")
        case .tlsMin:
            text("tls_min", .oneOf("1.2", "1.3"), "tls_min: a text, 1.2 or 1.3")
        case .httpVersion:
            text("http_version", .oneOf("1.1", "2"), "http_version: a text, 1.1 or 2")
        case .resolve:
            text(
                "resolve", .address,
                "resolve: a text, HOST:PORT:ADDRESS in printable ASCII; or empty for none")
        case .interface:
            text(
                "interface", .printable(256),
                "interface: a text, the name or address of a network interface")
        case .ipVersion:
            number("ip_version", 0...6, default: 0, "ip_version: a number, 4, 6 or 0 for both")
        case .tcpKeepalive:
            flag("tcp_keepalive", default: 1, "tcp_keepalive: a number, 1 or 0")
        default:
            text(
                "proxy", .proxy,
                """
                proxy: a text, [SCHEME://][USER:PASSWORD@]HOST[:PORT] with scheme http, https, \
                socks4, socks4a, socks5 or socks5h; or none; or empty for the environment's
                """)
        }
    }
}

extension Option {
    var rule: OptionRule { OptionRule(self) }
}
