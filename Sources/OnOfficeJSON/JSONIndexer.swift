/// Builds the outline of a text, in one pass. The text is known to be valid; were it not, the outline
/// would be wrong, but nothing would be read or written outside of it.
struct JSONIndexer: ~Copyable {
    private(set) var outline: JSONOutline
    private var blocks = JSONBlocks()
    /// Marks of the containers that are open, the innermost last.
    private var pending: JSONTable<JSONOutline.Place>
    /// The innermost container that is open; the one around it is kept in its `next` until it is
    /// closed, and the number of its pending marks in its `marks`.
    private var current = JSONIndexer.none
    /// How many commas it has so far.
    private var commaCount: UInt32 = 0

    private static let none = UInt32.max

    init(_ text: UnsafeRawBufferPointer, memory: JSONMemory) {
        outline = JSONOutline(text, memory: memory)
        pending = JSONTable(memory)
    }

    /// The outline; nil if its memory cannot be had.
    static func outline(
        of text: UnsafeRawBufferPointer, memory: JSONMemory
    ) -> JSONOutline? {
        guard text.count < Int(UInt32.max) else { return nil }
        var indexer = JSONIndexer(text, memory: memory)
        guard indexer.run() else { return nil }
        return indexer.finished()
    }

    private consuming func finished() -> JSONOutline {
        outline.containers.shrink()
        outline.marks.shrink()
        outline.keys.shrink()
        return outline
    }

    private mutating func run() -> Bool {
        var marks = InlineArray<64, JSONBlocks.Marks>(
            repeating: JSONBlocks.Marks(commas: 0, brackets: 0))
        let hasMemory = withUnsafeMutableBytes(of: &marks) { marks in
            marks.baseAddress.map {
                takeAll(by: $0.assumingMemoryBound(to: JSONBlocks.Marks.self), capacity: 64)
            } ?? false
        }
        guard hasMemory else { return false }
        // Valid texts leave none open.
        while current != Self.none {
            guard close(at: max(outline.count &- 1, 0)) else { return false }
        }
        return true
    }

    private mutating func takeAll(
        by marks: UnsafeMutablePointer<JSONBlocks.Marks>, capacity: Int
    ) -> Bool {
        let base = UnsafeRawPointer(outline.base)
        var offset = 0
        while offset &+ JSONBlocks.size <= outline.count {
            let count = min((outline.count &- offset) / JSONBlocks.size, capacity)
            blocks.read(base + offset, count: count, to: marks)
            for index in 0..<count {
                guard take(marks[index], at: offset) else { return false }
                offset &+= JSONBlocks.size
            }
        }
        // The rest is copied: a block may not be read beyond the text.
        var rest = InlineArray<8, UInt64>(repeating: 0)
        let left = UnsafeRawBufferPointer(start: base + offset, count: outline.count &- offset)
        withUnsafeMutableBytes(of: &rest) { rest in
            rest.copyMemory(from: left)
            if let block = rest.baseAddress { blocks.read(block, count: 1, to: marks) }
        }
        return take(marks[0], at: offset)
    }

    @inline(__always)
    private mutating func take(_ marks: JSONBlocks.Marks, at offset: Int) -> Bool {
        var commas = marks.commas
        var brackets = marks.brackets
        while brackets != 0 {
            let bracket = brackets & (0 &- brackets)
            let before = commas & (bracket &- 1)
            guard takeCommas(before, at: offset) else { return false }
            commas ^= before
            brackets ^= bracket
            let position = offset &+ bracket.trailingZeroBitCount
            // Opening brackets have a bit that closing ones have not.
            if outline.base[position] & 0x02 != 0 {
                guard open(at: position) else { return false }
            } else {
                guard close(at: position) else { return false }
            }
        }
        return takeCommas(commas, at: offset)
    }

    /// Counts commas of the current container, and sets a mark behind each sixteenth.
    @inline(__always)
    private mutating func takeCommas(_ commas: UInt64, at offset: Int) -> Bool {
        let before = commaCount
        commaCount = before &+ UInt32(truncatingIfNeeded: commas.nonzeroBitCount)
        guard (before ^ commaCount) >= UInt32(JSONOutline.markDistance) else { return true }
        return setMarks(commas, after: before, at: offset)
    }

    private mutating func setMarks(_ commas: UInt64, after count: UInt32, at offset: Int) -> Bool {
        var commas = commas
        var count = count
        while commas != 0 {
            count &+= 1
            if count % UInt32(JSONOutline.markDistance) == 0 {
                let behind = offset &+ commas.trailingZeroBitCount &+ 1
                let place = JSONOutline.Place(
                    offset: UInt32(truncatingIfNeeded: behind),
                    container: UInt32(truncatingIfNeeded: outline.containers.count))
                guard pending.append(place) else { return false }
            }
            commas &= commas &- 1
        }
        return true
    }

    @inline(__always)
    private mutating func open(at position: Int) -> Bool {
        if current != Self.none { outline.containers[Int(current)].count = commaCount }
        let container = JSONOutline.Container(
            start: UInt32(truncatingIfNeeded: position), next: current,
            marks: UInt32(truncatingIfNeeded: pending.count))
        current = UInt32(truncatingIfNeeded: outline.containers.count)
        commaCount = 0
        return outline.containers.append(container)
    }

    @inline(__always)
    private mutating func close(at position: Int) -> Bool {
        guard current != Self.none else { return true }
        let index = Int(current)
        let around = outline.containers[index].next
        if commaCount == 0,
            outline.skipSpace(Int(outline.containers[index].start) &+ 1) == position
        {
            outline.containers.removeAll(from: index)
        } else {
            outline.containers[index].end = UInt32(truncatingIfNeeded: position)
            outline.containers[index].count = commaCount &+ 1
            outline.containers[index].next = UInt32(truncatingIfNeeded: outline.containers.count)
            if commaCount >= UInt32(JSONOutline.markDistance) {
                guard keepMarks(of: index) else { return false }
            }
        }
        current = around
        commaCount = around == Self.none ? 0 : outline.containers[Int(around)].count
        return true
    }

    /// Puts the marks of a container, which lie on top of the pending ones, where they stay.
    private mutating func keepMarks(of index: Int) -> Bool {
        let container = outline.containers[index]
        let isLarge =
            container.count > UInt32(JSONOutline.largeObject) && outline.isObject(container)
        if isLarge {
            guard outline.marks.append(JSONOutline.Place(offset: 0, container: 0)) else {
                return false
            }
        }
        let first = outline.marks.count
        outline.containers[index].marks = UInt32(truncatingIfNeeded: first)
        for mark in Int(container.marks)..<max(pending.count, Int(container.marks)) {
            guard outline.marks.append(pending[mark]) else { return false }
        }
        pending.removeAll(from: Int(container.marks))
        return !isLarge || hashKeys(of: index, header: first &- 1)
    }

    /// Makes the hash table of a large object. One whose keys collide as only chosen ones do gets
    /// none, and is searched from its start.
    private mutating func hashKeys(of index: Int, header: Int) -> Bool {
        let container = outline.containers[index]
        let start = outline.keys.count
        var slots = JSONOutline.largeObject
        while slots < Int(container.count) &* 2 { slots &*= 2 }
        guard start &+ slots < Int(UInt32.max) else { return true }
        guard outline.keys.append(repeating: 0, count: slots) else { return false }
        var budget = Int(container.count) &* 16
        var place = outline.first(in: index)
        for _ in 0..<container.count {
            guard let member = outline.member(at: place) else { break }
            var slot = JSONText.hash(escaped: outline.bytes(of: member.key)) & (slots &- 1)
            while outline.keys[start &+ slot] != 0 {
                slot = (slot &+ 1) & (slots &- 1)
                budget &-= 1
            }
            guard budget > 0 else {
                outline.keys.removeAll(from: start)
                return true
            }
            outline.keys[start &+ slot] = UInt32(truncatingIfNeeded: place.offset)
            place = outline.next(after: member.value)
        }
        outline.marks[header] = JSONOutline.Place(
            offset: UInt32(truncatingIfNeeded: start),
            container: UInt32(truncatingIfNeeded: slots &- 1))
        return true
    }
}
