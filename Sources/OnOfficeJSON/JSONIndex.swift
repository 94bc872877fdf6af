/// A JSON text that is known to be valid, ready for look-ups by pointer that do not read it from its
/// start. Never changes. The text must outlive it.
///
/// Of members with the same key the last one counts, as in PHP.
package final class JSONIndex: @unchecked Sendable {
    private let outline: JSONOutline

    private init(_ outline: consuming JSONOutline) {
        self.outline = outline
    }

    /// Indexes a text; nil if it has 4 GiB or more, or there is no memory for the index.
    package static func make(
        of text: UnsafeRawBufferPointer, memory: JSONMemory
    ) -> JSONIndex? {
        guard let outline = JSONIndexer.outline(of: text, memory: memory) else { return nil }
        return JSONIndex(outline)
    }

    package func find(_ pointer: JSONPointer) -> JSONValue? {
        var pointer = pointer
        var found = outline.value(at: JSONOutline.Position(offset: 0, container: 0))
        while let value = found, let token = pointer.next() {
            if let unescaped = JSONPointer.unescaped(token) {
                found = unescaped.withUnsafeBufferPointer { text in
                    step(from: value, to: UnsafeRawBufferPointer(text))
                }
            } else {
                found = step(from: value, to: token)
            }
        }
        return found
    }

    /// Number of members or elements; 0 for what is no container. A key that is there twice counts
    /// twice.
    package func count(of value: JSONValue) -> Int {
        value.container.map { Int(outline.containers[$0].count) } ?? 0
    }

    /// The key of an object's member, in the order of the text.
    package func key(of value: JSONValue, at position: Int) -> JSONString? {
        guard value.kind == .object, let container = value.container,
            let place = outline.item(position, in: container)
        else { return nil }
        return outline.member(at: place)?.key
    }

    /// The string that a value is; nil for all others.
    package func string(_ value: JSONValue) -> JSONString? { outline.string(value) }

    /// Where a value stands in the text.
    package func range(of value: JSONValue) -> Range<Int> {
        value.start..<max(outline.end(of: value), value.start)
    }

    private func step(from value: JSONValue, to token: UnsafeRawBufferPointer) -> JSONValue? {
        guard let container = value.container else { return nil }
        if value.kind == .object { return outline.lastMember(of: container, named: token) }
        guard let position = JSONPointer.position(token),
            let place = outline.item(position, in: container)
        else { return nil }
        return outline.value(at: place)
    }
}

extension JSONOutline {
    /// The value of the last member that has the key.
    fileprivate func lastMember(
        of index: Int, named key: UnsafeRawBufferPointer
    ) -> JSONValue? {
        let container = containers[index]
        if container.count > UInt32(Self.largeObject) {
            let table = marks[Int(container.marks) &- 1]
            if table.container > 0 { return hashedMember(of: index, named: key, in: table) }
        }
        var found: JSONValue?
        var place = first(in: index)
        for _ in 0..<container.count {
            guard let member = member(at: place) else { break }
            if has(member.key, key) { found = member.value }
            place = next(after: member.value)
        }
        return found
    }

    private func hashedMember(
        of index: Int, named key: UnsafeRawBufferPointer, in table: Place
    ) -> JSONValue? {
        var last: UInt32 = 0
        var slot = JSONText.hash(key) & Int(table.container)
        while true {
            let offset = keys[Int(table.offset) &+ slot]
            if offset == 0 { break }
            // A key needs no container to be read.
            if offset > last,
                let member = member(at: Position(offset: Int(offset), container: 0)),
                has(member.key, key)
            {
                last = offset
            }
            slot = (slot &+ 1) & Int(table.container)
        }
        guard last > 0 else { return nil }
        return member(
            at: Position(offset: Int(last), container: firstContainer(in: index, from: last)))?
            .value
    }

    /// The first container inside of another that begins at an offset or behind.
    private func firstContainer(in index: Int, from offset: UInt32) -> Int {
        var low = index &+ 1
        var high = Int(containers[index].next)
        while low < high {
            let middle = low &+ (high &- low) / 2
            if containers[middle].start < offset { low = middle &+ 1 } else { high = middle }
        }
        return low
    }

    @inline(__always)
    private func has(_ string: JSONString, _ key: UnsafeRawBufferPointer) -> Bool {
        if string.hasEscapes { return JSONText.isEqual(escaped: bytes(of: string), to: key) }
        guard string.range.count == key.count else { return false }
        let text = base + string.range.lowerBound
        for index in 0..<key.count where text[index] != key[index] { return false }
        return true
    }
}
