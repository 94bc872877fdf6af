internal import CCurl
package import OnOffice
package import OnOfficePlatform

/// Carries the parts of one client over the engines of the process; over one, unless the client's
/// transport settings change while something is under way.
package final class CurlTransport: Transport {
    private struct State {
        var process = ProcessID.current
        /// The one that was used last comes last.
        var engines: [Engine] = []
        /// The settings it was found for.
        var revision: UInt64?
        var watch: Watch?
    }

    /// What a host waits for.
    private struct Watch {
        let poller: Poller
        let waker: Waker
    }

    private let state = Locked(State())
    /// With several engines under way, each is waited for in turn, so many milliseconds.
    private static let turn: Int64 = 10

    package init() {}

    deinit {
        let state = state.withLock { $0 }
        guard state.process == .current else { return }
        for engine in state.engines { engine.leave() }
    }

    package var now: Int64 { Clock.monotonicMilliseconds() }

    package var unixTime: Int64 { Clock.unixTime() }

    package func time(of date: Text) -> Int64? {
        let time = ccurl_date(date.cText)
        return time < 0 ? nil : time
    }

    package func submit(_ part: Part, notBefore moment: Int64) {
        guard let engine = engine(for: part.settings, part.mailbox) else {
            part.reply = Reply(failure: CurlFailure.memory.failure)
            part.mailbox.put(part)
            return
        }
        let isKnown = state.withLock { state in
            let isKnown = state.engines.contains { $0 === engine }
            if !isKnown {
                // Another thread has changed the settings meanwhile, and found it idle.
                engine.join()
                state.engines.insert(engine, at: 0)
            }
            // In one go, so that it is not idle any more to who comes next.
            engine.submit(part, notBefore: moment)
            return isKnown
        }
        if !isKnown, let watch = state.withLock({ $0.watch }) { self.watch(engine, watch.poller) }
    }

    package func wait(for mailbox: Mailbox, since changes: Int, until moment: Int64?) {
        let engines = busyEngines
        guard engines.count > 1 else {
            engines.first?.wait(for: mailbox, since: changes, until: moment)
            return
        }
        for engine in engines where mailbox.changes == changes {
            engine.wait(
                for: mailbox, since: changes, until: min(moment ?? .max, now &+ Self.turn))
        }
    }

    package func nudge(_ mailbox: Mailbox) {
        mailbox.nudge()
        for engine in engines { engine.nudge(mailbox) }
    }

    package func settle() {
        for engine in engines { engine.settle() }
    }

    package func cancel(_ parts: [Part]) {
        for part in parts { part.markCancelled() }
        for engine in engines { engine.endCancelled() }
    }

    package func descriptor(for mailbox: Mailbox) -> Int32? {
        _ = engines
        if let watch = state.withLock({ $0.watch }) { return watch.poller.descriptor }
        guard let poller = Poller(), let waker = Waker(),
            poller.set(waker.descriptor, readable: true)
        else { return nil }
        let engines = state.withLock { state in
            state.watch = Watch(poller: poller, waker: waker)
            return state.engines
        }
        mailbox.ring(waker)
        for engine in engines { watch(engine, poller) }
        return poller.descriptor
    }

    private func watch(_ engine: Engine, _ poller: Poller) {
        engine.watch()
        poller.set(engine.descriptor, readable: true)
    }

    /// The engines in use. In a forked child there are none: they are the parent's.
    private var engines: [Engine] {
        state.withLock { state in
            if state.process != .current { state = State() }
            return state.engines
        }
    }

    /// Those and, if need be, none of the idle ones but the last.
    private var busyEngines: [Engine] {
        let engines = engines
        guard engines.count > 1 else { return engines }
        return engines.dropLast().filter { !$0.isIdle } + engines.suffix(1)
    }

    private func engine(for settings: Settings, _ mailbox: Mailbox) -> Engine? {
        let known: Engine? = state.withLock { state in
            if state.process != .current { state = State() }
            return state.revision == settings.revision ? state.engines.last : nil
        }
        if let known { return known }
        guard let engine = EngineRegistry.engine(for: settings) else { return nil }
        let (watch, left): (Watch?, [Engine]) = state.withLock { state in
            if state.engines.contains(where: { $0 === engine }) {
                // Joined already.
                engine.leave()
                state.engines.removeAll { $0 === engine }
            }
            // A host that changes its settings time and again is not to hold connections for all.
            let left = state.engines.filter { $0.isIdle }
            state.engines.removeAll { $0.isIdle }
            for engine in left {
                engine.leave()
                state.watch?.poller.set(engine.descriptor, readable: false)
            }
            state.engines.append(engine)
            state.revision = settings.revision
            return (state.watch, left)
        }
        // Let go of outside of the lock.
        _ = consume left
        if let watch { self.watch(engine, watch.poller) }
        // Who waits at another engine is to look after this one, too.
        nudge(mailbox)
        return engine
    }
}
