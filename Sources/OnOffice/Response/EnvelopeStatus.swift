internal import OnOfficeJSON

/// A status as it stands in an answer: {"code": 200, "errorcode": 0, "message": "OK"}. The answer
/// as a whole has one, and so has each result (there, as a rule, without the code).
/// https://apidoc.onoffice.de/onoffice-api-response/
struct EnvelopeStatus {
    enum Number: Equatable {
        case absent
        case integer(Int32)
        /// Anything else: a word such as "Syntax error", a negative or too large number, a wrong
        /// type.
        case other(Range<Int>)
    }

    var code = Number.absent
    var errorCode = Number.absent
    var message: JSONString?

    /// The number that names the error. A result may have its error in code instead of errorcode,
    /// where 200 and 0 mean that there is none.
    var effectiveErrorCode: Number {
        guard errorCode == .absent else { return errorCode }
        return code == .integer(200) ? .integer(0) : code
    }

    /// Reads a status object. What is not one is skipped, and has nothing in it.
    init(
        from scanner: inout JSONScanner, of json: UnsafeRawBufferPointer
    ) throws(JSONError) {
        guard try scanner.peekKind() == .object else {
            try scanner.skipValue()
            return
        }
        try scanner.beginObject()
        while let key = try scanner.nextMember() {
            switch EnvelopeKey(key, of: json) {
            case .code: code = try Self.readNumber(from: &scanner, of: json)
            case .errorCode: errorCode = try Self.readNumber(from: &scanner, of: json)
            case .message:
                if try scanner.peekKind() == .string {
                    message = try scanner.readString()
                } else {
                    try scanner.skipValue()
                }
            default: try scanner.skipValue()
            }
        }
    }

    init() {}

    /// PHP writes numbers as numbers or as strings.
    private static func readNumber(
        from scanner: inout JSONScanner, of json: UnsafeRawBufferPointer
    ) throws(JSONError) -> Number {
        let kind = try scanner.peekKind()
        var range = try scanner.skipValue()
        if kind == .null { return .absent }
        if kind == .string { range = (range.lowerBound &+ 1)..<(range.upperBound &- 1) }
        guard kind == .number || kind == .string,
            let value = JSONInteger.parse(UnsafeRawBufferPointer(rebasing: json[range])),
            let number = Int32(exactly: value), number >= 0
        else { return .other(range) }
        return .integer(number)
    }
}

/// The keys that matter in an answer.
enum EnvelopeKey {
    case status, response, results, cacheable, code, errorCode, message, other

    init(_ key: JSONString, of json: UnsafeRawBufferPointer) {
        // PHP never escapes a letter, but JSON allows it.
        let raw = UnsafeRawBufferPointer(rebasing: json[key.range])
        if key.hasEscapes {
            self.init(JSONText.decode(raw, limit: 16))
        } else {
            self.init(raw)
        }
    }

    private init(_ name: some Collection<UInt8>) {
        // Most keys are others, which the first letter tells.
        switch name.first {
        case UInt8(ascii: "c"), UInt8(ascii: "e"), UInt8(ascii: "m"), UInt8(ascii: "r"),
            UInt8(ascii: "s"):
            break
        default:
            self = .other
            return
        }
        switch name.count {
        case 4 where name.elementsEqual("code".utf8): self = .code
        case 6 where name.elementsEqual("status".utf8): self = .status
        case 7 where name.elementsEqual("results".utf8): self = .results
        case 7 where name.elementsEqual("message".utf8): self = .message
        case 8 where name.elementsEqual("response".utf8): self = .response
        case 9 where name.elementsEqual("errorcode".utf8): self = .errorCode
        case 9 where name.elementsEqual("cacheable".utf8): self = .cacheable
        default: self = .other
        }
    }
}
