internal import OnOfficePlatform

/// The address of a proxy, as the option takes it: "" and "none" included.
enum ProxyAddress {
    private static let schemes: [StaticString] = [
        "http", "https", "socks4", "socks4a", "socks5", "socks5h",
    ]

    static func isUsable(_ address: UnsafeRawBufferPointer) -> Bool {
        guard address.count <= 2048, address.allSatisfy({ 0x21...0x7E ~= $0 }) else { return false }
        guard let end = schemeEnd(of: address) else { return true }
        let scheme = address[..<(end &- 3)]
        return end < address.count && schemes.contains { $0.bytes.elementsEqual(scheme) }
    }

    /// The address without user and password.
    static func masked(_ address: Text) -> Text {
        let bytes = address.bytes
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return address }
        let scheme = bytes[..<(schemeEnd(of: bytes) ?? 0)]
        return Message(Array(scheme) + ("***" as StaticString).bytes + Array(bytes[at...])).text
    }

    /// Index behind "://".
    private static func schemeEnd(of address: UnsafeRawBufferPointer) -> Int? {
        guard let colon = address.firstIndex(of: UInt8(ascii: ":")),
            address[colon...].begins(with: "://")
        else { return nil }
        return colon &+ 3
    }
}
