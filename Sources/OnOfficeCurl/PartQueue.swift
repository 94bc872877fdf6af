internal import OnOffice
internal import OnOfficePlatform

/// Parts that wait: for a connection in the order in which they came, or for their time.
struct PartQueue {
    struct Work {
        /// To be sent now.
        var ready: [Part] = []
        /// Not to be sent any more.
        var over: [Driver.Done] = []
        /// Whether one that is under way may be cancelled.
        var hasCancelled = false
    }

    private struct Delayed {
        let part: Part
        let moment: Int64
    }

    private var ready: [Part] = []
    private var delayed: [Delayed] = []
    /// Whether there is something that the leader has not seen.
    var isChanged = false
    var hasCancelled = false

    var isEmpty: Bool { ready.isEmpty }

    mutating func add(_ part: Part, notBefore moment: Int64) {
        delayed.append(Delayed(part: part, moment: moment))
    }

    /// When a part that waits is to be looked at.
    var due: Int64? {
        let deadlines = ready.reduce(Int64.max) { min($0, $1.deadline) }
        let due = delayed.reduce(deadlines) { min($0, $1.moment, $1.part.deadline) }
        return due == .max ? nil : due
    }

    /// Takes out what is to be dealt with now; room is how many may be sent.
    mutating func take(room: Int, now: Int64) -> Work {
        var work = Work()
        work.hasCancelled = hasCancelled
        isChanged = false
        hasCancelled = false
        guard !ready.isEmpty || !delayed.isEmpty else { return work }
        if delayed.contains(where: { $0.moment <= now }) {
            for entry in delayed where entry.moment <= now {
                entry.part.readySince = max(entry.moment, 0)
                ready.append(entry.part)
            }
            delayed.removeAll { $0.moment <= now }
        }
        work.over = drop(now: now, lookForCancelled: work.hasCancelled)
        let count = min(room, ready.count)
        work.ready = Array(ready.prefix(count))
        ready.removeFirst(count)
        return work
    }

    private mutating func drop(now: Int64, lookForCancelled: Bool) -> [Driver.Done] {
        var over: [Driver.Done] = []
        let isOver: (Part) -> Bool = { part in
            let failure: CurlFailure
            if part.isCancelled {
                failure = .cancelled
            } else if now >= part.deadline {
                failure = .deadline(part.settings, wasSent: false)
            } else {
                return false
            }
            over.append(Driver.Done(part: part, reply: Reply(failure: failure.failure)))
            return true
        }
        ready.removeAll(where: isOver)
        delayed.removeAll { isOver($0.part) }
        return over
    }
}
