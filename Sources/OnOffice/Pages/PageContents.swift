internal import OnOfficeJSON
internal import OnOfficePlatform

/// What one page of a list holds, as far as the walk must know.
struct PageContents {
    /// Number of records.
    private(set) var rows: Int64 = 0
    /// `cntabsolute`; nil if the API did not count.
    private(set) var counted: Int64?
    /// Where the id of each record stands that has one, quotation marks left out.
    private(set) var ids: [Range<Int>] = []

    /// Reads the JSON of one result, which was checked before.
    init(_ result: UnsafeRawBufferPointer) {
        do throws(JSONError) {
            var scanner = JSONScanner(result, depthLimit: .max)
            try readMembers(&scanner, result) { (page, name, scanner) throws(JSONError) in
                guard name.isText("data") else { return false }
                try page.readData(&scanner, result)
                return true
            }
        } catch {
            // It was JSON when the answer was judged.
        }
    }

    private mutating func readData(
        _ scanner: inout JSONScanner, _ json: UnsafeRawBufferPointer
    ) throws(JSONError) {
        try readMembers(&scanner, json) { (page, name, scanner) throws(JSONError) in
            if name.isText("records") {
                try page.readRecords(&scanner, json)
            } else if name.isText("meta") {
                try page.readMeta(&scanner, json)
            } else {
                return false
            }
            return true
        }
    }

    private mutating func readMeta(
        _ scanner: inout JSONScanner, _ json: UnsafeRawBufferPointer
    ) throws(JSONError) {
        try readMembers(&scanner, json) { (page, name, scanner) throws(JSONError) in
            guard name.isText("cntabsolute") else { return false }
            let value = try scanner.skipValue()
            page.counted = JSONInteger.parse(json[Self.unquoted(value, json)])
            return true
        }
    }

    /// A list, or what PHP makes of a list with gaps.
    private mutating func readRecords(
        _ scanner: inout JSONScanner, _ json: UnsafeRawBufferPointer
    ) throws(JSONError) {
        (rows, ids) = (0, [])
        switch try scanner.peekKind() {
        case .array:
            try scanner.beginArray()
            while try scanner.nextElement() { try readRecord(&scanner, json) }
        default:
            try readMembers(&scanner, json) { (page, _, scanner) throws(JSONError) in
                try page.readRecord(&scanner, json)
                return true
            }
        }
    }

    private mutating func readRecord(
        _ scanner: inout JSONScanner, _ json: UnsafeRawBufferPointer
    ) throws(JSONError) {
        rows &+= 1
        try readMembers(&scanner, json) { (page, name, scanner) throws(JSONError) in
            guard name.isText("id") else { return false }
            let value = try scanner.skipValue()
            let kind = JSONKind(firstByte: json[value.lowerBound])
            if kind == .number || kind == .string && value.count > 2 {
                page.ids.append(Self.unquoted(value, json))
            }
            return true
        }
    }

    /// Steps through an object; members that are not taken are skipped, and so is what is no object.
    private mutating func readMembers(
        _ scanner: inout JSONScanner, _ json: UnsafeRawBufferPointer,
        _ take: (inout PageContents, Slice<UnsafeRawBufferPointer>, inout JSONScanner)
            throws(JSONError) -> Bool
    ) throws(JSONError) {
        guard try scanner.enterObject() else { return }
        while let key = try scanner.nextMember() {
            if !(try take(&self, json[key.range], &scanner)) { try scanner.skipValue() }
        }
    }

    private static func unquoted(
        _ range: Range<Int>, _ json: UnsafeRawBufferPointer
    ) -> Range<Int> {
        guard range.count >= 2, json[range.lowerBound] == UInt8(ascii: "\"") else { return range }
        return range.lowerBound &+ 1..<range.upperBound &- 1
    }
}
