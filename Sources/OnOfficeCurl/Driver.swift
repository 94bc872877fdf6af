internal import CCurl
internal import OnOffice
internal import OnOfficePlatform

/// What drives libcurl for an engine. Only the thread that leads the engine touches it, and only
/// within the fork gate.
final class Driver {
    struct Done {
        let part: Part
        let reply: Reply
    }

    private let settings: Settings
    private let multi: UnsafeMutableRawPointer
    private let sockets: CurlSockets
    let poller: Poller
    private let timer: Timer
    private var active: [CurlTransfer] = []
    private var idle: [CurlTransfer] = []
    /// When libcurl wants to be called.
    private var curlDue: Int64?

    /// nil for want of memory or descriptors. The waker wakes the poller.
    static func make(_ settings: Settings, waker: Waker) -> Driver? {
        guard CurlLibrary.isReady, let poller = Poller(), let timer = Timer(),
            poller.set(waker.descriptor, readable: true),
            poller.set(timer.descriptor, readable: true),
            let multi = curl_multi_init()
        else { return nil }
        return Driver(settings, poller, timer, multi)
    }

    private init(
        _ settings: Settings, _ poller: Poller, _ timer: Timer, _ multi: UnsafeMutableRawPointer
    ) {
        self.settings = settings
        self.poller = poller
        self.timer = timer
        self.multi = multi
        sockets = CurlSockets(poller)
        let connections = Int(settings.number(.maxConnections))
        ccurl_set_socket_watcher(multi, CurlSockets.watch, sockets.context)
        ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, connections)
        ccurl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, connections)
    }

    /// Ends all connections.
    func close() {
        for transfer in active { curl_multi_remove_handle(multi, transfer.easy) }
        for transfer in active + idle { transfer.close() }
        curl_multi_cleanup(multi)
    }

    /// Leaves all connections to the parent of this process; libcurl's memory is left, too, since
    /// to give it back would mean to speak to the servers.
    func abandon() { sockets.abandon() }

    // MARK: Parts

    /// How many more parts may begin.
    var room: Int {
        let streams = settings.usesHTTP2 ? 100 : 1
        return max(0, Int(settings.number(.maxConnections)) &* streams &- active.count)
    }

    /// Begins to carry a part; what could not begin is done.
    func begin(_ part: Part, now: Int64, unixTime: Int64) -> Done? {
        let body: RequestBody
        do throws(Failure) {
            body = try part.body(at: unixTime)
        } catch {
            return Done(part: part, reply: Reply(failure: error))
        }
        guard let transfer = idle.popLast() ?? CurlTransfer.make(settings, sockets) else {
            return Done(part: part, reply: Reply(failure: CurlFailure.memory.failure))
        }
        guard transfer.load(part, body, now: now),
            curl_multi_add_handle(multi, transfer.easy) == CURLM_OK
        else {
            transfer.close()
            return Done(part: part, reply: Reply(failure: CurlFailure.memory.failure))
        }
        active.append(transfer)
        return nil
    }

    /// The transfers that libcurl has brought to an end.
    func finished() -> [Done] {
        var done: [Done] = []
        var code = CURLE_OK
        while let easy = ccurl_multi_next(multi, &code) {
            guard let index = active.firstIndex(where: { $0.easy == easy }) else { continue }
            let reply = active[index].reply(code)
            if let part = release(index) { done.append(Done(part: part, reply: reply)) }
        }
        return done
    }

    /// Ends the transfers that have taken too long and, if asked to look, those that nobody wants.
    func overdue(now: Int64, lookForCancelled: Bool) -> [Done] {
        var done: [Done] = []
        for index in active.indices.reversed() {
            let transfer = active[index]
            let isCancelled = lookForCancelled && transfer.part?.isCancelled == true
            guard
                let failure = isCancelled
                    ? CurlFailure.cancelled
                    : now >= transfer.due ? transfer.overdue(now: now) : nil
            else { continue }
            let reply = transfer.reply(failure)
            if let part = release(index) { done.append(Done(part: part, reply: reply)) }
        }
        return done
    }

    /// Takes a transfer off libcurl's hands. A connection that is in the middle of something is
    /// closed by that.
    private func release(_ index: Int) -> Part? {
        let transfer = active.remove(at: index)
        let part = transfer.part
        curl_multi_remove_handle(multi, transfer.easy)
        transfer.unload()
        if idle.count < Int(settings.number(.maxConnections)) {
            idle.append(transfer)
        } else {
            transfer.close()
        }
        return part
    }

    // MARK: Moving forward

    /// Lets libcurl do what it has planned for now.
    func runDue(now: Int64) {
        var running: Int32 = 0
        var wait = ccurl_multi_timeout(multi)
        // What it does may make more of it due at once, but not for ever: others want to move, too.
        var turns = 0
        while wait == 0, turns < 8 {
            curl_multi_socket_action(multi, ccurl_timeout_socket, 0, &running)
            wait = ccurl_multi_timeout(multi)
            turns &+= 1
        }
        noteDue(wait, now: now)
    }

    private func noteDue(_ wait: Int, now: Int64) {
        curlDue = wait < 0 ? nil : now &+ Int64(wait)
    }

    /// Lets libcurl deal with what has happened on its sockets.
    func handle(_ count: Int, waker: Waker) {
        var running: Int32 = 0
        for index in 0..<count {
            let event = poller.event(index)
            if event.descriptor == waker.descriptor {
                waker.drain()
            } else if event.descriptor == timer.descriptor {
                timer.drain()
            } else {
                var what: Int32 = 0
                if event.isReadable { what |= CURL_CSELECT_IN }
                if event.isWritable { what |= CURL_CSELECT_OUT }
                if event.isBroken { what |= CURL_CSELECT_ERR }
                curl_multi_socket_action(multi, event.descriptor, what, &running)
            }
        }
        // It may have planned something, and the host is to be told when.
        noteDue(ccurl_multi_timeout(multi), now: Clock.monotonicMilliseconds())
    }

    /// Makes the poller know what to wait for.
    func prepareToWait() { sockets.apply() }

    /// When something is to be done, though nothing happens on a socket.
    var due: Int64? {
        let transfers = active.reduce(Int64.max) { min($0, $1.due) }
        let due = min(curlDue ?? .max, transfers)
        return due == .max ? nil : due
    }

    /// Lets the poller be readable from that moment on.
    func setTimer(_ due: Int64?) { timer.set(due) }
}
