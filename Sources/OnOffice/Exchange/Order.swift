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
    /// What takes a file out of the answer.
    let siphon: Siphon?

    private init(
        _ asked: Asked, _ settings: Settings, _ endpoint: Endpoint, _ credentials: Credentials,
        _ plan: Plan, deadline: Int64, _ siphon: Siphon?
    ) {
        self.asked = asked
        self.plan = plan
        self.settings = settings
        self.endpoint = endpoint
        self.credentials = credentials
        self.deadline = deadline
        self.siphon = siphon
        server = Server.at(endpoint.address)
    }

    /// Plans a request; the cache is asked for what it has.
    ///
    /// Not an initialiser: where one of a class fails before it has set everything, Embedded Swift
    /// loses the memory of the object.
    static func make(
        _ asked: Asked, settings: Settings, credentials: Credentials?, now: Int64,
        siphon: Siphon? = nil
    ) throws(Failure) -> Order {
        guard let credentials else { throw Failure(.argument, "\(Credentials.rule)") }
        guard !asked.actions.isEmpty else { throw SignedBody.isEmpty }
        let endpoint = try settings.endpoint()
        let ttl = settings.number(.cacheTTL)
        let found: [Buffer?] =
            // What follows a write may have been changed by it; files are not kept.
            ttl == 0 || asked.writes || siphon != nil
            ? []
            : asked.actions.map { action in
                guard
                    let key = CacheKey.of(
                        action, at: endpoint.address, credentials: credentials,
                        claim: settings.claim)
                else { return nil }
                return ReadCache.shared.find(key, now: now, ttl: ttl)
            }
        let plan = Plan(
            asked.actions, limit: Int(settings.number(.maxActionsPerRequest)), cached: found)
        return Order(
            asked, settings, endpoint, credentials, plan,
            deadline: now &+ settings.number(.timeout), siphon)
    }

    /// Keeps what may serve again.
    func remember(_ response: Response, now: Int64) {
        let (ttl, limit) = (settings.number(.cacheTTL), settings.number(.cacheBytes))
        guard ttl > 0, !asked.writes, siphon == nil, let owner = CacheKey.of(credentials) else {
            return
        }
        for (index, result) in response.verdict.results.enumerated() {
            guard case .part = plan.sources[index], result.status == .ok, result.isCacheable,
                let key = CacheKey.of(
                    asked.actions[index], at: endpoint.address, credentials: credentials,
                    claim: settings.claim)
            else { continue }
            let bytes = UnsafeRawBufferPointer(rebasing: response.body[result.range])
            ReadCache.shared.store(bytes, for: key, of: owner, now: now, limit: limit)
        }
    }
}
