internal import OnOfficePlatform

/// A file on its way to the API: block by block under an id that the first answer gives, and then a
/// step that says what it is.
/// https://apidoc.onoffice.de/actions/aktionen-ausfuehren/dateiupload/
final class Upload: Course, @unchecked Sendable {
    static let defaultBlockSize: Int64 = 1 << 20
    static let blockSizes: ClosedRange<Int64> = 1...64 << 20

    /// Longest id that is taken, in bytes; the API's have 36.
    private static let idLimit = 256

    private let source: any ByteSource
    /// nil: the file stays a temporary upload.
    private let ending: UploadEnding?
    private let blockSize: Int64
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
        let block = try source.next(Int(blockSize))
        pending = Int64(block.bytes.count)
        isAtEnd = pending < blockSize
        guard pending > 0 || id.isEmpty else { return nil }
        let claim = ending?.claim ?? []
        let size = id.count &+ claim.count &+ 128
        let text = try Failure.unlessMemoryLacks("an action", bytes: size) {
            () throws(OutOfMemory) in
            let text = Buffer()
            try text.append(Action.uploadHead)
            try text.append(Action.blockHead)
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
            return text
        }
        return .upload(text, hasClaim: !claim.isEmpty, runsOnce: true, block)
    }

    private static let idPointer: StaticString = "/data/records/0/elements/tmpUploadId"

    /// The id that the API gives an upload with its first block, as JSON.
    private static func id(in response: Response) throws(Failure) -> [UInt8] {
        do throws(LookupError) {
            if let found = try response.find(idPointer.bytes, in: 0), found.kind == .string {
                let range = response.range(of: found)
                // With its quotation marks, and not empty: each block would begin an upload of its own.
                if 3..<idLimit ~= range.count {
                    return withExtendedLifetime(response) { Array(response.body[range]) }
                }
            }
        } catch {
            throw Failure(error.status, "the answer to a block cannot be looked into")
        }
        throw Failure(
            .protocol, "the answer has no tmpUploadId, under which the upload could go on")
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
