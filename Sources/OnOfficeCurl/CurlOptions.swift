internal import CCurl
internal import OnOffice
internal import OnOfficePlatform

/// Settings, as libcurl's options. What is the same for all requests of an engine is set once, what
/// is the same for those of a client when the client changes.
final class CurlOptions {
    private let easy: UnsafeMutableRawPointer
    private let errorBuffer: UnsafeMutablePointer<CChar>
    private var headers = CurlList()
    private let resolved = CurlList()
    private var url: OpaquePointer?
    private var appliedRevision: UInt64?

    init(_ easy: UnsafeMutableRawPointer) {
        self.easy = easy
        errorBuffer = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorBuffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_url_cleanup(url)
        errorBuffer.deallocate()
    }

    /// libcurl's own words about the last failure.
    var errorText: UnsafeRawBufferPointer { cBytes(errorBuffer) }

    // MARK: Of the engine

    /// Applies what all connections of an engine have in common; false for want of memory.
    func applyOnce(_ settings: Settings, _ sockets: CurlSockets) -> Bool {
        var set = CurlSetter(easy)
        set.long(CURLOPT_NOSIGNAL, 1)
        set.pointer(CURLOPT_ERRORBUFFER, errorBuffer)
        set.check(
            ccurl_set_socket_owner(
                easy, CurlSockets.openSocket, CurlSockets.closeSocket, sockets.context))
        // Otherwise who gives up a name waits for the system's resolver to give it up, too.
        set.long(CURLOPT_QUICK_EXIT, 1)
        set.long(CURLOPT_FOLLOWLOCATION, 0)
        set.long(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        set.long(CURLOPT_BUFFERSIZE, 256 << 10)
        // libcurl counts whole seconds, and takes a connection of that age for not too old yet.
        set.long(CURLOPT_MAXAGE_CONN, Int(settings.number(.idleTimeout) / 1000 &- 1))
        set.long(CURLOPT_MAXLIFETIME_CONN, 3600)
        if settings.isOn(.tcpKeepalive) {
            set.long(CURLOPT_TCP_KEEPALIVE, 1)
            set.long(CURLOPT_TCP_KEEPIDLE, 60)
            set.long(CURLOPT_TCP_KEEPINTVL, 15)
        }
        applyVersion(settings, &set)
        applyTLS(settings, &set)
        applyAddresses(settings, &set)

        set.long(CURLOPT_POST, 1)
        set.check(ccurl_set_prerequest_function(easy, CurlBodies.prerequest))
        set.data(CURLOPT_READFUNCTION, CurlBodies.read)
        set.check(ccurl_set_seek_function(easy, CurlBodies.seek))
        set.data(CURLOPT_HEADERFUNCTION, CurlBodies.header)
        set.data(CURLOPT_WRITEFUNCTION, CurlBodies.write)
        return set.isComplete && resolved.isComplete
    }

    private func applyVersion(_ settings: Settings, _ set: inout CurlSetter) {
        guard settings.usesHTTP2 else {
            return set.long(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        }
        set.long(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        // Rather wait for a stream of a connection that is being made than make another one.
        set.long(CURLOPT_PIPEWAIT, 1)
    }

    private func applyTLS(_ settings: Settings, _ set: inout CurlSetter) {
        let is13 = settings[.tlsMin].isEqual(to: ("1.3" as StaticString).bytes)
        let version = Int(is13 ? CURL_SSLVERSION_TLSv1_3 : CURL_SSLVERSION_TLSv1_2)
        let verifyPeer = settings.isOn(.tlsVerifyPeer) ? 1 : 0
        let verifyHost = settings.isOn(.tlsVerifyHost) ? 2 : 0
        let trust = CurlTrust(settings, easy)
        // Of the server, and of a proxy that is spoken to over TLS.
        for option in [CURLOPT_SSLVERSION, CURLOPT_PROXY_SSLVERSION] { set.long(option, version) }
        for option in [CURLOPT_SSL_VERIFYPEER, CURLOPT_PROXY_SSL_VERIFYPEER] {
            set.long(option, verifyPeer)
        }
        for option in [CURLOPT_SSL_VERIFYHOST, CURLOPT_PROXY_SSL_VERIFYHOST] {
            set.long(option, verifyHost)
        }
        withExtendedLifetime(trust) {
            for option in [CURLOPT_CAINFO, CURLOPT_PROXY_CAINFO] {
                set.text(option, trust.file?.cText)
            }
            for option in [CURLOPT_CAPATH, CURLOPT_PROXY_CAPATH] {
                set.text(option, trust.directory?.cText)
            }
        }
        for option in [CURLOPT_SSLCERT, CURLOPT_PROXY_SSLCERT] {
            set.textUnlessEmpty(option, settings[.clientCert])
        }
        for option in [CURLOPT_SSLKEY, CURLOPT_PROXY_SSLKEY] {
            set.textUnlessEmpty(option, settings[.clientKey])
        }
        for option in [CURLOPT_KEYPASSWD, CURLOPT_PROXY_KEYPASSWD] {
            set.textUnlessEmpty(option, settings[.clientKeyPassword])
        }
    }

    private func applyAddresses(_ settings: Settings, _ set: inout CurlSetter) {
        set.textUnlessEmpty(CURLOPT_INTERFACE, settings[.interface])
        switch settings.number(.ipVersion) {
        case 4: set.long(CURLOPT_IPRESOLVE, Int(CURL_IPRESOLVE_V4))
        case 6: set.long(CURLOPT_IPRESOLVE, Int(CURL_IPRESOLVE_V6))
        default: break
        }
        for address in settings.list(.resolve) { resolved.append(address.cText) }
        set.list(CURLOPT_RESOLVE, resolved.pointer)
    }

    // MARK: Of the client

    /// Applies what the requests of a client have in common; false for want of memory.
    func apply(_ settings: Settings, _ endpoint: Endpoint) -> Bool {
        guard appliedRevision != settings.revision else { return true }
        appliedRevision = nil
        var set = CurlSetter(easy)
        let address = ccurl_url(endpoint.address.cText)
        set.pointer(CURLOPT_CURLU, UnsafeRawPointer(address))
        curl_url_cleanup(url)
        url = address
        set.text(CURLOPT_PROTOCOLS_STR, cText(endpoint.isEncrypted ? "https" : "http"))
        set.text(CURLOPT_ACCEPT_ENCODING, settings[.acceptEncoding].textUnlessEmpty)
        set.long(CURLOPT_CONNECTTIMEOUT_MS, Int(settings.number(.connectTimeout)))
        applyProxy(settings, endpoint, &set)
        let lines = CurlHeaders.lines(settings)
        set.list(CURLOPT_HTTPHEADER, lines.pointer)
        headers = lines
        guard set.isComplete, lines.isComplete, address != nil else { return false }
        appliedRevision = settings.revision
        return true
    }

    private func applyProxy(_ settings: Settings, _ endpoint: Endpoint, _ set: inout CurlSetter) {
        let proxy = settings[.proxy]
        let isNone = proxy.isEqual(to: ("none" as StaticString).bytes)
        set.text(CURLOPT_PROXY, isNone ? cText("") : proxy.textUnlessEmpty)
        // A proxy from the environment is not meant for this machine, and http to it would show it
        // the credentials.
        let isLocal = proxy.count == 0 && endpoint.isLoopback
        set.text(CURLOPT_NOPROXY, isLocal ? cText("*") : settings[.noProxy].textUnlessEmpty)
    }

    // MARK: Of the request

    /// Applies what belongs to one attempt; false for want of memory.
    func apply(_ bodies: CurlBodies, limit: Int64, onFreshConnection isFresh: Bool) -> Bool {
        errorBuffer[0] = 0
        var set = CurlSetter(easy)
        set.long(CURLOPT_FRESH_CONNECT, isFresh ? 1 : 0)
        // What is taken out of an answer counts by itself, as it was before it became text.
        set.offset(CURLOPT_MAXFILESIZE_LARGE, bodies.siphon == nil ? limit : 0)
        set.offset(CURLOPT_POSTFIELDSIZE_LARGE, Int64(bodies.bodyCount))
        // Large bodies cost half the CPU time in large pieces.
        set.long(CURLOPT_UPLOAD_BUFFERSIZE, bodies.bodyCount > 1 << 20 ? 2 << 20 : 64 << 10)
        set.pointer(CURLOPT_POSTFIELDS, bodies.wholeBody)
        set.pointer(CURLOPT_PREREQDATA, bodies.context)
        set.pointer(CURLOPT_READDATA, bodies.context)
        set.pointer(CURLOPT_SEEKDATA, bodies.context)
        set.pointer(CURLOPT_HEADERDATA, bodies.context)
        set.pointer(CURLOPT_WRITEDATA, bodies.context)
        return set.isComplete
    }
}

extension Settings {
    /// Whether HTTP/2 is offered.
    var usesHTTP2: Bool { self[.httpVersion].isEqual(to: ("2" as StaticString).bytes) }
}

extension Text {
    /// What restores libcurl's default where nothing is set.
    fileprivate var textUnlessEmpty: UnsafePointer<CChar>? { count > 0 ? cText : nil }
}

extension CurlSetter {
    fileprivate mutating func textUnlessEmpty(_ option: CURLoption, _ value: Text) {
        if value.count > 0 { text(option, value.cText) }
    }
}
