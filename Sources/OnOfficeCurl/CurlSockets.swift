internal import CCurl
internal import OnOfficePlatform

/// The sockets of an engine: which are open, and what libcurl waits for on them.
///
/// What it waits for is told to the poller only when somebody is about to wait: between two requests
/// on one connection libcurl takes its interest back and shows it again, at two system calls a time.
final class CurlSockets: @unchecked Sendable {
    private struct Interest: Equatable {
        var reads = false
        var writes = false
    }

    private struct Watched {
        let descriptor: Int32
        var wanted = Interest()
        var applied = Interest()
    }

    private let poller: Poller
    private var watched: [Watched] = []
    private var open: [Int32] = []
    private var isChanged = false

    init(_ poller: Poller) {
        self.poller = poller
    }

    /// Tells the poller what has changed.
    func apply() {
        guard isChanged else { return }
        isChanged = false
        for index in watched.indices where watched[index].wanted != watched[index].applied {
            let wanted = watched[index].wanted
            poller.set(watched[index].descriptor, readable: wanted.reads, writable: wanted.writes)
            watched[index].applied = wanted
        }
        watched.removeAll { $0.wanted == Interest() }
    }

    /// Closes all that is open without a word to the other side: in a forked child the connections
    /// are the parent's.
    func abandon() {
        for descriptor in open { closeDescriptor(descriptor) }
        open = []
        watched = []
    }

    // MARK: What libcurl says

    /// What libcurl passes to the functions below. The sockets must outlive all connections.
    var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    private static func from(_ context: UnsafeMutableRawPointer?) -> CurlSockets? {
        context.map { Unmanaged<CurlSockets>.fromOpaque($0).takeUnretainedValue() }
    }

    /// CURLMOPT_SOCKETFUNCTION
    static let watch: ccurl_socket_function = { _, descriptor, what, context, _ in
        from(context)?.want(
            descriptor,
            Interest(
                reads: what == CURL_POLL_IN || what == CURL_POLL_INOUT,
                writes: what == CURL_POLL_OUT || what == CURL_POLL_INOUT))
        return 0
    }

    private func want(_ descriptor: Int32, _ interest: Interest) {
        // Those that libcurl opened itself, to hear from its resolver, it closes without a word, and
        // the next socket may get their number.
        guard interest != Interest() || open.contains(descriptor) else {
            return forget(descriptor)
        }
        isChanged = true
        if let index = watched.firstIndex(where: { $0.descriptor == descriptor }) {
            watched[index].wanted = interest
        } else {
            watched.append(Watched(descriptor: descriptor, wanted: interest))
        }
    }

    /// CURLOPT_OPENSOCKETFUNCTION
    static let openSocket: ccurl_open_function = { context, _, address in
        guard let sockets = from(context), let address else { return ccurl_no_socket }
        let descriptor = ccurl_open_socket(address)
        if descriptor != ccurl_no_socket { sockets.open.append(descriptor) }
        return descriptor
    }

    /// CURLOPT_CLOSESOCKETFUNCTION
    static let closeSocket: ccurl_close_function = { context, descriptor in
        if let sockets = from(context) {
            sockets.open.removeAll { $0 == descriptor }
            sockets.forget(descriptor)
        }
        closeDescriptor(descriptor)
        return 0
    }

    /// The poller is told, since a forked child may hold the socket open.
    private func forget(_ descriptor: Int32) {
        watched.removeAll { other in
            guard other.descriptor == descriptor else { return false }
            if other.applied != Interest() { poller.set(descriptor, readable: false) }
            return true
        }
    }
}
