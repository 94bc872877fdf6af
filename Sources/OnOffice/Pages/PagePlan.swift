internal import OnOfficePlatform

/// One page: its first record, and how many.
struct PageWindow: Equatable, Sendable {
    let offset: Int64
    let size: Int64
}

/// Which pages of a list to ask for next.
///
/// The first page tells how many records there are; those after it may then be asked for at the same
/// time. Where the API does not count, a page that is not full is the last one.
struct PagePlan: Sendable {
    /// Offsets and counts beyond this are no such thing.
    static let limit: Int64 = 1 << 53

    private let isPaged: Bool
    private let hasOffset: Bool
    private let countsAll: Bool
    /// The largest page, where the call takes no size for it; 0 for no limit.
    private let most: Int64
    private let first: Int64
    private var size: Int64
    private var position: Int64
    /// Where the records that are wanted end; nil: with the list.
    private var bound: Int64?
    /// Where the list ends, as far as is known.
    private var end: Int64?
    private var isCounted = false
    private var pages = 0
    /// Pages that came one behind the other and brought nothing: no records, though more were
    /// counted, or only those of before.
    private var idlePages = 0
    /// So many are taken for records that the API user may not see, or that were moved.
    private static let patience = 3
    private var inFlight = 0

    /// Page sizes of 0 are the largest that the call hands out.
    init(_ query: PageQuery, pageSize: Int32) throws(Failure) {
        try self.init(query.rule, wanted: query.wanted, first: query.first, pageSize: pageSize)
    }

    init(
        _ rule: PagingRule, wanted: Int64?, first: Int64, pageSize: Int32
    ) throws(Failure) {
        isPaged = rule.limit.utf8CodeUnitCount > 0
        hasOffset = rule.offset.utf8CodeUnitCount > 0
        countsAll = rule.countsAll
        most = isPaged ? 0 : Int64(rule.most)
        guard pageSize >= 0, !isPaged || pageSize <= rule.most else {
            throw Failure(
                .argument,
                "page_size \(pageSize): the API hands out \(rule.most) of these records at most")
        }
        size = Int64(pageSize == 0 ? rule.most : Int(pageSize))
        self.first = first
        position = first
        bound = wanted.map { first &+ $0 }
        if wanted == 0 { end = first }
        if !isPaged { size = 1 }
    }

    /// Records the walk hands out, by what the latest page told; nil if that is not known.
    var total: Int64? { end.map { max(0, $0 &- first) } }

    /// Whether all has been asked for.
    var isOver: Bool { inFlight == 0 && end.map { position >= $0 } ?? false }

    /// The next page to ask for; nil if there is none, or none before another one came.
    mutating func next() -> PageWindow? {
        guard inFlight == 0 || isCounted, end.map({ position < $0 }) ?? true else { return nil }
        // A whole page even where fewer records are left: there may be more of them by now.
        let rest = isPaged ? bound.map { $0 &- position } ?? .max : .max
        guard rest > 0 else { return nil }
        let window = PageWindow(offset: position, size: min(size, rest))
        position &+= window.size
        inFlight &+= 1
        return window
    }

    /// Takes note of a page that came: its records, and how many the API counts in all. Returns why
    /// the walk cannot go on behind it.
    mutating func learn(
        _ window: PageWindow, rows: Int64, counted: Int64?, isRepeated: Bool = false
    ) -> Failure? {
        inFlight &-= 1
        pages &+= 1
        let reached = window.offset &+ rows
        guard hasOffset else {
            defer {
                end = reached
                position = max(position, reached)
            }
            return isPaged || most > 0 ? checkEnd(rows, most > 0 ? most : window.size) : nil
        }
        // A server that does not heed the size: what comes next is behind all that it handed out.
        if pages == 1, rows > window.size {
            size = rows
            position = reached
        }
        guard countsAll, let counted, counted >= reached, counted <= Self.limit else {
            if rows < window.size { end = min(end ?? reached, reached) }
            // Who does not heed the offset either would be asked for ever.
            return isStuck(isRepeated)
                ? Failure(
                    .protocol,
                    """
                    the API hands out the same records again and again: the \(idlePages) pages up to \
                    \(window.offset) had no others
                    """) : nil
        }
        // The latest count holds: records come and go while one walks over them.
        isCounted = true
        end = min(counted, bound ?? counted)
        // Who believed a count that is no more than a number would ask for ever.
        if isStuck(rows == 0 && counted > window.offset &+ window.size) {
            return Failure(
                .protocol,
                """
                the API counts \(counted) records, but had none in \(idlePages) pages up to \
                \(window.offset)
                """)
        }
        // Where the first page has fewer records than it was asked for, and there are more, the
        // server has a limit of its own: what it left out comes next.
        if pages == 1, rows > 0, rows < window.size, reached < counted {
            size = rows
            position = reached
        }
        return nil
    }

    /// Whether too many pages brought nothing, this one included.
    private mutating func isStuck(_ isIdle: Bool) -> Bool {
        idlePages = isIdle ? idlePages &+ 1 : 0
        return idlePages > Self.patience
    }

    /// A list that cannot be continued must not end as if it were complete.
    private func checkEnd(_ rows: Int64, _ size: Int64) -> Failure? {
        guard rows >= size, bound.map({ $0 > first &+ rows }) ?? true else { return nil }
        var message: Message = """
            there may be more than these \(rows) records, and the API hands out no page behind \
            them: narrow the filter or the period
            """
        if isPaged { message += ", or ask for at most \(size)" }
        return Failure(.limit, message)
    }
}
