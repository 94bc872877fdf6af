/// Notices that a request or an answer that has begun does not move any more. The time in which the
/// server has the request and thinks does not count.
///
/// libcurl's own speed limit is an average over seconds, and would end a server's thinking, too.
struct StallWatch {
    private var timeout: Int64 = .max
    private var movedAt: Int64 = 0
    private var progress: Int64 = -1
    /// When to look again.
    private(set) var due: Int64 = .max

    init() {}

    init(now: Int64, timeout: Int64) {
        self.timeout = timeout
        movedAt = now
        look(later: now)
    }

    mutating func isOver(_ bodies: CurlBodies, now: Int64) -> Bool {
        guard now >= due else { return false }
        let progress = bodies.progress
        let isQuiet =
            bodies.answerHasBegun || bodies.sendingHasBegun && !bodies.wasSent
        if progress != self.progress || !isQuiet {
            self.progress = progress
            movedAt = now
        }
        look(later: now)
        return now &- movedAt >= timeout
    }

    /// Often enough for the end to be noticed a quarter of the timeout late at most.
    private mutating func look(later now: Int64) {
        due = now &+ max(1, timeout / 4)
    }
}
