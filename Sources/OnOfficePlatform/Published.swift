internal import Synchronization

/// An object that is made when it is first asked for, by whoever asks. Of several threads that make
/// one at the same time, the first one's is kept; no lock is held meanwhile.
package struct Published<Object: AnyObject>: ~Copyable, @unchecked Sendable {
    private let reference = AtomicLazyReference<Object>()

    package init() {}

    /// The object; nil if it cannot be made.
    package func get(orMake make: () -> Object?) -> Object? {
        if let object = reference.load() { return object }
        return make().map { reference.storeIfNil($0) }
    }
}
