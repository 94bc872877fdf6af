internal import OnOfficeJSON
package import OnOfficePlatform

/// A provider of onOffice's marketplace: checks the URLs by which it is called, and signs the orders
/// and messages it gives back.
package final class Marketplace {
    /// nil if it cannot be one.
    private let secret: Secret?

    private static let rule: StaticString = """
        the secret is the text that onOffice gives a provider of the marketplace: it may not be empty \
        or hold blanks, line ends or other characters beyond printable ASCII
        """

    private init(_ secret: Secret?) {
        self.secret = secret
    }

    package static func make(secret: UnsafeRawBufferPointer?) throws(OutOfMemory) -> Marketplace {
        guard let secret, Credentials.isUsable(secret) else { return Marketplace(nil) }
        return Marketplace(try Secret(copying: secret))
    }

    /// Throws what every call will throw if the secret cannot be one.
    @discardableResult
    package func usableSecret() throws(Failure) -> Secret {
        guard let secret else { throw Failure(.argument, "\(Self.rule)") }
        return secret
    }

    /// Checks the signature of a URL, then its time: within so many seconds of a moment, unless the
    /// window is 0 or less. Returns the parameters, as PHP's `http_build_query` writes them.
    package func verify(_ url: UnsafeRawBufferPointer, at unixTime: Int64, window: Int64)
        throws(Failure) -> Buffer
    {
        let secret = try usableSecret()
        let parts = try SignedURL(url)
        let query = Buffer(isSecret: true)
        let expected: InlineArray<64, UInt8>
        do throws(OutOfMemory) {
            let text = Buffer(isSecret: true)
            let start = try parts.append(to: text)
            expected = try Self.sign(text, secret)
            try query.append(UnsafeRawBufferPointer(rebasing: text.bytes[start...]))
        } catch {
            throw Failure.outOfMemory("the text that is signed", bytes: url.count)
        }
        guard let signature = parts.signature else {
            throw Failure(.signature, "the URL has no signature")
        }
        let isRight = signature.withUnsafeBytes { signature in
            expected.span.withUnsafeBytes { isEqualInConstantTime($0, signature) }
        }
        guard isRight else {
            throw Failure(
                .signature,
                """
                the signature of the URL does not match: it was forged or changed on its way, its \
                scheme or host are not the public ones, or it was made with another secret
                """)
        }
        if window > 0 { try checkTime(parts.timestamp, at: unixTime, window: window) }
        return query
    }

    private func checkTime(_ timestamp: [UInt8]?, at unixTime: Int64, window: Int64)
        throws(Failure)
    {
        guard let timestamp, let time = JSONInteger.parse(timestamp) else {
            throw Failure(.expired, "the URL is signed, but has no timestamp in seconds since 1970")
        }
        let (age, overflow) = unixTime.subtractingReportingOverflow(time)
        guard !overflow, age.magnitude <= window.magnitude else {
            throw Failure(
                .expired,
                "the URL is signed, but for \(time), which is not within \(window) s of \(unixTime)"
            )
        }
    }

    /// Signs an order or a message: the JSON text of an object comes back with `signature`, and with
    /// `timestamp` unless it has one.
    package func sign(_ order: UnsafeRawBufferPointer, at unixTime: Int64)
        throws(Failure) -> Buffer
    {
        let secret = try usableSecret()
        guard unixTime >= 0 else {
            throw Failure(.argument, "unix_time is in seconds since 1970, not \(unixTime)")
        }
        let parts = try SignedOrder(order, at: unixTime)
        do throws(OutOfMemory) {
            let signature = try Self.sign(parts.text, secret)
            return try parts.signed(signature)
        } catch {
            throw Failure.outOfMemory("the signed order", bytes: order.count)
        }
    }

    /// The marketplace's signature: hexadecimal HMAC-SHA256, keyed with the provider's secret.
    private static func sign(_ text: Buffer, _ secret: Secret) throws(OutOfMemory)
        -> InlineArray<64, UInt8>
    {
        let signature = ForkGate.pass {
            withExtendedLifetime((text, secret)) {
                hmacSHA256Hex(key: secret.bytes, message: text.bytes)
            }
        }
        guard let signature else { throw OutOfMemory() }
        return signature
    }
}
