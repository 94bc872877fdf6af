internal import OnOfficePlatform

/// How a walk over a list went, for logs and for those who wonder.
struct PagesReport: Sendable {
    private let isSorted: Bool
    private let isPaged: Bool
    private var pages = 0
    private var records: Int64 = 0
    /// What the API counted first, and what last.
    private var firstCount: Int64?
    private var lastCount: Int64?
    /// Where pages began that were not full, though they were not the last.
    private var shortPages: [Int64] = []
    private var duplicates = 0
    private var duplicateIDs: [[UInt8]] = []
    private var seen = SeenRecords()

    /// So many ids and offsets are named.
    private static let limit = 100

    init(_ query: PageQuery) {
        isSorted = query.isSorted
        isPaged = query.rule.offset.utf8CodeUnitCount > 0
    }

    /// Takes note of a page; whether it has only records that came before.
    mutating func note(
        _ window: PageWindow, _ page: PageContents, of result: UnsafeRawBufferPointer
    ) -> Bool {
        pages &+= 1
        records &+= page.rows
        if let counted = page.counted {
            firstCount = firstCount ?? counted
            lastCount = counted
            let isShort = page.rows < window.size && window.offset &+ page.rows < counted
            if isPaged, isShort, shortPages.count < Self.limit { shortPages.append(window.offset) }
        }
        var known: Int64 = 0
        for range in page.ids where seen.insert(result[range]) {
            duplicates &+= 1
            known &+= 1
            if duplicateIDs.count < Self.limit { duplicateIDs.append(Array(result[range])) }
        }
        return known > 0 && known == page.rows
    }

    /// The report as JSON.
    var text: Text {
        var json: Message = """
            {"pages":\(pages),"records":\(records),"sorted":\(isSorted),\
            "first_count":\(count(firstCount)),"last_count":\(count(lastCount)),"short_pages":[
            """
        for (index, offset) in shortPages.enumerated() {
            json += index > 0 ? "," : ""
            json += "\(offset)"
        }
        json += "],\"duplicates\":\(duplicates),\"duplicate_ids\":["
        for (index, id) in duplicateIDs.enumerated() {
            json += index > 0 ? ",\"" : "\""
            // As it stood in the answer, so escaped where it must be.
            json += Message(id)
            json += "\""
        }
        json += "],\"warnings\":["
        for (index, warning) in warnings.enumerated() {
            json += index > 0 ? ",\"" : "\""
            json += warning
            json += "\""
        }
        json += "]}"
        return json.text
    }

    private var warnings: [Message] {
        var warnings: [Message] = []
        if isPaged, !isSorted, pages > 1 {
            warnings.append(
                "no sortby: without an order that stays, records may be missed or come twice")
        }
        if let firstCount, let lastCount, firstCount != lastCount {
            warnings.append("the number of records changed from \(firstCount) to \(lastCount)")
        }
        if duplicates > 0 { warnings.append("\(duplicates) records came more than once") }
        if !shortPages.isEmpty { warnings.append("pages had fewer records than were asked for") }
        return warnings
    }

    private func count(_ number: Int64?) -> Message { number.map { "\($0)" } ?? "null" }
}
