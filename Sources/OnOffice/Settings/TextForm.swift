internal import OnOfficeJSON
internal import OnOfficePlatform

/// What text an option takes.
enum TextForm {
    case url
    case version
    case proxy
    case claim
    case header
    case encodings
    case address
    case path
    case password
    /// At most so many printable ASCII characters.
    case printable(Int)
    case oneOf(StaticString, StaticString)

    /// Whether each text that is set is added to those before.
    var isList: Bool {
        switch self {
        case .header, .address: true
        default: false
        }
    }

    /// Whether the text is wiped when it goes away.
    var isSecret: Bool {
        switch self {
        case .proxy, .claim, .header, .password: true
        default: false
        }
    }

    /// The text before any is set.
    var initial: Text {
        switch self {
        case .url: Text("https://api.onoffice.de/api/")
        case .version: Text("stable")
        case .encodings: Text("gzip")
        case .oneOf(let first, _): Text(first)
        default: .empty
        }
    }

    func accepts(_ text: UnsafeRawBufferPointer) -> Bool {
        switch self {
        case .url: Endpoint(url: text, apiVersion: ("stable" as StaticString).bytes) != nil
        case .version: Endpoint.isVersion(text)
        case .proxy: ProxyAddress.isUsable(text)
        case .claim: text.count <= 4096 && text.allSatisfy { 0x21...0x7E ~= $0 }
        case .header: text.isEmpty || HeaderLine.isUsable(text)
        case .encodings: Self.areEncodings(text)
        case .address: text.isEmpty || Self.isAddress(text)
        case .path: text.count <= 4096 && JSONText.isUTF8(text)
        case .password: text.count <= 1024 && text.allSatisfy { $0 >= 0x20 }
        case .printable(let limit):
            text.count <= limit && text.allSatisfy { 0x20...0x7E ~= $0 }
        case .oneOf(let first, let second):
            text.elementsEqual(first.bytes) || text.elementsEqual(second.bytes)
        }
    }

    private static func areEncodings(_ text: UnsafeRawBufferPointer) -> Bool {
        let known: [StaticString] = ["gzip", "deflate", "br", "zstd"]
        return text.isEmpty
            || text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
                .allSatisfy { part in
                    let name = part.drop { $0 == 0x20 }
                    return known.contains { $0.bytes.elementsEqual(name) }
                }
    }

    /// HOST:PORT:ADDRESS, where the address may hold colons.
    private static func isAddress(_ text: UnsafeRawBufferPointer) -> Bool {
        let parts = text.split(
            separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
        return text.count <= 512 && text.allSatisfy { 0x21...0x7E ~= $0 } && parts.count == 3
            && parts.allSatisfy { !$0.isEmpty } && Endpoint.isPort(parts[1])
    }
}
