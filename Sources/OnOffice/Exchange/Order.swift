internal import OnOfficePlatform

/// All that is needed to carry out a request: what, how, where to and by whom.
final class Order: Sendable {
    let asked: Asked
    let plan: Plan
    let settings: Settings
    let endpoint: Endpoint
    let credentials: Credentials
    /// When it is to be over.
    let deadline: Int64
    let server: Server

    /// Plans a request; the cache is asked for what it has.
    init(_ asked: Asked, settings: Settings, credentials: Credentials?, now: Int64) throws(Failure)
    {
        guard let credentials else { throw Failure(.argument, "\(Credentials.rule)") }
        guard !asked.actions.isEmpty else { throw SignedBody.isEmpty }
        self.asked = asked
        self.settings = settings
        self.credentials = credentials
        let endpoint = try settings.endpoint()
        self.endpoint = endpoint
        server = Server.at(endpoint.address)
        deadline = now &+ settings.number(.timeout)
        let ttl = settings.number(.cacheTTL)
        let found: [Buffer?] =
            ttl == 0
            ? []
            : asked.actions.map { action in
                guard !action.verb.writes,
                    let key = CacheKey.of(
                        action, at: endpoint.address, credentials: credentials,
                        claim: settings.claim)
                else { return nil }
                return ReadCache.shared.find(key, now: now, ttl: ttl)
            }
        plan = Plan(
            asked.actions, limit: Int(settings.number(.maxActionsPerRequest)), cached: found)
    }

    /// Keeps what may serve again.
    func remember(_ response: Response, now: Int64) {
        let (ttl, limit) = (settings.number(.cacheTTL), settings.number(.cacheBytes))
        guard ttl > 0, let owner = CacheKey.of(credentials) else { return }
        for (index, result) in response.verdict.results.enumerated() {
            guard case .part = plan.sources[index], result.status == .ok, result.isCacheable,
                !asked.writes(at: index),
                let key = CacheKey.of(
                    asked.actions[index], at: endpoint.address, credentials: credentials,
                    claim: settings.claim)
            else { continue }
            let bytes = UnsafeRawBufferPointer(rebasing: response.body[result.range])
            ReadCache.shared.store(bytes, for: key, of: owner, now: now, limit: limit)
        }
    }
}
