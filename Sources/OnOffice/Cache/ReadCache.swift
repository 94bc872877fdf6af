internal import OnOfficePlatform

/// Results that may serve again, for all clients of the process: the next PHP page finds what the
/// last one read. The least recently used go first.
package final class ReadCache: Sendable {
    fileprivate struct Entry {
        let key: CacheKey
        let owner: CacheKey
        let storedAt: Int64
        var usedAt: UInt64
        let result: Buffer
    }

    fileprivate struct State {
        /// In the order of their keys.
        var entries: [Entry] = []
        var size = 0
        var uses: UInt64 = 0
    }

    private let state = Locked(State())

    package static let shared = ReadCache()
    /// What an entry costs beyond its result, in bytes.
    fileprivate static let overhead = 160

    package init() {}

    /// A result that is younger than so many milliseconds.
    func find(_ key: CacheKey, now: Int64, ttl: Int64) -> Buffer? {
        state.withLock { state in
            let place = state.place(of: key)
            guard place.isTaken else { return nil }
            let age = now &- state.entries[place.index].storedAt
            guard 0..<ttl ~= age else { return nil }
            state.uses &+= 1
            state.entries[place.index].usedAt = state.uses
            return state.entries[place.index].result
        }
    }

    /// Keeps a result; limit is the number of bytes that the cache may hold with it.
    func store(
        _ result: UnsafeRawBufferPointer, for key: CacheKey, of owner: CacheKey, now: Int64,
        limit: Int64
    ) {
        guard Int64(result.count &+ Self.overhead) <= limit else { return }
        let copy: Buffer
        do throws(OutOfMemory) { copy = try Buffer(copying: result) } catch { return }
        state.withLock { state in
            state.uses &+= 1
            let entry = Entry(
                key: key, owner: owner, storedAt: now, usedAt: state.uses, result: copy)
            let place = state.place(of: key)
            if place.isTaken {
                state.remove(at: place.index)
            }
            state.entries.insert(entry, at: place.index)
            state.size &+= copy.count &+ Self.overhead
            while Int64(state.size) > limit, let oldest = state.leastRecentlyUsed {
                state.remove(at: oldest)
            }
        }
    }

    /// Forgets what was read with a token.
    func clear(_ owner: CacheKey) {
        state.withLock { state in
            var index = 0
            while index < state.entries.count {
                if state.entries[index].owner == owner {
                    state.remove(at: index)
                } else {
                    index &+= 1
                }
            }
        }
    }
}

extension ReadCache.State {
    /// Where the key is, or would be.
    fileprivate func place(of key: CacheKey) -> (index: Int, isTaken: Bool) {
        var range = entries.indices
        while !range.isEmpty {
            let middle = range.lowerBound &+ range.count / 2
            let other = entries[middle].key
            if other == key { return (middle, true) }
            range = other < key ? middle &+ 1..<range.upperBound : range.lowerBound..<middle
        }
        return (range.lowerBound, false)
    }

    fileprivate var leastRecentlyUsed: Int? {
        entries.indices.min { entries[$0].usedAt < entries[$1].usedAt }
    }

    fileprivate mutating func remove(at index: Int) {
        size &-= entries[index].result.count &+ ReadCache.overhead
        entries.remove(at: index)
    }
}
