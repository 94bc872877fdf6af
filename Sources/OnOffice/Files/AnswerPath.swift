internal import OnOfficeJSON
internal import OnOfficePlatform

/// Finds a value in an answer that was judged to be JSON.
enum AnswerPath {
    /// The elements of the first record of a result.
    static let elements: [StaticString] = ["data", "records", "", "elements"]

    /// Where the value stands; "" names the first element or member, whatever it is.
    static func find(_ path: [StaticString], in json: UnsafeRawBufferPointer) -> Range<Int>? {
        do throws(JSONError) {
            var scanner = JSONScanner(json, depthLimit: .max)
            for name in path {
                guard try enter(name, &scanner, json) else { return nil }
            }
            return try scanner.skipValue()
        } catch {
            return nil
        }
    }

    private static func enter(
        _ name: StaticString, _ scanner: inout JSONScanner, _ json: UnsafeRawBufferPointer
    ) throws(JSONError) -> Bool {
        switch try scanner.peekKind() {
        case .array where name.utf8CodeUnitCount == 0:
            try scanner.beginArray()
            return try scanner.nextElement()
        case .object:
            try scanner.beginObject()
            while let key = try scanner.nextMember() {
                if name.utf8CodeUnitCount == 0 || name.bytes.elementsEqual(json[key.range]) {
                    return true
                }
                try scanner.skipValue()
            }
            return false
        default:
            return false
        }
    }
}
