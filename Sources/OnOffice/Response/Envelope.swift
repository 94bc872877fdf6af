internal import OnOfficeJSON
internal import OnOfficePlatform

/// An answer of the API, read in one pass: where each result stands, and every status.
/// Where a key is there twice, the last one counts, as in PHP.
/// https://apidoc.onoffice.de/onoffice-api-response/aufbau/
struct Envelope {
    struct Result {
        /// The result's bytes in the answer.
        var range: Range<Int>
        var status: EnvelopeStatus
        var isObject: Bool
        var isCacheable = false
    }

    private(set) var status = EnvelopeStatus()
    /// By action; nil where the answer has no result for it.
    private(set) var results: [Result?]
    /// How many results the answer has; nil if it has no list of results at all.
    private(set) var resultCount: Int?

    /// Reads an answer to so many actions. Results beyond them are checked and counted, not kept:
    /// what a server sends must not decide how much memory is taken.
    init(
        reading json: UnsafeRawBufferPointer, actionCount: Int, depthLimit: Int
    ) throws(JSONError) {
        results = Array(repeating: nil, count: actionCount)
        var scanner = JSONScanner(json, depthLimit: depthLimit)
        try readRoot(from: &scanner, of: json)
        try scanner.finish()
    }

    private mutating func readRoot(
        from scanner: inout JSONScanner, of json: UnsafeRawBufferPointer
    ) throws(JSONError) {
        guard try scanner.enterObject() else { return }
        while let key = try scanner.nextMember() {
            switch EnvelopeKey(key, of: json) {
            case .status: status = try EnvelopeStatus(from: &scanner, of: json)
            case .response: try readResponse(from: &scanner, of: json)
            default: try scanner.skipValue()
            }
        }
    }

    private mutating func readResponse(
        from scanner: inout JSONScanner, of json: UnsafeRawBufferPointer
    ) throws(JSONError) {
        guard try scanner.enterObject() else { return }
        while let key = try scanner.nextMember() {
            if case .results = EnvelopeKey(key, of: json) {
                try readResults(from: &scanner, of: json)
            } else {
                try scanner.skipValue()
            }
        }
    }

    /// A list, or what PHP makes of a list with gaps: an object whose keys are the positions.
    private mutating func readResults(
        from scanner: inout JSONScanner, of json: UnsafeRawBufferPointer
    ) throws(JSONError) {
        var count = 0
        results = Array(repeating: nil, count: results.count)
        switch try scanner.peekKind() {
        case .array:
            try scanner.beginArray()
            while try scanner.nextElement() {
                try readResult(at: count, from: &scanner, of: json)
                count &+= 1
            }
        case .object:
            try scanner.beginObject()
            while let key = try scanner.nextMember() {
                let position = JSONInteger.parse(UnsafeRawBufferPointer(rebasing: json[key.range]))
                try readResult(
                    at: position.flatMap(Int.init(exactly:)) ?? -1, from: &scanner, of: json)
                count &+= 1
            }
        default:
            try scanner.skipValue()
            return
        }
        resultCount = count
    }

    private mutating func readResult(
        at position: Int, from scanner: inout JSONScanner, of json: UnsafeRawBufferPointer
    ) throws(JSONError) {
        guard results.indices.contains(position) else {
            try scanner.skipValue()
            return
        }
        let isObject = try scanner.peekKind() == .object
        let start = scanner.index
        var status = EnvelopeStatus()
        var isCacheable = false
        if isObject {
            try scanner.beginObject()
            while let key = try scanner.nextMember() {
                switch EnvelopeKey(key, of: json) {
                case .status: status = try EnvelopeStatus(from: &scanner, of: json)
                case .cacheable:
                    let range = try scanner.skipValue()
                    isCacheable = json[range].isText("true")
                default: try scanner.skipValue()
                }
            }
        } else {
            try scanner.skipValue()
        }
        results[position] = Result(
            range: start..<scanner.index, status: status, isObject: isObject,
            isCacheable: isCacheable)
    }
}
