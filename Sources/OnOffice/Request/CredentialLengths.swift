internal import OnOfficePlatform

/// How many characters the token and the secret have that signed a request. This is all that
/// outlives a client: a request that was signed must not keep the secret in memory.
package struct CredentialLengths: Sendable {
    let token: Int
    let secret: Int

    private static let right = CredentialLengths(token: 32, secret: 64)

    /// What to check when the API does not accept a signature: a token or secret of another length
    /// was cut, or swapped with the other. nil if the lengths are right.
    var hint: Message? {
        let right = Self.right
        guard token != right.token || secret != right.secret else { return nil }
        if token == right.secret, secret == right.token {
            return "token and secret seem to be swapped: the token has 32 characters, the secret 64"
        }
        return """
            check the credentials: a token has 32 characters, this one \(token); \
            a secret has 64, this one \(secret)
            """
    }
}
