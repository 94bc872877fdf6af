package import OnOfficePlatform

/// What came of a request. Never changes; holds all that is borrowed from it.
public final class Response: @unchecked Sendable {
    package let verdict: Verdict
    package let httpStatus: Int32
    package let trace: Text
    private let document: Buffer?

    private init(_ verdict: Verdict, httpStatus: Int32, body: Buffer?, trace: Trace) {
        self.verdict = verdict
        self.httpStatus = httpStatus
        self.trace = trace.text(of: verdict.status)
        document = body
    }

    /// Reads an answer that was received, whoever received it.
    package convenience init(
        reading body: Buffer, httpStatus: Int32, asked: Asked, trace: Trace = Trace()
    ) {
        let judge = Judge(body: body.bytes, httpStatus: httpStatus, asked: asked)
        self.init(judge.verdict(), httpStatus: httpStatus, body: body, trace: trace)
    }

    /// The response where there is no answer.
    package convenience init(
        failure: Failure, asked: Asked, isUncertain: Bool = false, httpStatus: Int32 = 0,
        trace: Trace = Trace()
    ) {
        let verdict = Verdict(failure: failure, asked: asked, isUncertain: isUncertain)
        self.init(verdict, httpStatus: httpStatus, body: nil, trace: trace)
    }

    /// The answer as it was received, decompressed.
    package var body: UnsafeRawBufferPointer { document?.bytes ?? Text.empty.bytes }

    /// The same for C, NUL-terminated.
    package var bodyText: UnsafePointer<CChar> { document?.text ?? emptyText }

    package func result(at index: Int32) -> ActionResult? {
        let index = Int(index)
        return verdict.results.indices.contains(index) ? verdict.results[index] : nil
    }
}
