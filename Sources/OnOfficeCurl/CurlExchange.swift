internal import CCurl
internal import OnOffice
internal import OnOfficePlatform

/// The two bodies of one request, as libcurl fetches the one and delivers the other.
final class CurlExchange {
    /// Why the answer is not taken any further.
    enum Stop {
        case limit
        case memory
    }

    private let body: Buffer
    private var handedOver = 0
    private let isRepeatable: Bool
    private let limit: Int64
    let answer = Buffer()
    private(set) var stop: Stop?

    init(body: Buffer, limit: Int64, isRepeatable: Bool) {
        self.body = body
        self.limit = limit
        self.isRepeatable = isRepeatable
    }

    var bodyCount: Int { body.count }

    /// Whether libcurl has taken the body to its last byte.
    var wasHandedOver: Bool { handedOver == body.count }

    /// What libcurl passes to the functions below. The exchange must outlive the transfer.
    var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    private static func from(_ context: UnsafeMutableRawPointer?) -> CurlExchange? {
        context.map { Unmanaged<CurlExchange>.fromOpaque($0).takeUnretainedValue() }
    }

    /// CURLOPT_READFUNCTION: hands over the next part of the body.
    static let read: ccurl_data_function = { data, size, count, context in
        guard let exchange = from(context), let data else { return Int(ccurl_read_abort) }
        let rest = exchange.body.bytes.dropFirst(exchange.handedOver)
        let part = rest.prefix(size &* count)
        UnsafeMutableRawBufferPointer(start: data, count: part.count).copyBytes(from: part)
        exchange.handedOver &+= part.count
        return part.count
    }

    /// CURLOPT_SEEKFUNCTION: libcurl asks for it when it wants to send the body again, which it does
    /// by itself when a kept connection turns out to be dead. Once the server may have the whole
    /// body, sending a write again could execute it twice: refused.
    static let seek: ccurl_seek_function = { context, offset, origin in
        guard let exchange = from(context), origin == 0,
            let offset = Int(exactly: offset), 0...exchange.body.count ~= offset,
            exchange.isRepeatable || !exchange.wasHandedOver
        else { return CURL_SEEKFUNC_FAIL }
        exchange.handedOver = offset
        return CURL_SEEKFUNC_OK
    }

    /// CURLOPT_WRITEFUNCTION: takes a part of the answer, as far as the limit goes. What it returns
    /// on failure is less than what it was given.
    static let write: ccurl_data_function = { data, size, count, context in
        guard let exchange = from(context) else { return 0 }
        let part = UnsafeRawBufferPointer(start: data, count: size &* count)
        guard Int64(exchange.answer.count &+ part.count) <= exchange.limit else {
            exchange.stop = .limit
            return 0
        }
        do throws(OutOfMemory) {
            try exchange.answer.append(part)
        } catch {
            exchange.stop = .memory
            return 0
        }
        return part.count
    }
}
