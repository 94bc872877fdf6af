package import OnOfficePlatform

/// What came of a request. Never changes; holds all that is borrowed from it.
public final class Response: @unchecked Sendable {
    package let verdict: Verdict
    package let httpStatus: Int32
    private let document: Buffer?
    private let trace: Trace
    /// Made when it is asked for: few do.
    private let traceInWords = Locked<Text?>(nil)
    private let publishedReaders = Published<ResultReaders>()

    init(_ verdict: Verdict, httpStatus: Int32, body: Buffer?, trace: Trace) {
        self.verdict = verdict
        self.httpStatus = httpStatus
        self.trace = trace
        document = body
    }

    /// Reads an answer that the host received.
    package convenience init(reading body: Buffer, httpStatus: Int32, asked: Asked) {
        let judge = Judge(body: body.bytes, httpStatus: httpStatus, asked: asked)
        self.init(judge.verdict(), httpStatus: httpStatus, body: body, trace: Trace())
    }

    /// The response where there is no answer.
    package convenience init(failure: Failure, asked: Asked, httpStatus: Int32 = 0) {
        let verdict = Verdict(failure: failure, asked: asked, isUncertain: false)
        self.init(verdict, httpStatus: httpStatus, body: nil, trace: Trace())
    }

    /// The same answer, of which something needed is missing.
    func failing(_ failure: Failure) -> Response {
        Response(
            verdict.failing(failure), httpStatus: httpStatus, body: document, trace: trace)
    }

    /// How the answer came about, as JSON.
    package var traceText: Text {
        if let text = traceInWords.withLock({ $0 }) { return text }
        // Outside of the lock, which all threads share.
        let made = trace.text
        return traceInWords.withLock { text in
            if let text { return text }
            text = made
            return made
        }
    }

    /// The answer as it was received, decompressed.
    package var body: UnsafeRawBufferPointer { document?.bytes ?? Text.empty.bytes }

    /// The same for C, NUL-terminated.
    package var bodyText: UnsafePointer<CChar> { document?.text ?? emptyText }

    var readers: ResultReaders? {
        publishedReaders.get { ResultReaders(count: verdict.results.count) }
    }

    package func result(at index: Int32) -> ActionResult? {
        let index = Int(index)
        return verdict.results.indices.contains(index) ? verdict.results[index] : nil
    }
}
