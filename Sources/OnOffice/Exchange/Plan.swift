internal import OnOfficePlatform

/// Which actions of a request travel in which HTTP request, and which need not travel at all.
struct Plan {
    /// Where the result of an action comes from.
    enum Source {
        /// From the action at that place of that part.
        case part(Int, place: Int)
        case cache(Buffer)
    }

    /// By action.
    private(set) var sources: [Source] = []
    /// By part, the actions in it.
    private(set) var parts: [[Int]] = []
    private(set) var cached: [Int] = []
    /// Reads that are equal to an earlier one.
    private(set) var merged: [Int] = []

    /// What the cache has is told by action, nil for the others.
    init(_ actions: [Action], limit: Int, cached found: [Buffer?]) {
        sources.reserveCapacity(actions.count)
        let twins = Twins(actions)
        for index in actions.indices {
            if index < found.count, let result = found[index] {
                sources.append(.cache(result))
                cached.append(index)
            } else if let earlier = twins.earlier(than: index) {
                sources.append(sources[earlier])
                merged.append(index)
            } else {
                sources.append(place(index, limit))
            }
        }
    }

    private mutating func place(_ index: Int, _ limit: Int) -> Source {
        if parts.last.map({ $0.count >= limit }) ?? true { parts.append([]) }
        let part = parts.count &- 1
        parts[part].append(index)
        return .part(part, place: parts[part].count &- 1)
    }
}

/// Finds reads that are equal to the last byte, with no write between them, after which the second
/// may see something else. Writes are never equal: each is meant.
private struct Twins {
    /// By action, the first one that is equal.
    private var firsts: [Int?] = []

    init(_ actions: [Action]) {
        guard actions.count > 1 else { return }
        var marks: [(mark: UInt64, index: Int)] = []
        var writes: UInt64 = 0
        // By action, how many writes stand before it.
        var ages: [UInt64] = []
        for (index, action) in actions.enumerated() {
            ages.append(writes)
            if action.verb.writes {
                writes &+= 1
            } else {
                marks.append((action.mark &+ writes, index))
            }
        }
        guard marks.count > 1 else { return }
        marks.sort { $0.mark == $1.mark ? $0.index < $1.index : $0.mark < $1.mark }
        firsts = Array(repeating: nil, count: actions.count)
        var start = 0
        for place in marks.indices {
            if marks[place].mark != marks[start].mark { start = place }
            let earlier = marks[start..<place].first {
                ages[$0.index] == ages[marks[place].index]
                    && actions[$0.index].isEqual(to: actions[marks[place].index])
            }
            firsts[marks[place].index] = earlier?.index
        }
    }

    func earlier(than index: Int) -> Int? { firsts.isEmpty ? nil : firsts[index] }
}

extension Action {
    private var parts: [UnsafeRawBufferPointer] {
        [resourceTypeJSON, resourceIDJSON, identifierJSON, parametersJSON]
    }

    /// Equal actions have equal marks: FNV-1a over what is sent.
    fileprivate var mark: UInt64 {
        var mark: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in parts {
            for byte in part { mark = (mark ^ UInt64(byte)) &* 0x100_0000_01B3 }
            mark = (mark ^ 0xFF) &* 0x100_0000_01B3
        }
        return mark
    }

    fileprivate func isEqual(to other: Action) -> Bool {
        verb == other.verb
            && parts.elementsEqual(other.parts) { $0.elementsEqual($1) }
    }
}
