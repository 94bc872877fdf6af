import OnOfficePlatform
import Testing

@testable import OnOffice

extension String {
    func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try Array(utf8).withUnsafeBytes { (bytes) throws(Failure) in try body(bytes) }
    }

    init(_ text: Text) {
        self.init(decoding: text.bytes, as: UTF8.self)
    }

    init(_ message: Message) {
        self.init(decoding: message.bytes, as: UTF8.self)
    }
}

extension [UInt8] {
    func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withUnsafeBufferPointer { (buffer) throws(Failure) in
            try body(UnsafeRawBufferPointer(buffer))
        }
    }
}

func makeCredentials(
    _ token: String = String(repeating: "0123456789abcdef", count: 2),
    _ secret: String = String(repeating: "fedcba9876543210", count: 4)
) throws -> Credentials {
    try #require(
        try token.withBytes { token in
            try secret.withBytes { try Credentials.make(token: token, secret: $0) }
        })
}

/// A request of actions given as JSON.
func makeRequest(_ actions: String...) throws -> Request {
    let request = Request()
    for action in actions { _ = try action.withBytes { try request.add($0) } }
    return request
}

func sign(
    _ request: Request, _ credentials: Credentials, claim: String? = nil,
    at time: Int64 = 1_700_000_000
) throws -> String {
    let secret = try claim.map { try $0.withBytes { try Secret(copying: $0) } }
    let body = try request.sign(with: credentials, claim: secret, at: time)
    return String(decoding: body.bytes, as: UTF8.self)
}

/// The verdict on an answer to a request.
func judge(_ answer: String, _ request: Request, http: Int32 = 200) throws -> Response {
    let body = try answer.withBytes { try Buffer(copying: $0) }
    return Response(
        reading: body, httpStatus: http, asked: Asked(request, signer: request.signer))
}
