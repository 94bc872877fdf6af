internal import CCurl
internal import OnOffice
internal import OnOfficePlatform

/// One libcurl handle, and the part that it is carrying. Connections are not its own: they belong to
/// the multi handle.
final class CurlTransfer {
    let easy: UnsafeMutableRawPointer
    private let options: CurlOptions
    private(set) var part: Part?
    private var bodies: CurlBodies?
    private var startedAt: Int64 = 0
    private var stall = StallWatch()

    /// Owns the handle.
    private init(_ easy: UnsafeMutableRawPointer) {
        self.easy = easy
        options = CurlOptions(easy)
    }

    /// nil for want of memory.
    static func make(_ settings: Settings, _ sockets: CurlSockets) -> CurlTransfer? {
        guard CurlLibrary.isReady, let easy = curl_easy_init() else { return nil }
        let transfer = CurlTransfer(easy)
        guard transfer.options.applyOnce(settings, sockets) else {
            transfer.close()
            return nil
        }
        return transfer
    }

    /// Gives the handle back; not in a forked child, where it is the parent's.
    func close() { curl_easy_cleanup(easy) }

    /// Makes a part ready to be carried.
    func load(_ part: Part, _ body: RequestBody, now: Int64) -> Bool {
        let bodies = CurlBodies(
            body: body, limit: part.settings.number(.responseLimit),
            usesHTTP2: part.settings.usesHTTP2, siphon: part.siphon, easy: easy)
        part.siphon?.restart()
        guard options.apply(part.settings, part.endpoint),
            options.apply(
                bodies, limit: part.settings.number(.responseLimit),
                onFreshConnection: part.wantsFreshConnection)
        else {
            return false
        }
        self.part = part
        self.bodies = bodies
        startedAt = now
        stall = StallWatch(now: now, timeout: part.settings.number(.stallTimeout))
        return true
    }

    /// Lets go of the part, whose bodies are wiped with it.
    func unload() {
        part = nil
        bodies = nil
    }

    // MARK: Time

    /// When it is to be looked at again, though nothing moves.
    var due: Int64 { min(part?.deadline ?? .max, stall.due) }

    /// Why it is to be ended now; nil if it may go on.
    func overdue(now: Int64) -> CurlFailure? {
        guard let part, let bodies else { return nil }
        if now >= part.deadline {
            return .deadline(part.settings, wasSent: bodies.wasHandedOver)
        }
        return stall.isOver(bodies, now: now) ? .stall(part.settings) : nil
    }

    // MARK: What came of it

    /// The reply to the part that was carried to its end.
    func reply(_ code: CURLcode) -> Reply {
        guard let part, let bodies else { return Reply(failure: CurlFailure.memory.failure) }
        guard code != CURLE_OK else {
            let reply = answer(bodies)
            reply.body = bodies.answer
            return reply
        }
        let failure = CurlFailure(
            code, bodies: bodies, settings: part.settings, text: options.errorText,
            connectStatus: ccurl_get_long(easy, CURLINFO_HTTP_CONNECTCODE))
        let reply = reply(failure)
        reply.attempt.curlCode = Int32(code.rawValue)
        reply.wasStale =
            reply.attempt.isReused && !bodies.answerHasBegun && failure.isOfConnection
        if neverLeft(code) { reply.mayHaveRun = false }
        return reply
    }

    /// The reply to the part that was not.
    func reply(_ failure: CurlFailure) -> Reply {
        guard let bodies else { return Reply(failure: failure.failure) }
        let reply = answer(bodies)
        reply.failure = failure.failure
        reply.outlook = failure.outlook
        return reply
    }

    /// Whether the first write to the connection failed, so that not a byte of the request left: a kept
    /// connection that was reset meanwhile. (With HTTP/2, the write may be one of its own.)
    private func neverLeft(_ code: CURLcode) -> Bool {
        code == CURLE_SEND_ERROR && ccurl_get_long(easy, CURLINFO_REQUEST_SIZE) == 0
            && ccurl_get_long(easy, CURLINFO_HTTP_VERSION) != Int(CURL_HTTP_VERSION_2_0)
            && ccurl_get_offset(easy, CURLINFO_SIZE_UPLOAD_T) == 0
    }

    /// What is known however it ended.
    private func answer(_ bodies: CurlBodies) -> Reply {
        let reply = Reply()
        reply.mayHaveRun = bodies.wasHandedOver
        reply.attempt = attempt(bodies)
        reply.httpStatus = reply.attempt.httpStatus
        if let date = ccurl_header(easy, cText("Date")) {
            reply.date = Text(copying: cBytes(date))
        }
        if let text = ccurl_header(easy, cText("Retry-After")) {
            reply.retryAfter = retryAfter(text)
        }
        return reply
    }

    /// Seconds, or until a date; nil if it is neither. libcurl has read both, but makes 0 of what it
    /// cannot read. RFC 9110, section 10.2.3.
    private func retryAfter(_ text: UnsafePointer<CChar>) -> Int64? {
        let value = cBytes(text)
        let digits = value.prefix { $0 &- 0x30 < 10 }
        if digits.count > 10 { return .max }
        guard !digits.isEmpty && digits.count == value.count || ccurl_date(text) >= 0 else {
            return nil
        }
        return max(0, ccurl_get_offset(easy, CURLINFO_RETRY_AFTER))
    }

    private func attempt(_ bodies: CurlBodies) -> Trace.Attempt {
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
            bodies.wasVetoed
            || bodies.sendingHasBegun && ccurl_get_long(easy, CURLINFO_NUM_CONNECTS) == 0
        attempt.bytesSent = ccurl_get_offset(easy, CURLINFO_SIZE_UPLOAD_T)
        attempt.bytesReceived = ccurl_get_offset(easy, CURLINFO_SIZE_DOWNLOAD_T)
        attempt.queued = max(0, startedAt &- (part?.readySince ?? startedAt))
        attempt.dns = ccurl_get_offset(easy, CURLINFO_NAMELOOKUP_TIME_T)
        attempt.connect = ccurl_get_offset(easy, CURLINFO_CONNECT_TIME_T)
        attempt.tls = ccurl_get_offset(easy, CURLINFO_APPCONNECT_TIME_T)
        attempt.firstByte = ccurl_get_offset(easy, CURLINFO_STARTTRANSFER_TIME_T)
        attempt.total = max(
            ccurl_get_offset(easy, CURLINFO_TOTAL_TIME_T),
            // libcurl's own clock stands still when the attempt is given up.
            (Clock.monotonicMilliseconds() &- startedAt) &* 1000)
        return attempt
    }
}
