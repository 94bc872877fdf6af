internal import OnOfficePlatform

/// A header of the user's own, "Name: value".
package struct HeaderLine {
    package let name: ArraySlice<UInt8>
    package let value: ArraySlice<UInt8>

    /// libcurl and the transport answer for these: another value would break the message's frame.
    private static let reserved: [StaticString] = [
        "host", "content-length", "transfer-encoding", "expect",
    ]

    package init?(_ line: [UInt8]) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return nil }
        name = line[..<colon]
        value = line[(colon &+ 1)...].drop { $0 == 0x20 }
    }

    static func isUsable(_ text: UnsafeRawBufferPointer) -> Bool {
        guard text.count <= 8192, text.allSatisfy({ 0x20...0x7E ~= $0 }),
            let line = HeaderLine(Array(text))
        else { return false }
        return line.name.allSatisfy(isToken) && !reserved.contains { line.isNamed($0) }
    }

    package func isNamed(_ lowerCase: StaticString) -> Bool {
        name.equalsIgnoringCase(lowerCase)
    }

    /// RFC 9110, section 5.6.2.
    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: ("!#$%&'*+-.^_`|~" as StaticString).bytes.contains(byte)
        }
    }
}

extension ArraySlice<UInt8> {
    /// Whether this is the lower-case ASCII text in letters of either case.
    func equalsIgnoringCase(_ text: StaticString) -> Bool {
        elementsEqual(text.bytes) { byte, lower in
            byte == lower || (0x41...0x5A ~= byte && byte | 0x20 == lower)
        }
    }
}
