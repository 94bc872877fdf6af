internal import OnOfficePlatform

/// What became of a call, a request or an action. The numbers are those of `onoffice.h`.
public enum Status: Int32, Sendable {
    case ok = 0
    /// The caller passed something unusable. Nothing was sent.
    case argument = -1
    /// Memory for a document could not be had.
    case memory = -2
    /// The API refused the request or the action.
    case api = -3
    /// At least one action of the request failed.
    case action = -4
    /// The answer is not what the API promises.
    case `protocol` = -5
    /// An HTTP error status without an answer of the API, or a redirect.
    case http = -6
    /// The server could not be found or reached.
    case connect = -7
    /// No trustworthy TLS connection.
    case tls = -8
    /// A timeout passed.
    case timeout = -9
    /// The connection broke while the request or the answer was under way.
    case transport = -10
    /// The answer is larger than the limit.
    case limit = -11
    /// The call was cancelled.
    case cancelled = -12
    /// A file of this machine could not be read or written.
    case file = -13
    /// A signature does not match.
    case signature = -14
    /// What was signed is too old, or from the future.
    case expired = -15

    package var name: StaticString {
        switch self {
        case .ok: "ONOFFICE_OK"
        case .argument: "ONOFFICE_ERROR_ARGUMENT"
        case .memory: "ONOFFICE_ERROR_MEMORY"
        case .api: "ONOFFICE_ERROR_API"
        case .action: "ONOFFICE_ERROR_ACTION"
        case .protocol: "ONOFFICE_ERROR_PROTOCOL"
        case .http: "ONOFFICE_ERROR_HTTP"
        case .connect: "ONOFFICE_ERROR_CONNECT"
        case .tls: "ONOFFICE_ERROR_TLS"
        case .timeout: "ONOFFICE_ERROR_TIMEOUT"
        case .transport: "ONOFFICE_ERROR_TRANSPORT"
        case .limit: "ONOFFICE_ERROR_LIMIT"
        case .cancelled: "ONOFFICE_ERROR_CANCELLED"
        case .file: "ONOFFICE_ERROR_FILE"
        case .signature: "ONOFFICE_ERROR_SIGNATURE"
        case .expired: "ONOFFICE_ERROR_EXPIRED"
        }
    }
}
