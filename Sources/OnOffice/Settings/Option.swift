internal import OnOfficePlatform

/// A setting of a client. The numbers are those of `onoffice.h`, the names those of the constants.
public enum Option: UInt32, Sendable, CaseIterable {
    case url = 1
    case apiVersion
    case connectTimeout
    case timeout
    case responseLimit
    case proxy
    case caFile
    case tlsVerifyPeer
    case tlsVerifyHost
    case userAgent
    case extendedClaim
    case allowHTTP
    case stallTimeout
    case retries
    case retryWrites
    case maxConnections
    case maxActionsPerRequest
    case noProxy
    case caPath
    case clientCert
    case clientKey
    case clientKeyPassword
    case tlsMin
    case httpVersion
    case header
    case acceptEncoding
    case resolve
    case interface
    case ipVersion
    case idleTimeout
    case cacheTTL
    case cacheBytes
    case clockCorrection
    case depthLimit
    case tcpKeepalive

    package var name: StaticString { rule.name }

    package var takesText: Bool {
        if case .text = rule.value { true } else { false }
    }

    package static func find(_ name: UnsafeRawBufferPointer) -> Option? {
        allCases.first { $0.name.bytes.elementsEqual(name) }
    }

    /// Whether a connection made under one value must not serve under another.
    var belongsToConnection: Bool {
        switch self {
        case .proxy, .caFile, .tlsVerifyPeer, .tlsVerifyHost, .maxConnections, .noProxy, .caPath,
            .clientCert, .clientKey, .clientKeyPassword, .tlsMin, .httpVersion, .resolve,
            .interface, .ipVersion, .idleTimeout, .tcpKeepalive:
            true
        default: false
        }
    }
}
