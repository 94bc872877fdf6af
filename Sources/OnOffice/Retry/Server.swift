internal import OnOfficePlatform

/// What this process has learned of a server, for all clients that call it.
package final class Server: Sendable {
    private struct State {
        /// Seconds by which the server's clock is ahead of ours.
        var clockOffset: Int64 = 0
        var budget = RetryBudget()
    }

    private let address: Text
    private let state = Locked(State())

    private static let known = Locked<[Server]>([])
    /// More than these a process does not call; the oldest is forgotten.
    private static let limit = 64

    private init(_ address: Text) {
        self.address = address
    }

    /// The server at an address.
    static func at(_ address: Text) -> Server {
        known.withLock { known in
            if let server = known.first(where: { $0.address.isEqual(to: address.bytes) }) {
                return server
            }
            let server = Server(address)
            if known.count >= limit { known.removeFirst() }
            known.append(server)
            return server
        }
    }

    var clockOffset: Int64 { state.withLock { $0.clockOffset } }

    func setClockOffset(_ seconds: Int64) { state.withLock { $0.clockOffset = seconds } }

    func withBudget<Result>(_ body: (inout RetryBudget) -> Result) -> Result {
        state.withLock { body(&$0.budget) }
    }
}
