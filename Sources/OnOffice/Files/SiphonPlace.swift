internal import OnOfficeJSON
internal import OnOfficePlatform

/// Where in an answer one is: whether the next string is a name, or the file.
///
///     response, results, any of them, data, records, any of them, elements, then the file
struct SiphonPlace {
    /// Containers that are open, and how many of them, from the outermost, lie on the way.
    private var depth = 0
    private var matched = 0
    /// Which of those on the way are objects, a bit for each.
    private var objects: UInt16 = 0
    /// Whether the name that came last is the one that leads on.
    private var leadsOn = false
    private var name: [UInt8] = []
    /// In an object, whether a name comes next.
    var expectsName = false
    /// Whether the file may be compressed: an exposé.
    private(set) var mayBeCompressed = false

    private static let last = 8
    /// Eight letters, should all be escaped.
    private static let nameLimit = 48

    private var isOnWay: Bool { matched == depth }

    private var isInObject: Bool { objects >> UInt16(truncatingIfNeeded: depth) & 1 == 1 }

    /// The results and the records may be in either kind of container.
    private static func isList(_ depth: Int) -> Bool { depth == 3 || depth == 6 }

    var isName: Bool { isOnWay && isInObject && expectsName }

    var isFile: Bool { isOnWay && depth == Self.last && leadsOn }

    // MARK: Containers

    mutating func open(isObject: Bool) {
        let isOnWay = isOnWay && (depth == 0 || leadsOn || !isInObject)
        depth &+= 1
        guard isOnWay, depth <= Self.last, isObject || Self.isList(depth) else { return }
        matched = depth
        let bit: UInt16 = 1 << UInt16(truncatingIfNeeded: depth)
        objects = isObject ? objects | bit : objects & ~bit
        expectsName = isObject
        leadsOn = false
    }

    mutating func close() {
        depth = max(0, depth &- 1)
        matched = min(matched, depth)
        expectsName = false
        leadsOn = false
    }

    /// What the last name led to is over.
    mutating func endValue() { leadsOn = false }

    // MARK: Names

    mutating func beginName() { name.removeAll(keepingCapacity: true) }

    mutating func addToName(_ bytes: Slice<UnsafeRawBufferPointer>) {
        // One byte beyond the limit tells that it is too long.
        name.append(contentsOf: bytes.prefix(Self.nameLimit &+ 1 &- name.count))
    }

    mutating func endName() {
        expectsName = false
        let name = name.withUnsafeBufferPointer {
            JSONText.decode(UnsafeRawBufferPointer($0), limit: Self.nameLimit &+ 1)
        }
        let isNamed: (StaticString) -> Bool = { $0.bytes.elementsEqual(name) }
        switch depth {
        case 1: leadsOn = isNamed("response")
        case 2: leadsOn = isNamed("results")
        case 4: leadsOn = isNamed("data")
        case 5: leadsOn = isNamed("records")
        case 7: leadsOn = isNamed("elements")
        case Self.last:
            mayBeCompressed = isNamed("document")
            leadsOn = mayBeCompressed || isNamed("content") || isNamed("photo")
        default: leadsOn = true
        }
    }
}
