internal import OnOfficePlatform

/// A parameter of a URL or a member of an object: its name, and where it and its value stand.
struct Member {
    let name: [UInt8]
    let whole: Range<Int>
    let value: Range<Int>

    /// Puts them into the order of their names' bytes, as PHP's `ksort` does with such names; those of
    /// the same name stay in the order in which they came.
    ///
    /// By Shell's algorithm, which weighs a tenth of the standard library's.
    static func sort(_ members: inout [Member]) {
        var gap = 1
        while gap < members.count / 3 { gap = gap &* 3 &+ 1 }
        while gap > 0 {
            var start = gap
            while start < members.count {
                var place = start
                while place >= gap, members[place].comes(before: members[place &- gap]) {
                    members.swapAt(place, place &- gap)
                    place &-= gap
                }
                start &+= 1
            }
            gap /= 3
        }
    }

    private func comes(before other: Member) -> Bool {
        for place in 0..<min(name.count, other.name.count) where name[place] != other.name[place] {
            return name[place] < other.name[place]
        }
        if name.count != other.name.count { return name.count < other.name.count }
        return whole.lowerBound < other.whole.lowerBound
    }

    func isNamed(_ other: StaticString) -> Bool {
        name.elementsEqual(other.bytes)
    }
}
