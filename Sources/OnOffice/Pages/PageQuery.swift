internal import OnOfficeJSON
internal import OnOfficePlatform

/// A list whose pages are asked for one by one: an action, and what it says of its limits.
///
/// A limit in the action is the number of records wanted in all, an offset in it where the walk
/// begins; both are taken out, and put back page by page.
struct PageQuery: Sendable {
    let action: Action
    let rule: PagingRule
    /// Records wanted in all; nil for all there are.
    let wanted: Int64?
    /// The first record wanted.
    let first: Int64
    /// Whether the action says in which order the records come.
    let isSorted: Bool
    /// The action without limits, up to the closing braces of parameters and action.
    private let head: [UInt8]
    private let hasOtherParameters: Bool

    init(_ json: UnsafeRawBufferPointer) throws(Failure) {
        let action = try Action.parse(json)
        guard !action.verb.writes else {
            throw Failure(
                .argument, "pages are of a read or get: a \(action.verb.name) is done once")
        }
        let rule = PagingRule.of(action)
        let parameters: Parameters
        do throws(JSONError) {
            parameters = try Parameters(action.parametersJSON, rule)
        } catch {
            // They were checked when the action was parsed.
            throw Failure(.argument, "parameters: \(error.text)")
        }
        self.action = action
        self.rule = rule
        wanted = try Self.count(parameters.limit, rule.limit)
        first = try Self.count(parameters.offset, rule.offset) ?? 0
        isSorted = parameters.isSorted
        hasOtherParameters = !parameters.others.isEmpty
        var head: [UInt8] = []
        head.append("{\"actionid\":\"")
        head.append(action.verb.name)
        head.append("\",\"resourcetype\":")
        head.append(contentsOf: action.resourceTypeJSON)
        head.append(",\"resourceid\":")
        head.append(contentsOf: action.resourceIDJSON)
        head.append(",\"identifier\":")
        head.append(contentsOf: action.identifierJSON)
        head.append(",\"parameters\":{")
        head.append(contentsOf: parameters.others)
        self.head = head
    }

    /// The action that fetches a page.
    func action(for window: PageWindow) throws(Failure) -> Action {
        guard !rule.limit.isEmpty else { return action }
        var text = head
        if hasOtherParameters { text.append(",") }
        text.append("\"")
        text.append(rule.limit)
        text.append("\":")
        text.append(decimal: window.size)
        if !rule.offset.isEmpty {
            text.append(",\"")
            text.append(rule.offset)
            text.append("\":")
            text.append(decimal: window.offset)
        }
        text.append("}}")
        return try text.withUnsafeBufferPointer { (text) throws(Failure) in
            try Action.parse(UnsafeRawBufferPointer(text))
        }
    }

    /// A number of records, as a number or as digits in a string; nil if there is none.
    private static func count(
        _ value: UnsafeRawBufferPointer?, _ name: StaticString
    ) throws(Failure) -> Int64? {
        guard let value else { return nil }
        let isString = value.first == UInt8(ascii: "\"")
        let digits = isString ? value.dropFirst().dropLast() : value[...]
        guard let count = JSONInteger.parse(digits), 0...PagePlan.limit ~= count else {
            throw Failure(.argument, "\(name) is a number of records, not \(quoting: value)")
        }
        return count
    }
}

/// The parameters of a list, its limits apart.
private struct Parameters {
    /// The other members, with commas between.
    var others: [UInt8] = []
    var limit: UnsafeRawBufferPointer?
    var offset: UnsafeRawBufferPointer?
    var isSorted = false

    init(_ json: UnsafeRawBufferPointer, _ rule: PagingRule) throws(JSONError) {
        var scanner = JSONScanner(json, depthLimit: Action.depthLimit)
        guard try scanner.enterObject() else { return }
        while let key = try scanner.nextMember() {
            let value = try scanner.skipValue()
            let name = JSONText.decode(UnsafeRawBufferPointer(rebasing: json[key.range]), limit: 64)
            if name.isName(rule.limit, "listlimit") {
                limit = UnsafeRawBufferPointer(rebasing: json[value])
            } else if name.isName(rule.offset, "listoffset") {
                offset = UnsafeRawBufferPointer(rebasing: json[value])
            } else {
                if !others.isEmpty { others.append(",") }
                others.append(contentsOf: json[key.range.lowerBound &- 1..<value.upperBound])
                for sorting in ["sortby", "order"] as [StaticString]
                where sorting.bytes.elementsEqual(name) {
                    isSorted = true
                }
            }
        }
    }
}

extension StaticString {
    fileprivate var isEmpty: Bool { utf8CodeUnitCount == 0 }
}

extension [UInt8] {
    /// Whether this is the name that a call has for a parameter, if it has one, or the usual one:
    /// so that whoever begins a walk need not know how each call spells them.
    fileprivate func isName(_ name: StaticString, _ usual: StaticString) -> Bool {
        !name.isEmpty && (name.bytes.elementsEqual(self) || usual.bytes.elementsEqual(self))
    }
}
