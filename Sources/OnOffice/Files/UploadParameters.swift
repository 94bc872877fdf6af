internal import OnOfficeJSON
internal import OnOfficePlatform

/// The parameters of the step that ends an upload, as the caller gives them.
/// https://apidoc.onoffice.de/actions/aktionen-ausfuehren/dateiupload/
struct UploadParameters {
    /// The object up to its closing brace.
    private(set) var head = 0..<0
    private(set) var isEmpty = true
    private(set) var hasFile = false
    /// Whether a link is to be stored, and no file.
    private(set) var hasURL = false
    /// The value of a claim of its own.
    private(set) var claim: Range<Int>?

    init(_ json: UnsafeRawBufferPointer) throws(Failure) {
        let refused: StaticString?
        do throws(JSONError) {
            refused = try read(json)
        } catch {
            throw Failure(
                .argument,
                "the parameters are no JSON object: \(error.text), at byte \(error.offset)")
        }
        if let refused {
            throw Failure(.argument, "leave \(refused) out of the parameters: the library sends it")
        }
    }

    /// Returns the name of a member that is not the caller's to give.
    private mutating func read(_ json: UnsafeRawBufferPointer) throws(JSONError) -> StaticString? {
        var refused: StaticString?
        var scanner = JSONScanner(json, depthLimit: Action.depthLimit)
        let kind = try scanner.peekKind()
        let start = scanner.index
        guard kind == .object else { throw JSONError(.unexpectedByte, at: start) }
        try scanner.beginObject()
        while let key = try scanner.nextMember() {
            let value = try scanner.skipValue()
            let name = JSONText.decode(UnsafeRawBufferPointer(rebasing: json[key.range]), limit: 64)
            let isNamed: (StaticString) -> Bool = { $0.bytes.elementsEqual(name) }
            isEmpty = false
            if isNamed("file") { hasFile = true }
            if isNamed("url") { hasURL = true }
            if isNamed(claimName) { claim = value }
            if isNamed("data") { refused = "data" }
            if isNamed("tmpUploadId") { refused = "tmpUploadId" }
        }
        head = start..<scanner.index &- 1
        try scanner.finish()
        return refused
    }
}
