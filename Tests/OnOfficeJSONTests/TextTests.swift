import OnOfficeJSON
import Testing

private func decode(_ escaped: String, limit: Int = .max) -> String {
    Array(escaped.utf8).withUnsafeBytes {
        String(decoding: JSONText.decode($0, limit: limit), as: UTF8.self)
    }
}

@Suite struct TextTests {
    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("ü€😀", "ü€😀"), (#"\"\\\/"#, "\"\\/"),
        (#"\b\f\n\r\t"#, "\u{8}\u{C}\n\r\t"), (#"N\u00e4he K\u00F6ln"#, "Nähe Köln"),
        (#"\u20ac"#, "€"), (#"\ud83d\ude00"#, "😀"), (#"\u0041\u007f\u0080"#, "A\u{7F}\u{80}"),
        (#"\ud800"#, "\u{FFFD}"), (#"\udc00x"#, "\u{FFFD}x"),
        (#"\ud800\ud800"#, "\u{FFFD}\u{FFFD}"),
        (#"\ud800\u0041"#, "\u{FFFD}A"), (#"\udbff\udfff"#, "\u{10FFFF}"),
    ])
    func decodes(escaped: String, text: String) {
        #expect(decode(escaped) == text)
    }

    @Test func stopsAtTheLimit() {
        #expect(decode(String(repeating: "a", count: 100), limit: 7) == "aaaaaaa")
        #expect(decode("", limit: 0) == "")
    }

    @Test(arguments: [
        (#"\ud83d\ude00"#, false), ("plain", false), (#"\u00e4"#, false), (#"\ud800"#, true),
        (#"a\udc00b"#, true), (#"\ud800\\udc00"#, true),
    ])
    func findsLoneSurrogates(escaped: String, isLone: Bool) {
        #expect(Array(escaped.utf8).withUnsafeBytes(JSONText.hasLoneSurrogate) == isLone)
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("42", 42), ("-17", -17), ("9223372036854775807", Int64.max),
            ("-9223372036854775808", Int64.min), ("007", 7),
        ] as [(String, Int64)])
    func integers(text: String, value: Int64) {
        #expect(JSONInteger.parse(Array(text.utf8)) == value)
    }

    @Test(arguments: [
        "", "-", "1.0", "1e3", "9223372036854775808", "-9223372036854775809", "x", "1 ", "+1",
        "123456789012345678901234567890",
    ])
    func noIntegers(text: String) {
        #expect(JSONInteger.parse(Array(text.utf8)) == nil)
    }

    @Test func utf8() {
        #expect(Array("grüße 😀".utf8).withUnsafeBytes(JSONText.isUTF8))
        #expect(![0x61, 0xFF].map { UInt8($0) }.withUnsafeBytes(JSONText.isUTF8))
        #expect([UInt8]().withUnsafeBytes(JSONText.isUTF8))
        #expect(![UInt8(0xC3)].withUnsafeBytes(JSONText.isUTF8))
    }
}
