import OnOfficePlatform
import Testing

@Suite struct Base64DecoderTests {
    /// RFC 4648, section 10, and bytes whose characters are the last of the alphabet.
    @Test(arguments: [
        ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"),
        ("Zm9vYmE=", "fooba"), ("Zm9vYmFy", "foobar"), ("77+/77+/", "\u{FFFF}\u{FFFF}"),
        // Without padding, and with blanks wherever they may be.
        ("Zm8", "fo"), ("Zg", "f"), (" Z\r\ng=\n= \t\r\n", "f"), ("Zm9v\r\nYmFy\r\n", "foobar"),
    ])
    func decodes(text: String, expected: String) throws {
        for size in 1...max(text.utf8.count, 1) {
            #expect(try decoded(Array(text.utf8), in: size) == Array(expected.utf8))
        }
    }

    @Test(arguments: [
        "Z", "Zm9vY", "Zg=", "Zm8==", "=", "Z=", "Zm9v=", "Zg==Zg==", "Zm8=Zm8=", "Zg=g", "Zm8=x",
        "Zm9v-mFy", "Zm9v_mFy", "Zm9vYmF\0", "Zm9vYmF\u{7F}", "Zm9vYmFü", "Zm9v\u{0B}", "Zm9v\\/",
    ])
    func refuses(text: String) {
        for size in 1...text.utf8.count {
            #expect(throws: DecodingError.self) { try decoded(Array(text.utf8), in: size) }
        }
    }

    /// Lengths around the steps of the fast way, and more than what waits for the sink.
    @Test func decodesAllLengths() throws {
        for length in Array(0...70) + [49_151, 49_152, 49_153, 100_000] {
            let bytes = noise(length)
            let text = base64(bytes)
            #expect(try decoded(text, in: max(text.count, 1)) == bytes)
            #expect(try decoded(text, in: 4_099) == bytes)
            var lines: [UInt8] = []
            for (place, character) in text.enumerated() {
                lines.append(character)
                if place % 76 == 75 { lines += Array("\r\n".utf8) }
            }
            #expect(try decoded(lines, in: max(lines.count, 1)) == bytes)
        }
    }

    /// Wherever a character is replaced, the fast way leaves it to the careful one.
    @Test func findsEachBadCharacter() throws {
        let text = base64(noise(48))
        for place in text.indices {
            for bad: UInt8 in [0, 0x2A, 0x2D, 0x3D, 0x80, 0xFF] {
                var broken = text
                broken[place] = bad
                let isEnd = bad == 0x3D && place == text.count - 1
                if isEnd {
                    #expect(try decoded(broken, in: 64).count == 47)
                } else {
                    #expect(throws: DecodingError.self) { try decoded(broken, in: 64) }
                }
            }
        }
    }

    @Test func theSinkMayRefuse() throws {
        let decoder = try Base64Decoder.make()
        let text = base64(noise(100))
        text.withUnsafeBytes { text in
            #expect(throws: DecodingError.self) { try decoder.decode(text) { _ in false } }
        }
    }

    private func decoded(_ text: [UInt8], in size: Int) throws -> [UInt8] {
        let decoder = try Base64Decoder.make()
        var bytes: [UInt8] = []
        for piece in pieces(of: text, size) {
            try piece.withUnsafeBytes {
                try decoder.decode($0) {
                    bytes.append(contentsOf: $0); return true
                }
            }
        }
        try decoder.finish {
            bytes.append(contentsOf: $0); return true
        }
        return bytes
    }

    /// The plain definition, bit by bit.
    private func base64(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let bits = bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
        var text: [UInt8] = []
        for start in stride(from: 0, to: bits.count, by: 6) {
            let six = (0..<6).reduce(0) { value, place in
                value << 1 | (start + place < bits.count ? Int(bits[start + place]) : 0)
            }
            text.append(alphabet[six])
        }
        while text.count % 4 != 0 { text.append(0x3D) }
        return text
    }
}
