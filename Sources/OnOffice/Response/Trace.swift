internal import OnOfficePlatform

/// How an answer came about, for logs and for those who wonder. Holds no secrets by construction:
/// numbers and names, never text of the request or the answer.
package struct Trace: Sendable {
    package struct Attempt: Sendable {
        /// Which of the HTTP requests.
        var part = 0
        var status = Status.ok
        /// libcurl's code; 0 if it has nothing to say.
        package var curlCode: Int32 = 0
        package var httpStatus: Int32 = 0
        /// "1.1", "2", or "" if there was no answer.
        package var httpVersion: StaticString = ""
        /// Whether a kept connection carried it.
        package var isReused = false
        package var bytesSent: Int64 = 0
        /// Bytes of the body on the wire, before decompression.
        package var bytesReceived: Int64 = 0
        /// Milliseconds in the queue.
        package var queued: Int64 = 0
        // When each phase had ended, in microseconds from the start.
        package var dns: Int64 = 0
        package var connect: Int64 = 0
        package var tls: Int64 = 0
        package var firstByte: Int64 = 0
        package var total: Int64 = 0
        /// Why another attempt followed; empty if none did.
        var retryReason: Message = ""
        /// Milliseconds by which it was put off.
        var retryPause: Int64 = 0
        /// Seconds by which the signature's time was corrected.
        var clockOffset: Int64 = 0

        package init() {}
    }

    private let requests: Int
    private let cached: [Int]
    private let merged: [Int]
    private let attempts: [Attempt]

    init(
        requests: Int = 0, cached: [Int] = [], merged: [Int] = [], attempts: [Attempt] = []
    ) {
        self.requests = requests
        self.cached = cached
        self.merged = merged
        self.attempts = attempts
    }

    /// The trace as JSON.
    var text: Text {
        var json: Message = """
            {"requests":\(requests),"cached":\(list(cached)),"merged":\(list(merged)),\
            "attempts":[
            """
        for (index, attempt) in attempts.enumerated() {
            json += index > 0 ? "," : ""
            json += """
                {"request":\(attempt.part),\
                "status":"\(attempt.status.name)","curl_code":\(attempt.curlCode),\
                "http_status":\(attempt.httpStatus),\
                "http_version":"\(attempt.httpVersion)",\
                "reused":\(attempt.isReused),\
                "bytes_sent":\(attempt.bytesSent),"bytes_received":\(attempt.bytesReceived),\
                "ms":{"queued":\(attempt.queued),"dns":\(milliseconds(attempt.dns)),\
                "connect":\(milliseconds(attempt.connect)),"tls":\(milliseconds(attempt.tls)),\
                "first_byte":\(milliseconds(attempt.firstByte)),\
                "total":\(milliseconds(attempt.total))},\
                "retry":"\(attempt.retryReason)","retry_ms":\(attempt.retryPause),\
                "clock_offset":\(attempt.clockOffset)}
                """
        }
        json += "]}"
        return json.text
    }

    private func list(_ numbers: [Int]) -> Message {
        var json: Message = "["
        for (index, number) in numbers.enumerated() {
            json += index > 0 ? "," : ""
            json += "\(number)"
        }
        json += "]"
        return json
    }

    private func milliseconds(_ microseconds: Int64) -> Message {
        let (whole, rest) = max(microseconds, 0).quotientAndRemainder(dividingBy: 1000)
        let zeros: StaticString = rest < 10 ? "00" : rest < 100 ? "0" : ""
        return "\(whole).\(zeros)\(rest)"
    }
}
