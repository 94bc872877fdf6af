internal import OnOfficeJSON
package import OnOfficePlatform

/// The values of all options. A send takes a copy, so that changes never meet it half-way.
package struct Settings: Sendable {
    private var url = Text("https://api.onoffice.de/api/")
    private var apiVersion = Text("stable")
    private var allowHTTP = false
    package private(set) var connectTimeout: Int64 = 10_000
    package private(set) var timeout: Int64 = 120_000
    package private(set) var responseLimit: Int64 = 512 << 20
    package private(set) var proxy = Text.empty
    package private(set) var caFile = Text.empty
    package private(set) var tlsVerifyPeer = true
    package private(set) var tlsVerifyHost = true
    package private(set) var userAgent = Settings.defaultUserAgent
    package private(set) var claim: Secret?
    /// Grows with every change.
    package private(set) var revision: UInt64 = 0

    private static let defaultUserAgent: Text =
        ("libonoffice/\(LibraryVersion.text)" as Message).text

    /// Where requests go. Fails where that would be http to another machine.
    func endpoint() throws(Failure) -> Endpoint {
        guard let endpoint = Endpoint(url: url.bytes, apiVersion: apiVersion.bytes) else {
            throw Failure(.argument, "\(SettingError(.url).rule)")
        }
        guard endpoint.isEncrypted || endpoint.isLoopback || allowHTTP else {
            throw Failure(
                .argument,
                """
                url is http to another machine, which would show the credentials to everybody on \
                the way: use https, or set allow_http to 1
                """)
        }
        return endpoint
    }

    // MARK: Text

    mutating func set(_ option: Option, to value: UnsafeRawBufferPointer) throws(SettingError) {
        let isFine: Bool
        switch option {
        case .url:
            isFine = Endpoint(url: value, apiVersion: apiVersion.bytes) != nil
            if isFine { url = Text(copying: value) }
        case .apiVersion:
            isFine = Endpoint.isVersion(value)
            if isFine { apiVersion = Text(copying: value) }
        case .proxy:
            isFine = ProxyAddress.isUsable(value)
            if isFine { proxy = Text(copying: value) }
        case .caFile:
            isFine = value.count <= 4096 && JSONText.isUTF8(value)
            if isFine { caFile = Text(copying: value) }
        case .userAgent:
            isFine = value.count <= 512 && value.allSatisfy { 0x20...0x7E ~= $0 }
            if isFine { userAgent = Text(copying: value) }
        case .extendedClaim:
            isFine = setClaim(value)
        default:
            isFine = false
        }
        guard isFine else { throw SettingError(option) }
        revision &+= 1
    }

    private mutating func setClaim(_ value: UnsafeRawBufferPointer) -> Bool {
        guard value.count <= 4096, value.allSatisfy({ 0x21...0x7E ~= $0 }) else { return false }
        guard !value.isEmpty else {
            claim = nil
            return true
        }
        do throws(OutOfMemory) { claim = try Secret(copying: value) } catch { return false }
        return true
    }

    /// The value of an option that takes text, without what is secret in it.
    func text(of option: Option) -> Text? {
        switch option {
        case .url: url
        case .apiVersion: apiVersion
        case .proxy: ProxyAddress.masked(proxy)
        case .caFile: caFile
        case .userAgent: userAgent
        case .extendedClaim: claim == nil ? .empty : Text("***")
        default: nil
        }
    }

    // MARK: Numbers

    mutating func set(_ option: Option, to value: Int64) throws(SettingError) {
        guard case .number(let range, _) = option.rule, range.contains(value) else {
            throw SettingError(option)
        }
        switch option {
        case .connectTimeout: connectTimeout = value
        case .timeout: timeout = value
        case .responseLimit: responseLimit = value
        case .tlsVerifyPeer: tlsVerifyPeer = value == 1
        case .tlsVerifyHost: tlsVerifyHost = value == 1
        case .allowHTTP: allowHTTP = value == 1
        default: throw SettingError(option)
        }
        revision &+= 1
    }

    func number(of option: Option) -> Int64? {
        switch option {
        case .connectTimeout: connectTimeout
        case .timeout: timeout
        case .responseLimit: responseLimit
        case .tlsVerifyPeer: tlsVerifyPeer ? 1 : 0
        case .tlsVerifyHost: tlsVerifyHost ? 1 : 0
        case .allowHTTP: allowHTTP ? 1 : 0
        default: nil
        }
    }
}
