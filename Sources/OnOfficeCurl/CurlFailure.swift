internal import CCurl
internal import OnOffice
internal import OnOfficePlatform

/// What a libcurl code means for the caller.
/// https://curl.se/libcurl/c/libcurl-errors.html
enum CurlFailure {
    static func make(
        _ code: CURLcode, exchange: CurlExchange, settings: Settings, text: UnsafeRawBufferPointer,
        connectStatus: Int
    ) -> Failure {
        switch exchange.stop {
        case .limit: return limit(settings)
        case .memory: return .outOfMemory("the answer", bytes: exchange.answer.count)
        case nil: break
        }
        if code == CURLE_FILESIZE_EXCEEDED { return limit(settings) }
        if code == CURLE_OUT_OF_MEMORY, exchange.wasHandedOver {
            // libcurl's word for a line beyond 100 KB.
            return Failure(.protocol, "a header of the answer is too long")
        }
        if code == CURLE_ABORTED_BY_CALLBACK {
            return Failure(.cancelled, "onoffice_client_cancel ended the call")
        }
        var message = Message(Array(text))
        if text.isEmpty, let words = curl_easy_strerror(code) {
            message = Message(Array(cBytes(words)))
        }
        let status = status(of: code, connectStatus: connectStatus)
        message += advice(status, code, settings)
        return Failure(status, message)
    }

    private static func limit(_ settings: Settings) -> Failure {
        Failure(
            .limit,
            "the answer is larger than response_limit, \(settings.responseLimit) bytes")
    }

    private static func status(of code: CURLcode, connectStatus: Int) -> Status {
        switch code {
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT,
            CURLE_PROXY:
            .connect
        case CURLE_OPERATION_TIMEDOUT:
            .timeout
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_NOTFOUND,
            CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_CRL_BADFILE,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
            CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED:
            .tls
        case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT:
            .memory
        // The exchange's own stops are dealt with: what is left is a decoder's refusal.
        case CURLE_WRITE_ERROR, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING,
            CURLE_UNSUPPORTED_PROTOCOL,
            CURLE_HTTP2,
            CURLE_HTTP2_STREAM:
            .protocol
        case CURLE_URL_MALFORMAT:
            .argument
        case CURLE_RECV_ERROR where connectStatus != 0 && connectStatus != 200:
            // The proxy refused to connect us.
            .connect
        default:
            .transport
        }
    }

    private static func advice(_ status: Status, _ code: CURLcode, _ settings: Settings) -> Message
    {
        switch status {
        case .timeout:
            return """
                 (connect_timeout_ms is \(settings.connectTimeout), timeout_ms \(settings.timeout))
                """
        case .tls where code == CURLE_PEER_FAILED_VERIFICATION:
            return " (ca_file names the authorities to trust)"
        case .tls where code == CURLE_SSL_CACERT_BADFILE:
            return " (ca_file cannot be read)"
        case .transport where code == CURLE_SEND_FAIL_REWIND:
            return """
                 (the connection closed before an answer came; the request is not sent again, since \
                it may have been executed)
                """
        default:
            return ""
        }
    }
}
