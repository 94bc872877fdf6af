internal import CCurl
internal import OnOffice
internal import OnOfficePlatform

/// Settings, as libcurl's options. What is the same for all requests of a handle is set once.
final class CurlOptions {
    private let headers: UnsafeMutablePointer<curl_slist>
    private let errorBuffer: UnsafeMutablePointer<CChar>
    private var appliedRevision: UInt64?

    /// nil for want of memory.
    init?() {
        guard let headers = Self.makeHeaders() else { return nil }
        self.headers = headers
        errorBuffer = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorBuffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_slist_free_all(headers)
        errorBuffer.deallocate()
    }

    /// libcurl's own words about the last failure.
    var errorText: UnsafeRawBufferPointer { cBytes(errorBuffer) }

    /// Expect: off, since libcurl would wait a second for a server that does not answer it.
    private static func makeHeaders() -> UnsafeMutablePointer<curl_slist>? {
        var list: UnsafeMutablePointer<curl_slist>?
        let lines: [StaticString] = [
            "Content-Type: application/json", "Accept: application/json", "Expect:",
        ]
        for line in lines {
            guard let longer = curl_slist_append(list, cText(line)) else {
                curl_slist_free_all(list)
                return nil
            }
            list = longer
        }
        return list
    }

    /// Applies a client's settings; false for want of memory. Kept connections survive: libcurl uses
    /// them only where the settings that matter to them are the same.
    func apply(
        _ settings: Settings, _ endpoint: Endpoint, to easy: UnsafeMutableRawPointer
    ) -> Bool {
        guard appliedRevision != settings.revision else { return true }
        appliedRevision = nil
        // Back to libcurl's defaults, such as the system's trust store.
        curl_easy_reset(easy)
        let set = CurlSetter(easy)
        set.long(CURLOPT_NOSIGNAL, 1)
        set.pointer(CURLOPT_ERRORBUFFER, errorBuffer)
        set.list(CURLOPT_HTTPHEADER, headers)
        ccurl_set_close_on_exec(easy)

        set.text(CURLOPT_URL, endpoint.address.cText)
        set.text(CURLOPT_PROTOCOLS_STR, cText(endpoint.isEncrypted ? "https" : "http"))
        set.long(CURLOPT_FOLLOWLOCATION, 0)
        set.long(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        set.text(CURLOPT_ACCEPT_ENCODING, cText("gzip"))
        set.text(
            CURLOPT_USERAGENT, settings.userAgent.count > 0 ? settings.userAgent.cText : nil)

        set.long(CURLOPT_CONNECTTIMEOUT_MS, Int(settings.connectTimeout))
        set.long(CURLOPT_TIMEOUT_MS, Int(settings.timeout))
        set.offset(CURLOPT_MAXFILESIZE_LARGE, settings.responseLimit)
        set.long(CURLOPT_BUFFERSIZE, 128 << 10)
        set.long(CURLOPT_TCP_KEEPALIVE, 1)
        set.long(CURLOPT_MAXAGE_CONN, 60)
        set.long(CURLOPT_MAXLIFETIME_CONN, 3600)

        applyTLS(settings, set)
        applyProxy(settings, endpoint, set)

        set.long(CURLOPT_POST, 1)
        set.data(CURLOPT_READFUNCTION, CurlExchange.read)
        ccurl_set_seek_function(easy, CurlExchange.seek)
        set.data(CURLOPT_WRITEFUNCTION, CurlExchange.write)
        guard set.isComplete else { return false }
        appliedRevision = settings.revision
        return true
    }

    /// Applies what belongs to one request; false for want of memory.
    func apply(_ exchange: CurlExchange, to easy: UnsafeMutableRawPointer) -> Bool {
        errorBuffer[0] = 0
        let set = CurlSetter(easy)
        set.offset(CURLOPT_POSTFIELDSIZE_LARGE, Int64(exchange.bodyCount))
        // Large bodies cost half the CPU time in large pieces.
        set.long(CURLOPT_UPLOAD_BUFFERSIZE, exchange.bodyCount > 1 << 20 ? 2 << 20 : 64 << 10)
        set.pointer(CURLOPT_READDATA, exchange.context)
        set.pointer(CURLOPT_SEEKDATA, exchange.context)
        set.pointer(CURLOPT_WRITEDATA, exchange.context)
        return set.isComplete
    }

    private func applyTLS(_ settings: Settings, _ set: CurlSetter) {
        set.long(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        set.long(CURLOPT_SSL_VERIFYPEER, settings.tlsVerifyPeer ? 1 : 0)
        set.long(CURLOPT_SSL_VERIFYHOST, settings.tlsVerifyHost ? 2 : 0)
        if settings.caFile.count > 0 {
            set.text(CURLOPT_CAINFO, settings.caFile.cText)
            set.text(CURLOPT_CAPATH, nil)
        }
    }

    private func applyProxy(_ settings: Settings, _ endpoint: Endpoint, _ set: CurlSetter) {
        if settings.proxy.isEqual(to: ("none" as StaticString).bytes) {
            set.text(CURLOPT_PROXY, cText(""))
        } else if settings.proxy.count > 0 {
            set.text(CURLOPT_PROXY, settings.proxy.cText)
        } else if endpoint.isLoopback {
            // A proxy from the environment is not meant for this machine, and http to it would show
            // it the credentials.
            set.text(CURLOPT_NOPROXY, cText("*"))
        }
    }
}

/// Sets options one after another and remembers whether one was refused.
private final class CurlSetter {
    private let easy: UnsafeMutableRawPointer
    private(set) var isComplete = true

    init(_ easy: UnsafeMutableRawPointer) {
        self.easy = easy
    }

    func long(_ option: CURLoption, _ value: Int) {
        check(ccurl_set_long(easy, option, value))
    }

    func offset(_ option: CURLoption, _ value: Int64) {
        check(ccurl_set_offset(easy, option, value))
    }

    func text(_ option: CURLoption, _ value: UnsafePointer<CChar>?) {
        check(ccurl_set_text(easy, option, value))
    }

    func pointer(_ option: CURLoption, _ value: UnsafeMutableRawPointer) {
        check(ccurl_set_pointer(easy, option, value))
    }

    func list(_ option: CURLoption, _ value: UnsafeMutablePointer<curl_slist>) {
        check(ccurl_set_list(easy, option, value))
    }

    func data(_ option: CURLoption, _ function: ccurl_data_function) {
        check(ccurl_set_data_function(easy, option, function))
    }

    private func check(_ code: CURLcode) {
        if code != CURLE_OK { isComplete = false }
    }
}
