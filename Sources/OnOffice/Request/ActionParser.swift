internal import OnOfficeJSON
internal import OnOfficePlatform

extension Action {
    /// Nesting beyond this is refused, as PHP's parser at the other end does by default.
    static let depthLimit = 512
    /// Longest resource type that is taken, in bytes; the API's longest has 29.
    static let resourceTypeLimit = 256

    /// Checks the JSON text of an action. The text is copied once it is known to be good.
    package static func parse(_ json: UnsafeRawBufferPointer) throws(Failure) -> Action {
        var parser = ActionParser(json)
        return try parser.parse()
    }
}

private struct ActionParser {
    private let json: UnsafeRawBufferPointer
    private var scanner: JSONScanner
    /// A bit for each member that was seen.
    private var seen: UInt8 = 0
    private var verb: Verb?
    private var resourceType: [UInt8]?
    private var hasClaim = false
    private var ranges = Action.Ranges()

    init(_ json: UnsafeRawBufferPointer) {
        self.json = json
        scanner = JSONScanner(json, depthLimit: Action.depthLimit)
    }

    mutating func parse() throws(Failure) -> Action {
        guard try peekKind() == .object else {
            throw refusal("an action is a JSON object", at: scanner.index)
        }
        try step { (scanner) throws(JSONError) in try scanner.beginObject() }
        while let key = try nextMember() {
            try readMember(key)
        }
        try step { (scanner) throws(JSONError) in try scanner.finish() }
        guard let verb else { throw missing(.actionID) }
        guard let resourceType else { throw missing(.resourceType) }
        let text: Buffer
        do throws(OutOfMemory) {
            text = try Buffer(copying: json)
        } catch {
            throw Failure.outOfMemory("an action", bytes: json.count)
        }
        return Action(
            verb: verb, resourceType: resourceType, hasClaim: hasClaim, text: text, ranges: ranges)
    }

    private mutating func readMember(_ key: JSONString) throws(Failure) {
        let name = JSONText.decode(slice(key.range), limit: 64)
        guard let member = ActionMember(name) else {
            throw refusal(
                "unknown member \(quoting: name) (\(ActionMember.advice(about: name)))",
                at: key.range.lowerBound &- 1)
        }
        guard seen & member.bit == 0 else {
            throw refusal("member \(member.name) is there twice", at: key.range.lowerBound &- 1)
        }
        seen |= member.bit
        switch member {
        case .actionID: try readActionID()
        case .resourceType: try readResourceType()
        case .resourceID: try readResourceID()
        case .identifier: try readIdentifier()
        case .parameters: try readParameters()
        }
    }

    private mutating func readActionID() throws(Failure) {
        let advice: StaticString = "actionid is read, create, modify, delete, get or do, or its URN"
        let kind = try peekKind()
        let start = scanner.index
        guard kind == .string else { throw refusal("\(advice)", at: start) }
        let text = JSONText.decode(slice(try readString().range), limit: 128)
        guard let verb = Verb(text) else {
            throw refusal("\(advice), not \(quoting: text)", at: start)
        }
        self.verb = verb
    }

    private mutating func readResourceType() throws(Failure) {
        let kind = try peekKind()
        let start = scanner.index
        guard kind == .string else { throw refusal("resourcetype is a string", at: start) }
        let escaped = slice(try readString().range)
        guard escaped.count <= Action.resourceTypeLimit else {
            throw refusal(
                "resourcetype has at most \(Action.resourceTypeLimit) bytes", at: start)
        }
        guard !JSONText.hasLoneSurrogate(escaped) else {
            throw refusal("resourcetype has half of a surrogate pair", at: start)
        }
        resourceType = JSONText.decode(escaped, limit: .max)
        ranges.resourceType = start..<scanner.index
    }

    private mutating func readResourceID() throws(Failure) {
        ranges.resourceID = try readName("resourceid is a string, an integer or null")
    }

    private mutating func readIdentifier() throws(Failure) {
        ranges.identifier = try readName("identifier is a string, an integer or null")
    }

    private mutating func readName(_ advice: StaticString) throws(Failure) -> Range<Int> {
        let kind = try peekKind()
        let range = try skipValue()
        switch kind {
        case .string, .null: break
        case .number where slice(range).allSatisfy({ $0 == 0x2D || $0 &- 0x30 < 10 }): break
        default: throw refusal("\(advice)", at: range.lowerBound)
        }
        return range
    }

    private mutating func readParameters() throws(Failure) {
        let kind = try peekKind()
        let start = scanner.index
        switch kind {
        case .array:
            try step { (scanner) throws(JSONError) in try scanner.beginArray() }
            if try step({ (scanner) throws(JSONError) in try scanner.nextElement() }) {
                throw refusal("parameters is an object, or [] for none", at: start)
            }
        case .object:
            try step { (scanner) throws(JSONError) in try scanner.beginObject() }
            while let key = try nextMember() {
                ranges.isEmpty = false
                if JSONText.decode(slice(key.range), limit: 64).elementsEqual(claimName.bytes) {
                    hasClaim = true
                }
                try skipValue()
            }
        default:
            throw refusal("parameters is an object, or [] for none", at: start)
        }
        ranges.parameters = start..<scanner.index
    }

    // MARK: Steps of the scanner, whose errors become failures

    private mutating func peekKind() throws(Failure) -> JSONKind {
        try step { (scanner) throws(JSONError) in try scanner.peekKind() }
    }

    private mutating func nextMember() throws(Failure) -> JSONString? {
        try step { (scanner) throws(JSONError) in try scanner.nextMember() }
    }

    private mutating func readString() throws(Failure) -> JSONString {
        try step { (scanner) throws(JSONError) in try scanner.readString() }
    }

    @discardableResult
    private mutating func skipValue() throws(Failure) -> Range<Int> {
        try step { (scanner) throws(JSONError) in try scanner.skipValue() }
    }

    private mutating func step<Value>(
        _ body: (inout JSONScanner) throws(JSONError) -> Value
    ) throws(Failure) -> Value {
        do throws(JSONError) {
            return try body(&scanner)
        } catch {
            guard !json.isEmpty else { throw Failure(.argument, "the action is empty") }
            if error.reason == .tooDeep {
                throw refusal("nested deeper than \(Action.depthLimit) levels", at: error.offset)
            }
            throw refusal("not JSON: \(error.text)", at: error.offset)
        }
    }

    private func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: json[range])
    }

    private func missing(_ member: ActionMember) -> Failure {
        refusal("member \(member.name) is missing", at: json.count)
    }

    private func refusal(_ what: Message, at offset: Int) -> Failure {
        Failure(.argument, "\(what), at byte \(offset) of the action")
    }
}
