internal import Synchronization

/// A number that one thread at a time sets, and that any thread may read.
package struct Counter: ~Copyable, Sendable {
    private let number = Atomic<Int64>(0)

    package init() {}

    package var value: Int64 { number.load(ordering: .relaxed) }

    package func set(_ value: Int64) { number.store(value, ordering: .relaxed) }
}
