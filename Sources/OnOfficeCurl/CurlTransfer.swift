internal import CCurl
internal import OnOffice
internal import OnOfficePlatform

/// One libcurl handle with the connection it keeps, for one request at a time.
///
/// The handle is driven through a multi handle of its own, as `curl_easy_perform` does inside: that
/// way another thread can end the wait at once.
final class CurlTransfer: @unchecked Sendable {
    private let easy: UnsafeMutableRawPointer
    private let multi: UnsafeMutableRawPointer
    private let options: CurlOptions
    private let process = ProcessID.current
    private let isCancelled = Locked(false)
    private var exchange: CurlExchange?

    init?() {
        guard CurlLibrary.isReady, let easy = curl_easy_init() else { return nil }
        guard let multi = curl_multi_init() else {
            curl_easy_cleanup(easy)
            return nil
        }
        guard let options = CurlOptions() else {
            curl_multi_cleanup(multi)
            curl_easy_cleanup(easy)
            return nil
        }
        self.easy = easy
        self.multi = multi
        self.options = options
    }

    deinit {
        // What a forked child inherits is the parent's: closing it here would end the TLS session
        // under the parent's hands.
        guard process == .current else { return }
        curl_easy_cleanup(easy)
        curl_multi_cleanup(multi)
    }

    /// Posts a body and waits for the answer.
    func post(
        _ body: Buffer, to endpoint: Endpoint, settings: Settings, isRepeatable: Bool
    ) -> Reply {
        let exchange = CurlExchange(
            body: body, limit: settings.responseLimit, isRepeatable: isRepeatable)
        guard
            options.apply(settings, endpoint, to: easy),
            options.apply(exchange, to: easy),
            curl_multi_add_handle(multi, easy) == CURLM_OK
        else {
            var reply = Reply()
            reply.failure = Failure(.memory, "libcurl refuses an option or a handle")
            return reply
        }
        let code = run()
        curl_multi_remove_handle(multi, easy)
        var reply = Reply()
        reply.attempt = attempt()
        reply.httpStatus = reply.attempt.httpStatus
        reply.wasHandedOver = exchange.wasHandedOver
        if code == CURLE_OK {
            reply.body = exchange.answer
        } else {
            reply.failure = CurlFailure.make(
                code, exchange: exchange, settings: settings, text: options.errorText,
                connectStatus: ccurl_get_long(easy, CURLINFO_HTTP_CONNECTCODE))
        }
        return reply
    }

    /// Ends the request that is under way, from any thread.
    func cancel() {
        isCancelled.withLock { $0 = true }
        curl_multi_wakeup(multi)
    }

    /// Makes the handle fit for the next request.
    func forgetCancel() {
        isCancelled.withLock { $0 = false }
    }

    private func run() -> CURLcode {
        var running: Int32 = 1
        while !isCancelled.withLock({ $0 }) {
            guard curl_multi_perform(multi, &running) == CURLM_OK else {
                return CURLE_OUT_OF_MEMORY
            }
            if running == 0 {
                let code = ccurl_multi_result(multi)
                return code == CURLE_AGAIN ? CURLE_OUT_OF_MEMORY : code
            }
            // libcurl wakes earlier for its own timers.
            guard curl_multi_poll(multi, nil, 0, 1000, nil) == CURLM_OK else {
                return CURLE_OUT_OF_MEMORY
            }
        }
        return CURLE_ABORTED_BY_CALLBACK
    }

    private func attempt() -> Trace.Attempt {
        var attempt = Trace.Attempt()
        attempt.httpStatus = Int32(
            truncatingIfNeeded: ccurl_get_long(easy, CURLINFO_RESPONSE_CODE))
        attempt.httpVersion =
            switch ccurl_get_long(easy, CURLINFO_HTTP_VERSION) {
            case Int(CURL_HTTP_VERSION_1_0): "1.0"
            case Int(CURL_HTTP_VERSION_1_1): "1.1"
            case Int(CURL_HTTP_VERSION_2_0): "2"
            default: ""
            }
        attempt.isReused =
            attempt.httpStatus != 0 && ccurl_get_long(easy, CURLINFO_NUM_CONNECTS) == 0
        attempt.bytesSent = ccurl_get_offset(easy, CURLINFO_SIZE_UPLOAD_T)
        attempt.bytesReceived = ccurl_get_offset(easy, CURLINFO_SIZE_DOWNLOAD_T)
        attempt.dns = ccurl_get_offset(easy, CURLINFO_NAMELOOKUP_TIME_T)
        attempt.connect = ccurl_get_offset(easy, CURLINFO_CONNECT_TIME_T)
        attempt.tls = ccurl_get_offset(easy, CURLINFO_APPCONNECT_TIME_T)
        attempt.firstByte = ccurl_get_offset(easy, CURLINFO_STARTTRANSFER_TIME_T)
        attempt.total = ccurl_get_offset(easy, CURLINFO_TOTAL_TIME_T)
        return attempt
    }
}
