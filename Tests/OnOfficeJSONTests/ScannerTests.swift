import Testing

@testable import OnOfficeJSON

/// Checks a whole text; nil if it is JSON.
func jsonError(_ bytes: [UInt8], depthLimit: Int = 512) -> JSONError? {
    bytes.withUnsafeBytes { raw in
        var scanner = JSONScanner(raw, depthLimit: depthLimit)
        do throws(JSONError) {
            try scanner.skipValue()
            try scanner.finish()
            return nil
        } catch {
            return error
        }
    }
}

func jsonError(_ text: String, depthLimit: Int = 512) -> JSONError? {
    jsonError(Array(text.utf8), depthLimit: depthLimit)
}

@Suite struct ScannerTests {
    @Test(arguments: [
        "{}", "[]", "null", "true", "false", "0", "-0", "1", "-1.5", "1e5", "1E+5", "0.1e-7",
        "\"\"",
        " [ ] ", "{ }", "[1,2 , 3]", "\t{\"a\" : [ null,{\"b\":{}} ] }\r\n", "[[],[[]],{}]",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00fc\\uD83D\\uDE00\"", "\"\\ud800\"", "\"äöüß€😀\u{7F}\"",
        "123456789012345678901234567890", "1e400", "{\"a\":1,\"a\":2}", "{\"\":0}", "\"\\u0000\"",
        "\"\u{10FFFF}\"", "[\"exactly8\",\"exactly 16 bytes\"]",
    ])
    func accepts(text: String) {
        #expect(jsonError(text) == nil)
    }

    @Test(arguments: [
        ("", JSONError(.endsEarly, at: 0)),
        ("   ", JSONError(.endsEarly, at: 3)),
        ("{", JSONError(.endsEarly, at: 1)),
        ("[", JSONError(.endsEarly, at: 1)),
        ("[1", JSONError(.endsEarly, at: 2)),
        ("[1,", JSONError(.endsEarly, at: 3)),
        ("[1,]", JSONError(.unexpectedByte, at: 3)),
        ("[,1]", JSONError(.unexpectedByte, at: 1)),
        ("[1 2]", JSONError(.unexpectedByte, at: 3)),
        ("[1}", JSONError(.unexpectedByte, at: 2)),
        ("{\"a\":1]", JSONError(.unexpectedByte, at: 6)),
        ("{\"a\"}", JSONError(.unexpectedByte, at: 4)),
        ("{\"a\":}", JSONError(.unexpectedByte, at: 5)),
        ("{\"a\":1,}", JSONError(.unexpectedByte, at: 7)),
        ("{a:1}", JSONError(.unexpectedByte, at: 1)),
        ("{1:1}", JSONError(.unexpectedByte, at: 1)),
        ("{'a':1}", JSONError(.unexpectedByte, at: 1)),
        ("{} {}", JSONError(.trailingBytes, at: 3)),
        ("1 //", JSONError(.trailingBytes, at: 2)),
        ("nul", JSONError(.endsEarly, at: 3)),
        ("nulL", JSONError(.badLiteral, at: 0)),
        ("True", JSONError(.unexpectedByte, at: 0)),
        ("NaN", JSONError(.unexpectedByte, at: 0)),
        ("Infinity", JSONError(.unexpectedByte, at: 0)),
        ("-", JSONError(.endsEarly, at: 1)),
        ("-a", JSONError(.badNumber, at: 0)),
        ("+1", JSONError(.unexpectedByte, at: 0)),
        (".5", JSONError(.unexpectedByte, at: 0)),
        ("[1.]", JSONError(.badNumber, at: 1)),
        ("[01]", JSONError(.badNumber, at: 1)),
        ("[1e]", JSONError(.badNumber, at: 1)),
        ("[1e+]", JSONError(.badNumber, at: 1)),
        ("0x10", JSONError(.trailingBytes, at: 1)),
        ("\"", JSONError(.endsEarly, at: 1)),
        ("\"a", JSONError(.endsEarly, at: 2)),
        ("\"\\", JSONError(.endsEarly, at: 2)),
        ("\"\\x\"", JSONError(.badEscape, at: 1)),
        ("\"\\u12g4\"", JSONError(.badEscape, at: 1)),
        ("\"\\u12", JSONError(.endsEarly, at: 5)),
        ("\"a\nb\"", JSONError(.controlCharacter, at: 2)),
        ("\"12345678\t\"", JSONError(.controlCharacter, at: 9)),
        ("\u{FEFF}{}", JSONError(.byteOrderMark, at: 0)),
        ("[\u{FEFF}]", JSONError(.unexpectedByte, at: 1)),
        ("[1]\u{0}", JSONError(.trailingBytes, at: 3)),
        ("\u{A0}1", JSONError(.unexpectedByte, at: 0)),
    ])
    func refuses(text: String, error: JSONError) {
        #expect(jsonError(text) == error)
    }

    /// RFC 3629: shortest form, no surrogates, nothing beyond U+10FFFF.
    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x9F, 0xBF],
            [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
            [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        ] as [[UInt8]])
    func refusesInvalidUTF8(sequence: [UInt8]) {
        for padding in 0..<9 {
            let text = [0x22] + [UInt8](repeating: 0x61, count: padding) + sequence + [0x22]
            #expect(jsonError(text) == JSONError(.invalidUTF8, at: padding + 1))
        }
    }

    /// Whatever stands before or behind it, a byte is seen: the eight-byte steps miss none.
    @Test func seesEveryByteInEveryPlace() {
        for length in 0..<33 {
            for place in 0..<length {
                for byte in UInt8.min...UInt8.max {
                    var text = [UInt8](repeating: 0x61, count: length)
                    text[place] = byte
                    let isFine = byte >= 0x20 && byte < 0x80 && byte != 0x22 && byte != 0x5C
                    #expect((jsonError([0x22] + text + [0x22]) == nil) == isFine)
                }
            }
        }
    }

    @Test(arguments: [1, 2, 63, 64, 65, 511, 512])
    func nestingUpToTheLimit(depth: Int) {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let text = { (depth: Int) in
                String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
            }
            #expect(jsonError(text(depth), depthLimit: depth) == nil)
            #expect(jsonError(text(depth + 1), depthLimit: depth)?.reason == .tooDeep)
        }
    }

    @Test func mixedNestingKeepsItsKinds() {
        var text = ""
        var closing = ""
        for level in 0..<300 {
            text += level % 3 == 0 ? "[" : "{\"k\":"
            closing = (level % 3 == 0 ? "]" : "}") + closing
        }
        #expect(jsonError(text + "0" + closing) == nil)
        let swapped = closing.dropFirst().reversed().map(String.init).joined() + "}"
        #expect(jsonError(text + "0" + swapped) != nil)
    }

    @Test func nestingBombsEndEarly() {
        for bomb in ["[", "{\"a\":", "[{\"a\":"] {
            let text = String(repeating: bomb, count: 100_000)
            #expect(jsonError(text)?.reason == .tooDeep)
        }
    }

    @Test func stepsThroughContainers() throws {
        let text = Array(#" {"a": [1, "x", {}], "b\n": null} "#.utf8)
        try text.withUnsafeBytes { raw in
            var scanner = JSONScanner(raw, depthLimit: 512)
            try scanner.beginObject()
            let first = try #require(try scanner.nextMember())
            #expect(raw[first.range].elementsEqual("a".utf8))
            #expect(!first.hasEscapes)
            #expect(try scanner.peekKind() == .array)
            try scanner.beginArray()
            var slices: [String] = []
            while try scanner.nextElement() {
                let range = try scanner.skipValue()
                slices.append(String(decoding: raw[range], as: UTF8.self))
            }
            #expect(slices == ["1", "\"x\"", "{}"])
            let second = try #require(try scanner.nextMember())
            #expect(second.hasEscapes)
            #expect(try scanner.peekKind() == .null)
            try scanner.skipValue()
            #expect(try scanner.nextMember() == nil)
            try scanner.finish()
        }
    }

    @Test func everyTruncationIsRefused() {
        let text = Array(
            #"{"a":[1.5e3,true,false,null,"ü\u00fc\/"],"b":{"c":[[]],"d":{}},"e":"😀"}"#.utf8)
        #expect(jsonError(text) == nil)
        for end in 0..<text.count {
            let error = jsonError(Array(text[..<end]))
            #expect(error?.reason == .endsEarly)
            #expect(error?.offset == end)
        }
    }

    /// Whatever bytes there are, a verdict comes, and its place lies within the text.
    @Test func mutationsNeverTrap() {
        let text = Array(#"{"a":[1.5e3,true,null,"ü\u00fc\/\\"],"b":{"c":[[]]},"e":"😀"}"#.utf8)
        var generator = SplitMix(state: 42)
        for _ in 0..<50_000 {
            var mutated = text
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<mutated.count, using: &generator)
                mutated[place] = UInt8.random(in: 0...255, using: &generator)
            }
            if let error = jsonError(mutated, depthLimit: 3) {
                #expect((0...mutated.count).contains(error.offset))
            }
        }
    }
}

/// A small generator, so that each run sees the same mutations.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
