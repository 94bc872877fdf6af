import OnOfficePlatform
import Testing

@Suite struct Base64EncoderTests {
    private func encoded(_ bytes: [UInt8]) throws -> String {
        let buffer = Buffer()
        try bytes.withUnsafeBytes { try buffer.append(base64: $0) }
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    /// Bit by bit.
    private func oracle(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        var bits = bytes.flatMap { byte in (0..<8).map { Int(byte >> (7 - $0)) & 1 } }
        while bits.count % 6 != 0 { bits.append(0) }
        for start in stride(from: 0, to: bits.count, by: 6) {
            text.append(alphabet[bits[start..<start + 6].reduce(0) { $0 * 2 + $1 }])
        }
        while text.count % 4 != 0 { text.append("=") }
        return text
    }

    /// RFC 4648, section 10.
    @Test func vectors() throws {
        let vectors = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]
        for (count, text) in vectors.enumerated() {
            #expect(try encoded(Array("foobar".utf8.prefix(count))) == text)
        }
    }

    @Test func everyLengthAndEveryByte() throws {
        var generator = SystemRandomNumberGenerator()
        for count in 0..<80 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(try encoded(bytes) == oracle(bytes))
        }
        let all = (0...255).map { UInt8($0) }
        for shift in 0..<6 {
            #expect(try encoded(Array(all[shift...])) == oracle(Array(all[shift...])))
        }
    }

    @Test func followsWhatWasThere() throws {
        let buffer = Buffer()
        try buffer.append("x")
        try Array("foo".utf8).withUnsafeBytes { try buffer.append(base64: $0) }
        try buffer.append("y")
        #expect(String(decoding: buffer.bytes, as: UTF8.self) == "xZm9vy")
        #expect(buffer.text[buffer.count] == 0)
    }
}
