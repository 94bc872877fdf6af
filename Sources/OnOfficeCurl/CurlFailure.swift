internal import CCurl
internal import OnOffice
internal import OnOfficePlatform

/// What a libcurl code means for the caller, and whether another attempt may fare better.
/// https://curl.se/libcurl/c/libcurl-errors.html
struct CurlFailure {
    let failure: Failure
    let outlook: Reply.Outlook

    /// Whether the connection is to blame, and not what came over it.
    var isOfConnection: Bool { failure.status == .transport }

    private init(
        _ status: Status, _ message: Message, _ outlook: Reply.Outlook = .hopeless
    ) {
        failure = Failure(status, message)
        self.outlook = outlook
    }

    // MARK: What the engine itself ends

    static let cancelled = CurlFailure(.cancelled, "the call was cancelled")

    static func deadline(_ settings: Settings, wasSent: Bool) -> CurlFailure {
        let milliseconds = settings.number(.timeout)
        return CurlFailure(
            .timeout,
            wasSent
                ? "no complete answer within timeout_ms, \(milliseconds)"
                : "the call took longer than timeout_ms, \(milliseconds)")
    }

    static func stall(_ settings: Settings) -> CurlFailure {
        CurlFailure(
            .timeout,
            """
            nothing moved on the connection for stall_timeout_ms, \
            \(settings.number(.stallTimeout))
            """, .hopeful)
    }

    static let memory = CurlFailure(.memory, "libcurl refuses an option or a handle")

    /// We kept libcurl from sending again.
    private static let lost = CurlFailure(
        .transport, "the connection was closed before an answer came", .hopeful)

    // MARK: What libcurl ends

    init(
        _ code: CURLcode, bodies: CurlBodies, settings: Settings, text: UnsafeRawBufferPointer,
        connectStatus: Int
    ) {
        if let stopped = Self.stopped(code, bodies, settings, text) {
            self = stopped
            return
        }
        var message = Message(Array(text))
        if text.isEmpty, let words = curl_easy_strerror(code) {
            message = Message(Array(cBytes(words)))
        }
        let kind = Kind(code, text, connectStatus: connectStatus, bodies)
        // Once the body is handed over, a connection that cannot be made is libcurl's second one: the
        // first was lost, and with it the answer.
        if bodies.wasHandedOver, kind.isOfConnecting {
            self = Self.lost
            return
        }
        message += Self.advice(kind.status, code, settings)
        self.init(kind.status, message, kind.outlook)
    }

    /// What our own limits ended, under whatever name libcurl tells it.
    private static func stopped(
        _ code: CURLcode, _ bodies: CurlBodies, _ settings: Settings,
        _ text: UnsafeRawBufferPointer
    ) -> CurlFailure? {
        let limit = settings.number(.responseLimit)
        switch bodies.stop {
        case .limit:
            return CurlFailure(
                .limit, "the answer is larger than response_limit, \(limit) bytes")
        case .memory:
            let failure = Failure.outOfMemory("the answer", bytes: bodies.answer.count)
            return CurlFailure(.memory, failure.message)
        case .headerLimit:
            return headersTooLarge
        case .siphon:
            guard let failure = bodies.siphon?.failure else { return nil }
            // A damaged answer may come whole another time; a full disk does not become empty.
            let outlook: Reply.Outlook = failure.status == .protocol ? .hopeful : .hopeless
            return CurlFailure(failure.status, failure.message, outlook)
        case nil:
            break
        }
        switch code {
        case CURLE_ABORTED_BY_CALLBACK, CURLE_SEND_FAIL_REWIND:
            return lost
        case CURLE_FILESIZE_EXCEEDED:
            return CurlFailure(
                .limit, "the answer is larger than response_limit, \(limit) bytes")
        case CURLE_OUT_OF_MEMORY where bodies.wasHandedOver:
            // libcurl's word for a line beyond 100 KB.
            return headersTooLarge
        case CURLE_RECV_ERROR where text.begins(with: "Too large response headers"):
            return headersTooLarge
        default:
            return nil
        }
    }

    private static let headersTooLarge = CurlFailure(
        .limit, "the headers of the answer are larger than \(CurlBodies.headerLimit) bytes")

    private static func advice(_ status: Status, _ code: CURLcode, _ settings: Settings) -> Message
    {
        switch status {
        case .timeout:
            return " (connect_timeout_ms is \(settings.number(.connectTimeout)))"
        case .tls where code == CURLE_PEER_FAILED_VERIFICATION:
            return " (ca_file names the authorities to trust)"
        case .tls where code == CURLE_SSL_CACERT_BADFILE:
            return " (ca_file or ca_path cannot be read)"
        default:
            return ""
        }
    }
}

/// The kinds of failure that libcurl's codes stand for.
private struct Kind {
    let status: Status
    let outlook: Reply.Outlook
    /// Whether it never came to sending.
    let isOfConnecting: Bool

    init(
        _ code: CURLcode, _ text: UnsafeRawBufferPointer, connectStatus: Int, _ bodies: CurlBodies
    ) {
        switch code {
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT,
            CURLE_PROXY:
            self.init(.connect, .hopeful, isOfConnecting: true)
        case CURLE_OPERATION_TIMEDOUT:
            // We set none of libcurl's own timeouts but the one for connecting.
            self.init(.timeout, .hopeful, isOfConnecting: true)
        case CURLE_SSL_CONNECT_ERROR:
            self.init(.tls, .doubtful, isOfConnecting: true)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED,
            CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_CLIENTCERT,
            CURLE_USE_SSL_FAILED:
            self.init(.tls, .hopeless, isOfConnecting: true)
        case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT:
            self.init(.memory, .hopeless)
        case CURLE_URL_MALFORMAT, CURLE_INTERFACE_FAILED:
            self.init(.argument, .hopeless, isOfConnecting: true)
        case CURLE_RECV_ERROR where connectStatus != 0 && connectStatus != 200:
            // The proxy refused to connect us.
            let outlook: Reply.Outlook = connectStatus >= 500 ? .hopeful : .hopeless
            self.init(.connect, outlook, isOfConnecting: true)
        case CURLE_RECV_ERROR where text.contains("chunked-encoding"):
            self.init(.protocol, .hopeful)
        case CURLE_WRITE_ERROR, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING,
            CURLE_UNSUPPORTED_PROTOCOL, CURLE_HTTP2:
            // The exchange's own stops are dealt with: what is left is a decoder's refusal.
            self.init(.protocol, .hopeful)
        case CURLE_SEND_ERROR where !bodies.wasHandedOver && bodies.sendingHasBegun:
            // It may be the server's way to say that the body is too large.
            self.init(.transport, .doubtful)
        default:
            self.init(.transport, .hopeful)
        }
    }

    private init(_ status: Status, _ outlook: Reply.Outlook, isOfConnecting: Bool = false) {
        self.status = status
        self.outlook = outlook
        self.isOfConnecting = isOfConnecting
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func contains(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard count >= length else { return false }
        return (0...(count &- length)).contains { start in
            self[start..<start &+ length].elementsEqual(word.bytes)
        }
    }
}
