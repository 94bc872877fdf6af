internal import OnOfficePlatform

/// A setting of a client. The numbers are those of `onoffice.h`, the names those of the constants.
public enum Option: UInt32, Sendable, CaseIterable {
    case url = 1
    case apiVersion
    case connectTimeout
    case timeout
    case responseLimit
    case proxy
    case caFile
    case tlsVerifyPeer
    case tlsVerifyHost
    case userAgent
    case extendedClaim
    case allowHTTP

    /// What values an option takes, and the text that tells a person so.
    enum Rule {
        case text(StaticString)
        case number(ClosedRange<Int64>, StaticString)
    }

    package var name: StaticString { row.name }
    var rule: Rule { row.rule }

    private var row: (name: StaticString, rule: Rule) {
        switch self {
        case .url:
            (
                "url",
                .text(
                    """
                    url: a text, https://HOST[:PORT]/PATH without user, query or fragment (http only \
                    to this machine, unless allow_http is 1)
                    """)
            )
        case .apiVersion:
            (
                "api_version",
                .text("api_version: a text, stable or latest (letters, digits, '.', '-' and '_')")
            )
        case .connectTimeout:
            (
                "connect_timeout_ms",
                .number(
                    1...86_400_000, "connect_timeout_ms: a number of milliseconds, 1 to 86400000")
            )
        case .timeout:
            (
                "timeout_ms",
                .number(1...86_400_000, "timeout_ms: a number of milliseconds, 1 to 86400000")
            )
        case .responseLimit:
            (
                "response_limit",
                .number(
                    1024...4_294_967_296,
                    "response_limit: a number of bytes, 1024 to 4294967296")
            )
        case .proxy:
            (
                "proxy",
                .text(
                    """
                    proxy: a text, [SCHEME://][USER:PASSWORD@]HOST[:PORT] with scheme http, https, \
                    socks4, socks4a, socks5 or socks5h; or none; or empty for the environment's
                    """)
            )
        case .caFile:
            ("ca_file", .text("ca_file: a text, the path of a file of certificates (PEM)"))
        case .tlsVerifyPeer:
            ("tls_verify_peer", .number(0...1, "tls_verify_peer: a number, 1 or 0"))
        case .tlsVerifyHost:
            ("tls_verify_host", .number(0...1, "tls_verify_host: a number, 1 or 0"))
        case .userAgent:
            (
                "user_agent",
                .text("user_agent: a text of at most 512 printable ASCII characters")
            )
        case .extendedClaim:
            (
                "extended_claim",
                .text(
                    """
                    extended_claim: a text of at most 4096 printable ASCII characters without \
                    blanks
                    """)
            )
        case .allowHTTP:
            ("allow_http", .number(0...1, "allow_http: a number, 1 or 0"))
        }
    }

    package var takesText: Bool {
        if case .text = rule { true } else { false }
    }

    package static func find(_ name: UnsafeRawBufferPointer) -> Option? {
        allCases.first { $0.name.bytes.elementsEqual(name) }
    }
}
