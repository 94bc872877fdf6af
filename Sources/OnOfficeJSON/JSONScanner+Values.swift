/// Checking a value without recursion: a hostile text cannot exhaust the stack of the host.
extension JSONScanner {
    /// Consumes one value. The index is at its first byte.
    mutating func skipAnyValue() throws(JSONError) {
        let outer = depth
        var containers = ContainerStack()
        while true {
            // A value begins here.
            guard index < count else { throw JSONError(.endsEarly, at: index) }
            switch base[index] {
            case UInt8(ascii: "\""):
                index &+= 1
                _ = try skipStringBody()
            case UInt8(ascii: "{"):
                guard depth < depthLimit else { throw JSONError(.tooDeep, at: index) }
                index &+= 1
                skipSpace()
                if !skip(UInt8(ascii: "}")) {
                    depth &+= 1
                    containers.push(isObject: true)
                    try skipKey()
                    continue
                }
            case UInt8(ascii: "["):
                guard depth < depthLimit else { throw JSONError(.tooDeep, at: index) }
                index &+= 1
                skipSpace()
                if !skip(UInt8(ascii: "]")) {
                    depth &+= 1
                    containers.push(isObject: false)
                    continue
                }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                try skipNumber()
            case UInt8(ascii: "t"): try skipLiteral("true")
            case UInt8(ascii: "f"): try skipLiteral("false")
            case UInt8(ascii: "n"): try skipLiteral("null")
            default:
                throw unexpected(at: index)
            }
            // A value has ended: so may have the containers around it.
            while true {
                if depth == outer { return }
                skipSpace()
                guard index < count else { throw JSONError(.endsEarly, at: index) }
                let byte = base[index]
                let isObject = containers.topIsObject
                if byte == UInt8(ascii: ",") {
                    index &+= 1
                    skipSpace()
                    if isObject { try skipKey() }
                    break
                }
                guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                    throw unexpected(at: index)
                }
                index &+= 1
                depth &-= 1
                containers.pop()
            }
        }
    }

    /// Consumes a byte if it is the next one.
    @inline(__always)
    private mutating func skip(_ byte: UInt8) -> Bool {
        guard index < count, base[index] == byte else { return false }
        index &+= 1
        return true
    }

    /// Consumes a member's key, its colon, and the space before its value.
    @inline(__always)
    private mutating func skipKey() throws(JSONError) {
        guard index < count else { throw JSONError(.endsEarly, at: index) }
        guard base[index] == UInt8(ascii: "\"") else { throw unexpected(at: index) }
        index &+= 1
        _ = try skipStringBody()
        skipSpace()
        guard index < count else { throw JSONError(.endsEarly, at: index) }
        guard base[index] == UInt8(ascii: ":") else { throw unexpected(at: index) }
        index &+= 1
        skipSpace()
    }

    private mutating func skipLiteral(_ literal: StaticString) throws(JSONError) {
        let start = index
        for offset in 0..<literal.utf8CodeUnitCount {
            guard index < count else { throw JSONError(.endsEarly, at: index) }
            guard base[index] == literal.utf8Start[offset] else {
                throw JSONError(.badLiteral, at: start)
            }
            index &+= 1
        }
    }

    private mutating func skipNumber() throws(JSONError) {
        let start = index
        _ = skip(UInt8(ascii: "-"))
        if !skip(UInt8(ascii: "0")) { try skipDigits(of: start) }
        if skip(UInt8(ascii: ".")) { try skipDigits(of: start) }
        if index < count, base[index] | 0x20 == UInt8(ascii: "e") {
            index &+= 1
            _ = skip(UInt8(ascii: "+")) || skip(UInt8(ascii: "-"))
            try skipDigits(of: start)
        }
        if index < count, isDigit(base[index]) { throw JSONError(.badNumber, at: start) }
    }

    /// One digit or more.
    private mutating func skipDigits(of start: Int) throws(JSONError) {
        guard index < count else { throw JSONError(.endsEarly, at: index) }
        guard isDigit(base[index]) else { throw JSONError(.badNumber, at: start) }
        while index < count, isDigit(base[index]) { index &+= 1 }
    }

    @inline(__always)
    private func isDigit(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10
    }
}

/// Which of the open containers are objects: a bit for each level, the innermost lowest. Beyond 64
/// levels the bits are kept on the heap.
private struct ContainerStack {
    private var top: UInt64 = 0
    private var topCount = 0
    private var below: [UInt64] = []

    @inline(__always)
    var topIsObject: Bool { top & 1 == 1 }

    @inline(__always)
    mutating func push(isObject: Bool) {
        if topCount == 64 {
            below.append(top)
            topCount = 0
        }
        top = top &<< 1 | (isObject ? 1 : 0)
        topCount &+= 1
    }

    @inline(__always)
    mutating func pop() {
        top &>>= 1
        topCount &-= 1
        if topCount == 0, let word = below.popLast() {
            top = word
            topCount = 64
        }
    }
}
