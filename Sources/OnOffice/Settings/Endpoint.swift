package import OnOfficePlatform

/// The address that requests are posted to.
package struct Endpoint: Sendable {
    package let address: Text
    package let isEncrypted: Bool
    /// Whether the host is this machine.
    package let isLoopback: Bool

    /// nil if the URL is not one that credentials should be sent to: a user, query or fragment in it
    /// is a mistake, and other schemes than http and https have no place here.
    init?(url: UnsafeRawBufferPointer, apiVersion: UnsafeRawBufferPointer) {
        let bytes = Array(url)
        guard bytes.count <= 2048, bytes.allSatisfy(Self.isPlain) else { return nil }
        let afterScheme: ArraySlice<UInt8>
        // RFC 3986, section 3.1: a scheme's letters may be of either case.
        if let rest = bytes[...].dropping(prefix: "https://") {
            (isEncrypted, afterScheme) = (true, rest)
        } else if let rest = bytes[...].dropping(prefix: "http://") {
            (isEncrypted, afterScheme) = (false, rest)
        } else {
            return nil
        }
        let authority = afterScheme.prefix { $0 != UInt8(ascii: "/") }
        guard let host = Self.host(of: authority) else { return nil }
        isLoopback = Self.isLoopback(host)
        guard bytes.suffix(4).isText(".php"), afterScheme.count > authority.count else {
            var base = bytes
            if base.last != UInt8(ascii: "/") { base.append(UInt8(ascii: "/")) }
            address = Message(base + Array(apiVersion) + ("/api.php" as StaticString).bytes).text
            return
        }
        address = Message(bytes).text
    }

    /// Whether text can be a part of the path without being escaped.
    static func isVersion(_ text: UnsafeRawBufferPointer) -> Bool {
        !text.isEmpty && text.count <= 64 && !text.allSatisfy { $0 == UInt8(ascii: ".") }
            && text.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
                    UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "@"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\"),
            UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "^"),
            UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
            false
        default: 0x21...0x7E ~= byte
        }
    }

    /// The host of HOST[:PORT] or [IPv6][:PORT].
    private static func host(of authority: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var host = authority.prefix { $0 != UInt8(ascii: ":") }
        if authority.first == UInt8(ascii: "[") {
            guard let end = authority.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            host = authority[...end]
        }
        guard !host.isEmpty, !host.isText("[]") else { return nil }
        let port = authority.dropFirst(host.count)
        guard port.isEmpty || isPort(port.dropFirst()), port.isEmpty || port.first == 0x3A else {
            return nil
        }
        return host
    }

    static func isPort(_ digits: some Collection<UInt8>) -> Bool {
        guard digits.count <= 5, digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return false }
        let number = digits.reduce(0) { $0 &* 10 &+ Int($1 &- 0x30) }
        return 1...65535 ~= number
    }

    /// localhost, [::1] or an address of 127.0.0.0/8 (RFC 6761, RFC 4291, RFC 1122).
    private static func isLoopback(_ host: ArraySlice<UInt8>) -> Bool {
        if host.equalsIgnoringCase("localhost") || host.isText("[::1]") { return true }
        let octets = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return octets.count == 4 && octets.first.map { $0.isText("127") } == true
            && octets.allSatisfy { octet in
                1...3 ~= octet.count && octet.allSatisfy { $0 &- 0x30 < 10 }
                    && octet.reduce(0) { $0 &* 10 &+ Int($1 &- 0x30) } < 256
            }
    }
}

extension ArraySlice<UInt8> {
    /// What follows the prefix; nil if there is another one.
    fileprivate func dropping(prefix: StaticString) -> ArraySlice<UInt8>? {
        guard self.prefix(prefix.utf8CodeUnitCount).equalsIgnoringCase(prefix) else { return nil }
        return dropFirst(prefix.utf8CodeUnitCount)
    }
}
