internal import OnOfficePlatform

/// A fingerprint that tells neither token nor claim: HMAC-SHA256 with the secret as the key.
struct CacheKey: Equatable, Sendable {
    private let digest: InlineArray<44, UInt8>

    /// nil if there is no memory for it, or libcrypto refuses.
    init?(_ parts: [UnsafeRawBufferPointer], secret: Secret) {
        let message = Buffer(isSecret: true)
        do throws(OutOfMemory) {
            for part in parts {
                try message.append(part)
                // None of the parts has a NUL.
                try message.append(0)
            }
        } catch {
            return nil
        }
        let digest = ForkGate.pass {
            withExtendedLifetime(message) {
                hmacSHA256Base64(key: secret.bytes, message: message.bytes)
            }
        }
        guard let digest else { return nil }
        self.digest = digest
    }

    /// What is asked, where and by whom.
    static func of(
        _ action: Action, at address: Text, credentials: Credentials, claim: Secret?
    ) -> CacheKey? {
        let nothing = Text.empty.bytes
        return CacheKey(
            [
                address.bytes, credentials.token.bytes, claim?.bytes ?? nothing,
                action.verb.name.bytes, action.resourceTypeJSON, action.resourceIDJSON,
                action.identifierJSON, action.parametersJSON,
            ], secret: credentials.secret)
    }

    /// Who asks.
    static func of(_ credentials: Credentials) -> CacheKey? {
        CacheKey([credentials.token.bytes], secret: credentials.secret)
    }

    static func == (left: CacheKey, right: CacheKey) -> Bool {
        left.digest.indices.allSatisfy { left.digest[$0] == right.digest[$0] }
    }

    static func < (left: CacheKey, right: CacheKey) -> Bool {
        for index in left.digest.indices where left.digest[index] != right.digest[index] {
            return left.digest[index] < right.digest[index]
        }
        return false
    }
}
