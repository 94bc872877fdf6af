/// A value that was found in an indexed text.
package struct JSONValue: Sendable {
    package let kind: JSONKind
    /// Offset of its first byte.
    package let start: Int
    /// Which container it is; nil for a scalar, and for a container with nothing in it.
    let container: Int?
    /// The container that comes next behind its first byte.
    let nextContainer: Int
}

extension JSONOutline {
    /// Where to go on reading, unpacked.
    struct Position {
        var offset: Int
        var container: Int

        init(offset: Int, container: Int) {
            self.offset = offset
            self.container = container
        }

        init(_ place: Place) {
            offset = Int(place.offset)
            container = Int(place.container)
        }
    }

    struct Member {
        let key: JSONString
        let value: JSONValue
    }

    // MARK: One value

    /// The value that begins there, or behind the white space there.
    func value(at position: Position) -> JSONValue? {
        let start = skipSpace(position.offset)
        guard start < count, let kind = JSONKind(firstByte: base[start]) else { return nil }
        let index = position.container
        let isFilled = index < containers.count && Int(containers[index].start) == start
        return JSONValue(
            kind: kind, start: start, container: isFilled ? index : nil, nextContainer: index)
    }

    /// The member that begins there.
    func member(at position: Position) -> Member? {
        guard let key = string(at: skipSpace(position.offset)) else { return nil }
        let colon = skipSpace(key.range.upperBound &+ 1)
        let place = Position(offset: colon &+ 1, container: position.container)
        return value(at: place).map { Member(key: key, value: $0) }
    }

    /// The offset behind a value.
    func end(of value: JSONValue) -> Int {
        if let container = value.container { return Int(containers[container].end) &+ 1 }
        switch value.kind {
        case .array, .object: return min(skipSpace(value.start &+ 1) &+ 1, count)
        case .string: return string(value).map { $0.range.upperBound &+ 1 } ?? count
        case .number, .boolean, .null:
            var offset = value.start
            while offset < count {
                switch base[offset] {
                case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), 0...0x20:
                    return offset
                default: offset &+= 1
                }
            }
            return offset
        }
    }

    /// The string that a value is; nil for all others.
    func string(_ value: JSONValue) -> JSONString? { string(at: value.start) }

    /// The string whose quotation mark stands there; nil if none does.
    private func string(at offset: Int) -> JSONString? {
        guard offset < count, base[offset] == UInt8(ascii: "\"") else { return nil }
        let start = offset &+ 1
        var index = start
        var hasEscapes = false
        while index < count {
            if index &+ 8 <= count {
                let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
                let found = JSONScanner.quotesAndBackslashes(in: UInt64(littleEndian: word))
                index &+= found == 0 ? 8 : found.trailingZeroBitCount &>> 3
                if found == 0 { continue }
            }
            switch base[index] {
            case UInt8(ascii: "\""): return JSONString(range: start..<index, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                index &+= 2
            default: index &+= 1
            }
        }
        return nil
    }

    func bytes(of string: JSONString) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base + string.range.lowerBound, count: string.range.count)
    }

    // MARK: One after another

    /// The place of a container's first item.
    func first(in container: Int) -> Position {
        Position(offset: Int(containers[container].start) &+ 1, container: container &+ 1)
    }

    /// The place of the item behind a value; meaningless behind the last one.
    func next(after value: JSONValue) -> Position {
        let container = value.container.map { Int(containers[$0].next) } ?? value.nextContainer
        // Behind the comma.
        return Position(offset: skipSpace(end(of: value)) &+ 1, container: container)
    }

    /// The place of a container's item of that number, from the nearest mark on.
    func item(_ number: Int, in index: Int) -> Position? {
        let container = containers[index]
        guard number >= 0, number < Int(container.count) else { return nil }
        let (mark, rest) = number.quotientAndRemainder(dividingBy: Self.markDistance)
        var place = first(in: index)
        if mark > 0 { place = Position(marks[Int(container.marks) &+ mark &- 1]) }
        for _ in 0..<rest {
            guard let value = isObject(container) ? member(at: place)?.value : value(at: place)
            else { return nil }
            place = next(after: value)
        }
        return place
    }
}
