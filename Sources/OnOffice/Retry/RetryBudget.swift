/// A token bucket that keeps retries from making an outage worse: once many requests fail, few are
/// sent again, however many clients there are.
struct RetryBudget: Sendable {
    static let capacity = 500
    private(set) var tokens = RetryBudget.capacity

    enum Cost: Int {
        /// A connection that failed, an answer that did not come.
        case transient = 14
        /// A server that asks for less.
        case throttled = 5
    }

    /// Pays for another attempt; false if there is not enough left.
    mutating func take(_ cost: Cost) -> Bool {
        guard tokens >= cost.rawValue else { return false }
        tokens &-= cost.rawValue
        return true
    }

    /// An answer came. One that took another attempt gives back what that attempt had cost.
    mutating func credit(afterRetry: Bool) {
        tokens = min(Self.capacity, tokens &+ (afterRetry ? Cost.transient.rawValue : 1))
    }
}
