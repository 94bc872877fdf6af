import OnOfficePlatform
import Testing

@testable import OnOffice

/// A list of so many records behind a server that hands out at most so many at once.
private struct List {
    var count: Int64
    var serverLimit: Int64 = 500
    var counts = true
    /// Whether the size that is asked for counts.
    var heedsSize = true

    func rows(_ window: PageWindow) -> Int64 {
        max(0, min(heedsSize ? window.size : .max, serverLimit, count - window.offset))
    }
}

private func next(_ plan: inout PagePlan) -> PageWindow? { plan.next() }

private func take(_ plan: inout PagePlan) throws -> PageWindow {
    let window = plan.next()
    return try #require(window)
}

private func learn(
    _ plan: inout PagePlan, _ window: PageWindow, _ rows: Int64, _ counted: Int64
) -> Status? {
    plan.learn(window, rows: rows, counted: counted)?.status
}

@Suite struct PagePlanTests {
    private let usual = PagingRule(
        limit: "listlimit", offset: "listoffset", most: 500, isMandatory: false, countsAll: true)
    private let onePage = PagingRule(
        limit: "listlimit", offset: "", most: 500, isMandatory: false, countsAll: false)
    private let whole = PagingRule(
        limit: "", offset: "", most: 0, isMandatory: false, countsAll: true)

    /// Walks to the end, so many pages in flight; the windows, and why it ended early.
    private func walk(
        _ rule: PagingRule, _ list: List, wanted: Int64? = nil, first: Int64 = 0,
        pageSize: Int32 = 0, ahead: Int = 1
    ) throws -> (windows: [PageWindow], failure: Status?) {
        var plan = try PagePlan(rule, wanted: wanted, first: first, pageSize: pageSize)
        var windows: [PageWindow] = []
        var flying: [PageWindow] = []
        while windows.count < 1000 {
            while flying.count < ahead, let window = plan.next() {
                flying.append(window)
                windows.append(window)
            }
            guard !flying.isEmpty else { return (windows, nil) }
            let window = flying.removeFirst()
            if let failure = plan.learn(
                window, rows: list.rows(window), counted: list.counts ? list.count : nil)
            {
                return (windows, failure.status)
            }
        }
        Issue.record("the walk does not end")
        return (windows, nil)
    }

    @Test(arguments: [1, 3, 8, 32])
    func everyRecordOnce(ahead: Int) throws {
        for count in [0, 1, 499, 500, 501, 1000, 1001, 4999] as [Int64] {
            for counts in [true, false] {
                let list = List(count: count, counts: counts)
                let (windows, failure) = try walk(usual, list, ahead: ahead)
                #expect(failure == nil)
                var reached: Int64 = 0
                for window in windows {
                    #expect(window.offset == reached)
                    reached += window.size
                }
                #expect(reached >= count)
                let most = (count + 499) / 500
                #expect(windows.count <= Int(max(1, counts ? most : most + 1)))
            }
        }
    }

    @Test func neverMoreThanIsWanted() throws {
        for wanted in [0, 1, 7, 10, 25, 30, 31, 1000] as [Int64] {
            let (windows, _) = try walk(
                usual, List(count: 31), wanted: wanted, pageSize: 10, ahead: 4)
            #expect(windows.reduce(0) { $0 + $1.size } <= max(wanted, 0))
            let rows = windows.reduce(0) { $0 + List(count: 31).rows($1) }
            #expect(rows == min(wanted, 31))
        }
    }

    @Test func beginsWhereItIsToldTo() throws {
        let (windows, _) = try walk(usual, List(count: 45), first: 30, pageSize: 10)
        #expect(windows == [PageWindow(offset: 30, size: 10), PageWindow(offset: 40, size: 10)])
    }

    /// A server with a limit of its own must not cost records.
    @Test func smallerPagesThanAskedFor() throws {
        let list = List(count: 55, serverLimit: 20)
        let (windows, _) = try walk(usual, list, ahead: 3)
        #expect(windows.map(\.offset) == [0, 20, 40])
    }

    /// Nor must one that hands out more than it was asked for make them come twice.
    @Test(arguments: [true, false])
    func largerPagesThanAskedFor(counts: Bool) throws {
        let list = List(count: 55, serverLimit: 20, counts: counts, heedsSize: false)
        let (windows, _) = try walk(usual, list, pageSize: 7, ahead: 3)
        #expect(windows.map(\.offset) == [0, 20, 40])
    }

    @Test func listsThatCannotBeContinued() throws {
        #expect(try walk(onePage, List(count: 499)).failure == nil)
        #expect(try walk(onePage, List(count: 500)).failure == .limit)
        #expect(try walk(onePage, List(count: 900), wanted: 500).failure == nil)
        #expect(try walk(onePage, List(count: 900), wanted: 501).failure == .limit)
        #expect(try walk(onePage, List(count: 900), wanted: 20).windows.map(\.size) == [20])
    }

    /// Appointments: 500 at most, and not even a limit to ask for fewer.
    @Test func callsThatCutWithoutAsking() throws {
        let rule = PagingRule(
            limit: "", offset: "", most: 500, isMandatory: false, countsAll: true)
        #expect(try walk(rule, List(count: 499)).failure == nil)
        var plan = try PagePlan(rule, wanted: nil, first: 0, pageSize: 0)
        #expect(learn(&plan, try take(&plan), 500, 500) == .limit)
    }

    @Test func callsWithoutPages() throws {
        let (windows, failure) = try walk(whole, List(count: 7000, serverLimit: 7000), ahead: 8)
        #expect(windows.count == 1)
        #expect(failure == nil)
    }

    @Test func aCountWithoutRecords() throws {
        var plan = try PagePlan(usual, wanted: nil, first: 0, pageSize: 10)
        let first = try take(&plan)
        #expect(learn(&plan, first, 10, 1 << 60) == nil)
        #expect(plan.total == nil)
        var second = try PagePlan(usual, wanted: nil, first: 0, pageSize: 10)
        // Records may be hidden from an API user; so many pages of them are no records.
        for _ in 0..<3 { #expect(learn(&second, try take(&second), 0, 1 << 40) == nil) }
        #expect(learn(&second, try take(&second), 0, 1 << 40) == .protocol)
    }

    @Test func theLatestCountHolds() throws {
        var plan = try PagePlan(usual, wanted: nil, first: 0, pageSize: 10)
        let first = try take(&plan)
        #expect(learn(&plan, first, 10, 30) == nil)
        #expect(plan.total == 30)
        let second = try take(&plan)
        #expect(learn(&plan, second, 10, 21) == nil)
        #expect(plan.total == 21)
        let third = try take(&plan)
        #expect(next(&plan) == nil)
        #expect(learn(&plan, third, 1, 21) == nil)
        #expect(next(&plan) == nil)
        #expect(plan.isOver)
    }

    @Test func pageSizesTheCallDoesNotHave() {
        for size in [-1, 501, .max] as [Int32] {
            #expect(throws: Failure.self) {
                try PagePlan(usual, wanted: nil, first: 0, pageSize: size)
            }
        }
    }
}
