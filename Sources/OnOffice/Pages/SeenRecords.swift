/// The ids of the records that a walk has met, to find those that come twice: as numbers that are
/// equal for equal ids, 16 bytes each.
struct SeenRecords: Sendable {
    /// Beyond so many records no more are remembered.
    static let limit = 1 << 19
    /// 0 where nothing stands.
    private var slots: [UInt64] = []
    private var count = 0

    /// Takes note of an id; whether it was there before.
    mutating func insert(_ id: some Collection<UInt8>) -> Bool {
        let mark = Self.mark(of: id)
        if slots.isEmpty { slots = Array(repeating: 0, count: 1024) }
        if find(mark, in: slots) != nil { return true }
        guard count < Self.limit else { return false }
        count &+= 1
        if count &* 2 > slots.count { grow() }
        place(mark, in: &slots)
        return false
    }

    private mutating func grow() {
        var larger = Array(repeating: 0 as UInt64, count: slots.count &* 2)
        for mark in slots where mark != 0 { place(mark, in: &larger) }
        slots = larger
    }

    private func find(_ mark: UInt64, in slots: [UInt64]) -> Int? {
        var index = Int(truncatingIfNeeded: mark) & (slots.count &- 1)
        while slots[index] != 0 {
            if slots[index] == mark { return index }
            index = (index &+ 1) & (slots.count &- 1)
        }
        return nil
    }

    private func place(_ mark: UInt64, in slots: inout [UInt64]) {
        var index = Int(truncatingIfNeeded: mark) & (slots.count &- 1)
        while slots[index] != 0 { index = (index &+ 1) & (slots.count &- 1) }
        slots[index] = mark
    }

    /// FNV-1a, stirred so that ids that follow each other spread; never 0.
    private static func mark(of id: some Collection<UInt8>) -> UInt64 {
        var mark: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in id { mark = (mark ^ UInt64(byte)) &* 0x100_0000_01B3 }
        mark ^= mark &>> 33
        mark = mark &* 0xFF51_AFD7_ED55_8CCD
        mark ^= mark &>> 29
        return max(mark, 1)
    }
}
