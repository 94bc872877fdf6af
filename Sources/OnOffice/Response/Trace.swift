internal import OnOfficePlatform

/// How an answer came about, for logs and for those who wonder. Holds no secrets by construction:
/// numbers and names, never text of the request or the answer.
package struct Trace: Sendable {
    package struct Attempt: Sendable {
        package var httpStatus: Int32 = 0
        /// "1.1", "2", or "" if there was no answer.
        package var httpVersion: StaticString = ""
        /// Whether a kept connection carried it.
        package var isReused = false
        package var bytesSent: Int64 = 0
        /// Bytes of the body on the wire, before decompression.
        package var bytesReceived: Int64 = 0
        // When each phase had ended, in microseconds from the start.
        package var dns: Int64 = 0
        package var connect: Int64 = 0
        package var tls: Int64 = 0
        package var firstByte: Int64 = 0
        package var total: Int64 = 0

        package init() {}
    }

    private let attempts: [Attempt]

    package init(_ attempts: [Attempt] = []) {
        self.attempts = attempts
    }

    /// The trace as JSON. The status is that of the last attempt.
    func text(of status: Status) -> Text {
        var json: Message = "{\"attempts\":["
        for (index, attempt) in attempts.enumerated() {
            json += index > 0 ? "," : ""
            json += """
                {"status":"\(status.name)","http_status":\(attempt.httpStatus),\
                "http_version":"\(attempt.httpVersion)",\
                "reused":\(attempt.isReused),\
                "bytes_sent":\(attempt.bytesSent),"bytes_received":\(attempt.bytesReceived),\
                "ms":{"dns":\(milliseconds(attempt.dns)),\
                "connect":\(milliseconds(attempt.connect)),"tls":\(milliseconds(attempt.tls)),\
                "first_byte":\(milliseconds(attempt.firstByte)),\
                "total":\(milliseconds(attempt.total))}}
                """
        }
        json += "]}"
        return json.text
    }

    private func milliseconds(_ microseconds: Int64) -> Message {
        let (whole, rest) = max(microseconds, 0).quotientAndRemainder(dividingBy: 1000)
        let zeros: StaticString = rest < 10 ? "00" : rest < 100 ? "0" : ""
        return "\(whole).\(zeros)\(rest)"
    }
}
