import OnOfficePlatform
import Testing

@Suite struct CryptoTests {
    /// RFC 4231, test cases 2 and 6, in base64.
    @Test(arguments: [
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM="
        ),
        (
            [UInt8](repeating: 0xAA, count: 131),
            "Test Using Larger Than Block-Size Key - Hash Key First",
            "YOQxWR7gtn8Niiaqy/W3f44LxiE3KMUUBUYEDw7jf1Q="
        ),
    ])
    func hmac(key: [UInt8], message: String, expected: String) throws {
        let base64 = key.withUnsafeBytes { key in
            Array(message.utf8).withUnsafeBytes { hmacSHA256Base64(key: key, message: $0) }
        }
        let text = try #require(base64)
        let bytes = text.indices.map { text[$0] }
        #expect(bytes.count == 44)
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test func wipes() {
        var bytes = [UInt8](repeating: 7, count: 32)
        bytes.withUnsafeMutableBytes { cryptoWipe($0.baseAddress!, $0.count) }
        #expect(bytes == [UInt8](repeating: 0, count: 32))
    }

    @Test func secretsKeepTheirBytes() throws {
        let secret = try Array("a secret".utf8).withUnsafeBytes { try Secret(copying: $0) }
        #expect(secret.bytes.elementsEqual("a secret".utf8))
        #expect(try Secret(copying: UnsafeRawBufferPointer(start: nil, count: 0)).count == 0)
    }
}
