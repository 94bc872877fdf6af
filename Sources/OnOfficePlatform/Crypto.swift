internal import CCrypto

/// Zeroes memory in a way that no optimiser removes.
package func cryptoWipe(_ memory: UnsafeMutableRawPointer, _ count: Int) {
    ccrypto_wipe(memory, count)
}

private nonisolated(unsafe) let unkeyedHMAC = ccrypto_hmac_sha256_new()

/// HMAC-SHA256 of a message (RFC 2104), as base64 with padding: 44 characters.
/// nil only if libcrypto refuses, for want of memory or because a policy forbids it.
package func hmacSHA256Base64(key: UnsafeRawBufferPointer, message: UnsafeRawBufferPointer)
    -> InlineArray<44, UInt8>?
{
    guard var digest = hmacSHA256(key: key, message: message) else { return nil }
    var text = InlineArray<45, UInt8>(repeating: 0)  // with the NUL that libcrypto writes
    var digestSpan = digest.mutableSpan
    var textSpan = text.mutableSpan
    textSpan.withUnsafeMutableBufferPointer { text in
        digestSpan.withUnsafeMutableBufferPointer { digest in
            ccrypto_base64(text.baseAddress, digest.baseAddress, 32)
        }
    }
    return InlineArray<44, UInt8> { text[$0] }
}

/// The same in lower-case hexadecimal digits.
package func hmacSHA256Hex(key: UnsafeRawBufferPointer, message: UnsafeRawBufferPointer)
    -> InlineArray<64, UInt8>?
{
    guard let digest = hmacSHA256(key: key, message: message) else { return nil }
    return InlineArray<64, UInt8> { place in
        let digit = digest[place / 2] >> (place % 2 == 0 ? 4 : 0) & 0xF
        return digit < 10 ? 0x30 &+ digit : 0x57 &+ digit
    }
}

private func hmacSHA256(key: UnsafeRawBufferPointer, message: UnsafeRawBufferPointer)
    -> InlineArray<32, UInt8>?
{
    var digest = InlineArray<32, UInt8>(repeating: 0)
    var digestSpan = digest.mutableSpan
    let done = digestSpan.withUnsafeMutableBufferPointer { digest in
        ccrypto_hmac_sha256(
            unkeyedHMAC, key.baseAddress, key.count, message.baseAddress, message.count,
            digest.baseAddress) == 1
    }
    return done ? digest : nil
}

/// Whether bytes are equal, in a time that only their number decides, so that nobody learns by trying
/// how many of them are right.
package func isEqualInConstantTime(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
) -> Bool {
    guard left.count == right.count else { return false }
    guard let first = left.baseAddress, let second = right.baseAddress else { return true }
    return ccrypto_is_equal(first, second, left.count) == 1
}

/// A random number in a range of milliseconds and the like, from libcrypto's generator; the range's
/// end where libcrypto has none to give.
package func random(upTo limit: Int64) -> Int64 {
    var number: UInt64 = 0
    guard limit > 0, ForkGate.pass({ ccrypto_random(&number, 8) }) == 1 else {
        return max(limit, 0)
    }
    // The bias of the remainder is of no account: limits are small.
    return Int64(number % UInt64(limit &+ 1))
}
