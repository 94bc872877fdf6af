import OnOfficePlatform
import Testing

@Suite struct Base64Tests {
    private func encoded(_ bytes: [UInt8]) throws -> String {
        let buffer = Buffer()
        try buffer.append(atMost: Base64.count(of: bytes.count)) { target in
            if let base = target.baseAddress {
                bytes.withUnsafeBytes { Base64.encode($0, to: base) }
            }
            return target.count
        }
        return withExtendedLifetime(buffer) { String(decoding: buffer.bytes, as: UTF8.self) }
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
}
