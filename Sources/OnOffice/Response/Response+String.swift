internal import OnOfficePlatform

/// The response for Swift programs.
extension Response {
    /// What became of one action.
    public struct Result: Sendable {
        public let status: Status
        /// The API's error code; 0 for none, -1 if the API named the error in words only.
        public let code: Int
        /// Why the action failed; "" if it did not.
        public let message: String
        /// The JSON object that the API returned; "" if there is none.
        public let json: String
    }

    /// What became of the request as a whole.
    public var status: Status { verdict.status }

    /// The API's error code for the request as a whole.
    public var code: Int { Int(verdict.code) }

    /// Why the status is not ``Status/ok``.
    public var message: String { String(decoding: verdict.message.bytes, as: UTF8.self) }

    /// Whether a write may have been executed for which there is no usable answer.
    public var isUncertain: Bool { verdict.isUncertain }

    /// One result for each action.
    public var results: [Result] {
        verdict.results.map { result in
            let json = UnsafeRawBufferPointer(rebasing: body[result.range])
            return Result(
                status: result.status, code: Int(result.code),
                message: String(decoding: result.message.bytes, as: UTF8.self),
                json: String(decoding: json, as: UTF8.self))
        }
    }
}
