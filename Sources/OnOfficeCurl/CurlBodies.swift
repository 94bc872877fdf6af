internal import CCurl
internal import OnOffice
internal import OnOfficePlatform

/// The two bodies of one attempt, as libcurl fetches the one and delivers the other.
final class CurlBodies {
    /// Why the answer is not taken any further.
    enum Stop {
        case limit
        case headerLimit
        case memory
        case siphon
    }

    /// The headers of an answer may have so many bytes in all.
    static let headerLimit = 256 << 10
    /// So much memory is made ready on a server's word about its length; beyond that, as it comes.
    private static let trustedLength = 64 << 20

    private let body: RequestBody
    private let limit: Int64
    private let easy: UnsafeMutableRawPointer
    private var handedOver = 0
    private let usesHTTP2: Bool
    private var sendings = 0
    /// Whether libcurl was kept from sending a small body again.
    private(set) var wasVetoed = false
    private var headerCount = 0
    /// Bytes of the answer, decompressed.
    private var received: Int64 = 0
    /// What is kept of it.
    let answer = Buffer()
    /// What takes the file out of it that is not kept.
    let siphon: Siphon?
    private(set) var stop: Stop?
    /// Whether a header of the final answer has come, those of 1xx not counted.
    private(set) var answerHasBegun = false

    init(
        body: RequestBody, limit: Int64, usesHTTP2: Bool, siphon: Siphon?,
        easy: UnsafeMutableRawPointer
    ) {
        self.body = body
        self.siphon = siphon
        self.usesHTTP2 = usesHTTP2
        self.limit = limit
        self.easy = easy
    }

    var bodyCount: Int { body.count }

    /// Whether libcurl has taken the body to its last byte.
    var wasHandedOver: Bool { handedOver == body.count }

    private var isSmall: Bool { body.whole != nil }

    /// The whole body, if it is small: libcurl sends it with the header in one piece. nil: it is to be
    /// fetched by and by.
    var wholeBody: UnsafeRawPointer? { body.whole?.baseAddress }

    /// Whether libcurl has begun to send.
    var sendingHasBegun: Bool { handedOver > 0 }

    /// Grows with every byte that comes or goes.
    var progress: Int64 {
        Int64(headerCount &+ handedOver) &+ received
            &+ ccurl_get_offset(easy, CURLINFO_SIZE_UPLOAD_T)
    }

    /// Whether the whole body is on its way, and not only in libcurl's hands.
    var wasSent: Bool {
        wasHandedOver && ccurl_get_offset(easy, CURLINFO_SIZE_UPLOAD_T) >= Int64(body.count)
    }

    /// What libcurl passes to the functions below. The bodies must outlive the transfer.
    var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    private static func from(_ context: UnsafeMutableRawPointer?) -> CurlBodies? {
        context.map { Unmanaged<CurlBodies>.fromOpaque($0).takeUnretainedValue() }
    }

    /// CURLOPT_PREREQFUNCTION: libcurl is about to send. When a kept connection turns out to be dead,
    /// it does so again by itself; that is for the retry policy to decide, once the server may have
    /// the whole body: refused.
    static let prerequest: ccurl_prerequest_function = { context, _, _, _, _ in
        guard let bodies = from(context) else { return CURL_PREREQFUNC_ABORT }
        // What has come so far was a proxy's, about the connection.
        bodies.answerHasBegun = false
        guard bodies.isSmall else { return CURL_PREREQFUNC_OK }
        bodies.wasVetoed = bodies.sendings > 0 && !bodies.nothingLeft
        bodies.sendings &+= 1
        bodies.handedOver = bodies.body.count
        return bodies.wasVetoed ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK
    }

    /// Whether not a byte of the request has left so far, since the connection had been reset: the
    /// first write failed. (Over HTTP/2 libcurl counts otherwise.)
    private var nothingLeft: Bool {
        !usesHTTP2 && ccurl_get_long(easy, CURLINFO_REQUEST_SIZE) == 0
    }

    /// CURLOPT_READFUNCTION: hands over the next part of the body.
    static let read: ccurl_data_function = { data, size, count, context in
        guard let bodies = from(context), let data else { return Int(ccurl_read_abort) }
        let copied = bodies.body.copy(
            from: bodies.handedOver,
            to: UnsafeMutableRawBufferPointer(start: data, count: size &* count))
        bodies.handedOver &+= copied
        return copied
    }

    /// CURLOPT_SEEKFUNCTION: libcurl asks for it when it wants to send a large body again; refused in
    /// the same way.
    static let seek: ccurl_seek_function = { context, offset, origin in
        guard let bodies = from(context), origin == 0,
            let offset = Int(exactly: offset), 0...bodies.body.count ~= offset,
            !bodies.wasHandedOver
        else { return CURL_SEEKFUNC_FAIL }
        bodies.handedOver = offset
        return CURL_SEEKFUNC_OK
    }

    /// CURLOPT_HEADERFUNCTION: counts the headers of an answer.
    static let header: ccurl_data_function = { data, size, count, context in
        guard let bodies = from(context) else { return 0 }
        let line = UnsafeRawBufferPointer(start: data, count: size &* count)
        bodies.headerCount &+= line.count
        guard bodies.headerCount <= headerLimit else {
            bodies.stop = .headerLimit
            return 0
        }
        if !bodies.answerHasBegun, line.begins(with: "HTTP/") {
            let status = line.drop { $0 != 0x20 }.dropFirst()
            bodies.answerHasBegun = status.first != UInt8(ascii: "1")
        }
        return line.count
    }

    /// CURLOPT_WRITEFUNCTION: takes a part of the answer, as far as the limit goes. What it returns
    /// on failure is less than what it was given.
    static let write: ccurl_data_function = { data, size, count, context in
        guard let bodies = from(context) else { return 0 }
        let part = UnsafeRawBufferPointer(start: data, count: size &* count)
        bodies.received &+= Int64(part.count)
        do throws(OutOfMemory) {
            bodies.stop = try bodies.take(part)
        } catch {
            bodies.stop = .memory
        }
        return bodies.stop == nil ? part.count : 0
    }

    private func take(_ part: UnsafeRawBufferPointer) throws(OutOfMemory) -> Stop? {
        if let siphon {
            guard try siphon.pass(part, to: answer) else { return .siphon }
            return Int64(answer.count) <= limit ? nil : .limit
        }
        guard Int64(answer.count &+ part.count) <= limit else { return .limit }
        if answer.count == 0 { try makeRoom() }
        try answer.append(part)
        return nil
    }

    /// Makes room for what the server announces.
    private func makeRoom() throws(OutOfMemory) {
        let announced = ccurl_get_offset(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
        guard announced > 0 else { return }
        try answer.reserve(Int(min(announced, limit, Int64(Self.trustedLength))))
    }
}
