package import OnOfficePlatform

/// Name of the parameter that carries the marketplace's claim.
/// https://apidoc.onoffice.de/marketplace/
let claimName: StaticString = "extendedclaim"

/// Who sends: token and secret of an API user.
package final class Credentials: Sendable {
    let token: Secret
    let secret: Secret

    /// Longest token or secret that is taken, in bytes.
    private static let limit = 1024

    private init(token: Secret, secret: Secret) {
        self.token = token
        self.secret = secret
    }

    /// nil if they cannot be a token and a secret; ``rule`` says what they are.
    package static func make(token: UnsafeRawBufferPointer?, secret: UnsafeRawBufferPointer?)
        throws(OutOfMemory) -> Credentials?
    {
        guard let token, let secret, isUsable(token), isUsable(secret) else { return nil }
        return Credentials(token: try Secret(copying: token), secret: try Secret(copying: secret))
    }

    package static let rule: StaticString = """
        token and secret are the two texts that enterprise shows for an API user (32 and 64 \
        letters and digits): neither may be empty or hold blanks, line ends or other characters \
        beyond printable ASCII
        """

    /// Whether a text that a person has copied may be a token or a secret.
    static func isUsable(_ text: UnsafeRawBufferPointer) -> Bool {
        !text.isEmpty && text.count <= limit && text.allSatisfy { 0x21...0x7E ~= $0 }
    }

    /// How long they are, which may be kept and told.
    package var lengths: CredentialLengths {
        CredentialLengths(token: token.count, secret: secret.count)
    }
}

extension Credentials {
    /// The same of Swift strings.
    package static func make(token: String, secret: String) throws(OutOfMemory) -> Credentials? {
        var (token, secret) = (token, secret)
        let made = token.withUTF8 { token in
            secret.withUTF8 { secret -> Result<Credentials?, OutOfMemory> in
                do throws(OutOfMemory) {
                    return .success(
                        try make(
                            token: UnsafeRawBufferPointer(token),
                            secret: UnsafeRawBufferPointer(secret)))
                } catch {
                    return .failure(error)
                }
            }
        }
        return try made.get()
    }
}
