internal import OnOfficePlatform

/// The API's HMAC version 2: base64 of HMAC-SHA256, keyed with the secret, over timestamp, token,
/// resource type and action id, one behind the other.
/// https://apidoc.onoffice.de/onoffice-api-request/request-elemente/action/
struct Signature {
    private let base64: InlineArray<44, UInt8>

    /// nil if libcrypto refuses.
    init?(_ action: Action, _ credentials: Credentials, _ timestamp: [UInt8]) throws(OutOfMemory) {
        let message = Buffer(isSecret: true)
        try message.append(timestamp)
        try message.append(credentials.token.bytes)
        try message.append(action.resourceType)
        try message.append(Verb.prefix)
        try message.append(action.verb.name)
        let signature = withExtendedLifetime(message) {
            hmacSHA256Base64(key: credentials.secret.bytes, message: message.bytes)
        }
        guard let base64 = signature else { return nil }
        self.base64 = base64
    }

    /// Appends it as PHP writes it, with a backslash before every slash: the same JSON, and byte for
    /// byte the body that the API's own SDK sends.
    func append(to body: Buffer) throws(OutOfMemory) {
        try base64.span.withUnsafeBytes { (bytes) throws(OutOfMemory) in
            try body.append(jsonEscaping: bytes)
        }
    }
}
