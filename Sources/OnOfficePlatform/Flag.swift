internal import Synchronization

/// Something that any thread may raise and any thread may look at; it stays raised.
package struct Flag: ~Copyable, Sendable {
    private let raised = Atomic<Bool>(false)

    package init() {}

    package var isRaised: Bool { raised.load(ordering: .acquiring) }

    package func raise() { raised.store(true, ordering: .releasing) }
}
