internal import OnOffice
internal import OnOfficePlatform

/// The engines of this process. They outlive clients: the next client with the same transport
/// settings, be it in the next page of a web server's worker, finds open connections.
enum EngineRegistry {
    fileprivate struct State {
        var process = ProcessID.current
        var engines: [Engine] = []
    }

    private static let state = Locked(State())
    /// So many engines are kept that nobody uses; then the one that has been unused for longest goes.
    fileprivate static let unusedLimit = 8

    /// The engine for these settings, joined; nil for want of memory or descriptors.
    static func engine(for settings: Settings) -> Engine? {
        let now = Clock.monotonicMilliseconds()
        // Ended outside of the lock, and before a new one is made.
        var ended: [Engine] = []
        let known: Engine? = state.withLock { state in
            if state.process != .current {
                // The parent's: abandoned, not closed.
                ended = state.engines
                state = State()
            }
            let known = state.join(settings)
            ended += state.removeStale(now: now)
            return known
        }
        ended.removeAll()
        if let known { return known }
        guard let made = Engine.make(settings) else { return nil }
        return state.withLock { state in
            // Another thread may have been faster.
            if let known = state.join(settings) { return known }
            made.join()
            state.engines.append(made)
            return made
        }
    }
}

extension EngineRegistry.State {
    /// The engine that is known for these settings, joined.
    fileprivate func join(_ settings: Settings) -> Engine? {
        let known = engines.first { $0.settings.sharesConnections(with: settings) }
        known?.join()
        return known
    }

    fileprivate mutating func removeStale(now: Int64) -> [Engine] {
        var stale = engines.filter { $0.isStale(now: now) }
        engines.removeAll { engine in stale.contains { $0 === engine } }
        let unused = engines.filter { $0.unusedSince != nil }
        if unused.count > EngineRegistry.unusedLimit,
            let oldest = unused.min(by: { ($0.unusedSince ?? .max) < ($1.unusedSince ?? .max) })
        {
            engines.removeAll { $0 === oldest }
            stale.append(oldest)
        }
        return stale
    }
}
