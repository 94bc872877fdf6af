internal import OnOfficePlatform

/// A parameter of a URL or a member of an object: its name, and where it and its value stand.
struct Member {
    let name: [UInt8]
    let whole: Range<Int>
    let value: Range<Int>

    /// Puts them into the order of their names' bytes, as PHP's `ksort` does with such names; those of
    /// the same name stay in the order in which they came.
    static func sort(_ members: inout [Member]) {
        var places = members.indices.map { $0 }
        places.sort { left, right in
            let order = compare(members[left].name, members[right].name)
            return order == 0 ? left < right : order < 0
        }
        members = places.map { members[$0] }
    }

    static func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
        for place in 0..<min(left.count, right.count) where left[place] != right[place] {
            return Int(left[place]) &- Int(right[place])
        }
        return left.count &- right.count
    }

    func isNamed(_ other: StaticString) -> Bool {
        name.elementsEqual(other.bytes)
    }
}
