internal import OnOfficePlatform

/// A file on its way to the API: block by block under an id that the first answer gives, and then a
/// step that says what it is.
/// https://apidoc.onoffice.de/actions/aktionen-ausfuehren/dateiupload/
final class Upload: Course, @unchecked Sendable {
    static let defaultBlockSize: Int64 = 1 << 20
    static let blockSizes: ClosedRange<Int64> = 1...64 << 20

    /// A multiple of three, so that more base64 may follow what it comes to.
    private static let chunkSize = 48 << 10
    /// Longest id that is taken, in bytes; the API's have 36.
    private static let idLimit = 256

    private let source: any ByteSource
    /// nil: the file stays a temporary upload.
    private let ending: UploadEnding?
    private let blockSize: Int64
    private let chunk = UnsafeMutableRawBufferPointer.allocate(
        byteCount: chunkSize, alignment: 16)
    /// The id of the upload as the API wrote it in JSON.
    private var id: [UInt8] = []
    /// Bytes of the block that is under way.
    private var pending: Int64 = 0
    private var isAtEnd = false
    private let accepted = Counter()
    private let isComplete = Flag()

    init(_ source: any ByteSource, _ ending: UploadEnding?, blockSize: Int64) {
        self.source = source
        self.ending = ending
        self.blockSize = blockSize
    }

    deinit {
        chunk.deallocate()
    }

    var done: Int64 { accepted.value }

    var size: Int64? { source.size ?? (isComplete.isRaised ? done : nil) }

    func next(after response: Response?) throws(Failure) -> Action? {
        guard let response else { return try block() }
        guard !isComplete.isRaised else { return nil }
        if id.isEmpty { id = try Self.id(in: response) }
        accepted.set(done &+ pending)
        if !isAtEnd, let block = try block() { return block }
        isComplete.raise()
        return try ending?.action(id: id)
    }

    /// The next block; nil if there is none. An empty file has one, an empty one.
    private func block() throws(Failure) -> Action? {
        let text = try begin()
        pending = 0
        while !isAtEnd, pending < blockSize {
            let wanted = Int(min(Int64(chunk.count), blockSize &- pending))
            let part = UnsafeMutableRawBufferPointer(rebasing: chunk.prefix(wanted))
            let count = try source.read(into: part)
            try Failure.unlessMemoryLacks("a block", bytes: text.count) {
                () throws(OutOfMemory) in
                try text.append(base64: UnsafeRawBufferPointer(rebasing: part.prefix(count)))
            }
            pending &+= Int64(count)
            isAtEnd = count < wanted
        }
        guard pending > 0 || id.isEmpty else { return nil }
        return try end(text)
    }

    private func begin() throws(Failure) -> Buffer {
        let rest = source.size.map { max(0, $0 &- done) } ?? .max
        let size = Int(min(blockSize, rest)) / 3 &* 4 &+ 1024
        return try Failure.unlessMemoryLacks("a block", bytes: size) { () throws(OutOfMemory) in
            let text = Buffer()
            try text.reserve(size)
            try text.append(Action.uploadHead)
            try text.append("{\"data\":\"")
            return text
        }
    }

    private func end(_ text: Buffer) throws(Failure) -> Action {
        let claim = ending?.claim ?? []
        try Failure.unlessMemoryLacks("a block", bytes: text.count) { () throws(OutOfMemory) in
            try text.append("\"")
            if !id.isEmpty {
                try text.append(",\"tmpUploadId\":")
                try text.append(id)
            }
            if !claim.isEmpty {
                try text.append(",\"extendedclaim\":")
                try text.append(claim)
            }
            try text.append("}")
        }
        return .upload(text, hasClaim: !claim.isEmpty, runsOnce: true)
    }

    /// The id that the API gives an upload with its first block.
    private static func id(in response: Response) throws(Failure) -> [UInt8] {
        try withExtendedLifetime(response) { () throws(Failure) in
            if let result = response.result(at: 0) {
                let json = UnsafeRawBufferPointer(rebasing: response.body[result.range])
                if let range = AnswerPath.find(AnswerPath.elements + ["tmpUploadId"], in: json),
                    2..<idLimit ~= range.count, json[range.lowerBound] == UInt8(ascii: "\"")
                {
                    return Array(json[range])
                }
            }
            throw Failure(
                .protocol, "the answer has no tmpUploadId, under which the upload could go on")
        }
    }
}

/// A link that is stored in the place of a file: one step.
final class LinkUpload: Course {
    private let ending: UploadEnding

    init(_ ending: UploadEnding) {
        self.ending = ending
    }

    var done: Int64 { 0 }

    var size: Int64? { 0 }

    func next(after response: Response?) throws(Failure) -> Action? {
        response == nil ? try ending.action(id: []) : nil
    }
}
