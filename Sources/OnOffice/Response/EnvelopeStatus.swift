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

    /// Whether the server gave up, rather than turn the request away: it says so itself, or names no
    /// reason. (The code alone says nothing: it is 500 for refusals, too.)
    var isBreakdown: Bool {
        switch errorCode {
        case .integer(let number) where number != ErrorCode.none:
            return ErrorCode.known(number)?.category == .server
        case .other:
            return false
        default:
            guard case .integer(500...) = code else { return false }
            return true
        }
    }

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
        guard try scanner.enterObject() else { return }
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
            self = JSONText.decode(raw, limit: 16).withUnsafeBytes { EnvelopeKey($0) }
        } else {
            self.init(raw)
        }
    }

    private init(_ name: UnsafeRawBufferPointer) {
        // Most keys are others, which length and first letter tell.
        self =
            switch (name.count, name.first) {
            case (4, UInt8(ascii: "c")) where name.isText("code"): .code
            case (6, UInt8(ascii: "s")) where name.isText("status"): .status
            case (7, UInt8(ascii: "r")) where name.isText("results"): .results
            case (7, UInt8(ascii: "m")) where name.isText("message"): .message
            case (8, UInt8(ascii: "r")) where name.isText("response"): .response
            case (9, UInt8(ascii: "e")) where name.isText("errorcode"): .errorCode
            case (9, UInt8(ascii: "c")) where name.isText("cacheable"): .cacheable
            default: .other
            }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether these bytes are a text of the same length.
    fileprivate func isText(_ text: StaticString) -> Bool {
        for index in 0..<count where self[index] != text.utf8Start[index] { return false }
        return true
    }
}
