/// Where an index has its memory from: this module imports nothing, and Swift's own allocation traps
/// where there is none. As realloc and free.
package struct JSONMemory: Sendable {
    let reallocate: @Sendable (UnsafeMutableRawPointer?, Int) -> UnsafeMutableRawPointer?
    let free: @Sendable (UnsafeMutableRawPointer?) -> Void

    package init(
        reallocate: @escaping @Sendable (UnsafeMutableRawPointer?, Int) -> UnsafeMutableRawPointer?,
        free: @escaping @Sendable (UnsafeMutableRawPointer?) -> Void
    ) {
        self.reallocate = reallocate
        self.free = free
    }
}

/// Rows of trivial values that grow in memory that may fail.
struct JSONTable<Row: BitwiseCopyable>: ~Copyable {
    private var base: UnsafeMutablePointer<Row>?
    private var capacity = 0
    private(set) var count = 0
    private let memory: JSONMemory

    init(_ memory: JSONMemory) {
        self.memory = memory
    }

    deinit {
        memory.free(base)
    }

    /// The index must be below ``count``.
    @inline(__always)
    subscript(index: Int) -> Row {
        unsafeAddress { UnsafePointer(row(index)) }
        unsafeMutableAddress { row(index) }
    }

    /// Rows are only asked for where there are some; the other way out keeps a nil from trapping.
    @inline(__always)
    private func row(_ index: Int) -> UnsafeMutablePointer<Row> {
        base.unsafelyUnwrapped + index
    }

    @inline(__always)
    mutating func append(_ row: Row) -> Bool {
        if count == capacity {
            guard reserve(max(capacity &* 2, 32)) else { return false }
        }
        (base.unsafelyUnwrapped + count).initialize(to: row)
        count &+= 1
        return true
    }

    /// Appends copies of a row.
    mutating func append(repeating row: Row, count more: Int) -> Bool {
        guard capacity &- count >= more || reserve(max(capacity &* 2, count &+ more)) else {
            return false
        }
        (base.unsafelyUnwrapped + count).initialize(repeating: row, count: more)
        count &+= more
        return true
    }

    mutating func removeAll(from index: Int) {
        count = index
    }

    /// Gives back what is not used.
    mutating func shrink() {
        if count > 0, count < capacity { _ = reserve(count) }
    }

    private mutating func reserve(_ rows: Int) -> Bool {
        let (size, overflow) = rows.multipliedReportingOverflow(by: MemoryLayout<Row>.stride)
        guard !overflow, let moved = memory.reallocate(base, size) else { return false }
        base = moved.assumingMemoryBound(to: Row.self)
        capacity = rows
        return true
    }
}
