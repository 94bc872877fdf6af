package import OnOffice
package import OnOfficePlatform

/// Carries requests over libcurl: a connection for each thread that sends at the same time, kept for
/// the next request.
package final class CurlTransport: Transport {
    /// Connections that are kept while nobody uses them.
    private static let idleLimit = 8

    private struct State {
        var process = ProcessID.current
        /// The last one used comes last, and first again: it is the likeliest to be still open.
        var idle: [CurlTransfer] = []
        var active: [CurlTransfer] = []
    }

    private let state = Locked(State())

    package init() {}

    package func post(
        _ body: Buffer, to endpoint: Endpoint, settings: Settings, isRepeatable: Bool
    ) -> Reply {
        guard let transfer = checkOut() else {
            var reply = Reply()
            reply.failure = Failure(.memory, "libcurl cannot make a handle")
            return reply
        }
        defer { checkIn(transfer) }
        return transfer.post(body, to: endpoint, settings: settings, isRepeatable: isRepeatable)
    }

    package func cancel() {
        state.withLock { state in
            for transfer in state.active { transfer.cancel() }
        }
    }

    private func checkOut() -> CurlTransfer? {
        state.withLock { state in
            // In a forked child the connections are the parent's: they are let go of, not used.
            if state.process != .current { state = State() }
            guard let transfer = state.idle.popLast() ?? CurlTransfer() else { return nil }
            state.active.append(transfer)
            return transfer
        }
    }

    private func checkIn(_ transfer: CurlTransfer) {
        state.withLock { state in
            state.active.removeAll { $0 === transfer }
            transfer.forgetCancel()
            if state.idle.count < Self.idleLimit { state.idle.append(transfer) }
        }
    }
}
