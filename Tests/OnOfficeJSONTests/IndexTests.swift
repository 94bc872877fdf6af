import Synchronization
import Testing

@testable import OnOfficeJSON

private let memory = JSONMemory(
    reallocate: { old, size in
        // Swift has no realloc of its own: the size is kept in front.
        let made = UnsafeMutableRawPointer.allocate(byteCount: size + 16, alignment: 16)
        made.storeBytes(of: size, as: Int.self)
        if let old {
            let oldSize = (old - 16).load(as: Int.self)
            (made + 16).copyMemory(from: old, byteCount: min(size, oldSize))
            (old - 16).deallocate()
        }
        return made + 16
    },
    free: { ($0.map { $0 - 16 })?.deallocate() })

private func withIndex<Result>(
    of text: [UInt8], _ body: (JSONIndex) throws -> Result
) throws -> Result {
    try text.withUnsafeBytes { bytes in
        try body(#require(JSONIndex.make(of: bytes, memory: memory)))
    }
}

extension JSONIndex {
    fileprivate func find(_ pointer: [UInt8]) -> JSONValue? {
        pointer.withUnsafeBytes { bytes in JSONPointer(bytes).flatMap { find($0) } }
    }

    /// The JSON of what a pointer leads to.
    fileprivate func json(_ pointer: String, in text: [UInt8]) -> String? {
        find(Array(pointer.utf8)).map { String(decoding: text[range(of: $0)], as: UTF8.self) }
    }
}

@Suite struct IndexTests {
    /// Every value of generated documents is found where the naive reader found it.
    @Test(arguments: 0..<60)
    func findsWhatANaiveReaderFinds(seed: UInt64) throws {
        let text = Documents.make(seed: seed)
        #expect(jsonError(text) == nil)
        let tree = NaiveReader.read(text)
        try withIndex(of: text) { index in
            tree.visit { pointer, expected in
                guard let value = index.find(pointer) else {
                    Issue.record("\(String(decoding: pointer, as: UTF8.self)) is not found")
                    return
                }
                // One by one, #expect would take minutes.
                let isSame =
                    index.range(of: value) == expected.range
                    && index.count(of: value) == expected.count
                if !isSame { Issue.record("\(String(decoding: pointer, as: UTF8.self)) is wrong") }
                guard case .object(_, let members) = expected else { return }
                for (position, member) in members.enumerated() {
                    let key = index.key(of: value, at: position)
                    let decoded = key.map { NaiveReader.decode(Array(text[$0.range])) }
                    if decoded != member.key { Issue.record("the key \(member.key) is wrong") }
                }
                #expect(index.key(of: value, at: members.count) == nil)
                #expect(index.key(of: value, at: -1) == nil)
            }
        }
    }

    /// Texts of every length around the size of a block, with quotes and backslashes at its end.
    @Test(arguments: 40..<140)
    func blocksEndAnywhere(length: Int) throws {
        for tail in ["", "\\\\", "\\\"", "\\\\\\\"", "[{,"] {
            let filler = String(repeating: "x", count: length)
            let text = Array(#"["\#(filler)\#(tail)",[[],{"a":[7]}]]"#.utf8)
            try withIndex(of: text) { index in
                #expect(index.json("/1/1/a/0", in: text) == "7")
                #expect(index.json("/1/0", in: text) == "[]")
                #expect(index.json("/0", in: text) == "\"\(filler)\(tail)\"")
                #expect(index.find(Array("/2".utf8)) == nil)
            }
        }
    }

    @Test func theLastOfEqualKeysCounts() throws {
        let text = Array(#"{"a":{"b":1},"c":[0],"\u0061":{"b":2},"d":[3],"a":[4,{"e":5}]}"#.utf8)
        try withIndex(of: text) { index in
            #expect(index.json("/a/1/e", in: text) == "5")
            #expect(index.json("/a/b", in: text) == nil)
            #expect(index.json("/d/0", in: text) == "3")
            #expect(index.find([]).map(index.count) == 5)
        }
    }

    /// The hash table of a large object, with equal and escaped keys and containers as values.
    @Test func largeObjects() throws {
        var parts: [String] = (0..<1000).map { #""key \#($0)":[\#($0),{"x":\#($0)}]"# }
        parts.append(#""key\u0020500":"last""#)
        parts.append(#""f\u00fcr":{"x":[1]}"#)
        let text = Array("{\(parts.joined(separator: " , "))}".utf8)
        try withIndex(of: text) { index in
            for number in [0, 1, 15, 16, 17, 499, 501, 999] {
                #expect(index.json("/key \(number)/1/x", in: text) == "\(number)")
            }
            #expect(index.json("/key 500", in: text) == #""last""#)
            #expect(index.json("/für/x/0", in: text) == "1")
            #expect(index.find(Array("/key 1000".utf8)) == nil)
        }
    }

    /// So many equal keys that a hash table of them would take square time.
    @Test func keysThatCollide() throws {
        let parts = (0..<5000).map { #""same":\#($0)"# }
        let text = Array("{\(parts.joined(separator: ","))}".utf8)
        try withIndex(of: text) { index in
            #expect(index.json("/same", in: text) == "4999")
            #expect(index.find(Array("/other".utf8)) == nil)
        }
    }

    @Test(arguments: [
        ("/", true), ("/0", true), ("/1", false), ("/-", false), ("/00", false), ("/01", false),
        ("/+0", false), ("/ 0", false), ("/0/", false), ("/99999999999999999999", false),
        ("/-0", false), ("/0.0", false), ("/1e0", false),
    ])
    func positionsInArrays(pointer: String, isFound: Bool) throws {
        let array = Array("[7]".utf8)
        let object = Array(#"{"":1,"0":2}"#.utf8)
        try withIndex(of: array) { index in
            #expect((index.find(Array(pointer.utf8)) != nil) == (pointer == "/0"))
        }
        try withIndex(of: object) { index in
            #expect((index.find(Array(pointer.utf8)) != nil) == isFound)
        }
    }

    @Test(arguments: ["7", "\"x\"", " null ", "[]", "{ }", " [ ] ", "true"])
    func rootsWithNothingInside(text: String) throws {
        let bytes = Array(text.utf8)
        try withIndex(of: bytes) { index in
            let root =
                text.filter { $0 == " " } == text
                ? ""
                : NaiveReader.read(bytes).range
                    .map { String(decoding: [bytes[$0]], as: UTF8.self) }.joined()
            #expect(index.json("", in: bytes) == root)
            #expect(index.json("/0", in: bytes) == nil)
            #expect(index.json("/", in: bytes) == nil)
        }
    }

    @Test func deepNesting() throws {
        let depth = 4000
        let text = Array(
            (String(repeating: "[", count: depth) + "7" + String(repeating: "]", count: depth)).utf8
        )
        try withIndex(of: text) { index in
            #expect(index.json(String(repeating: "/0", count: depth), in: text) == "7")
            #expect(index.json(String(repeating: "/0", count: depth + 1), in: text) == nil)
        }
    }

    /// The index trusts its text; but not with the host's life.
    @Test(arguments: 0..<60)
    func brokenTextsTrapNowhere(seed: UInt64) throws {
        var dice = Dice(state: seed)
        var text = Documents.make(seed: seed)
        let pointers = [[], Array("/0".utf8), Array("/a/17".utf8), Array("/40/ort".utf8)]
        for _ in 0..<20 {
            let place = Int.random(in: text.indices, using: &dice)
            text[place] = Array("\"\\{}[],:0a ".utf8).randomElement(using: &dice) ?? 0
            try withIndex(of: Array(text.prefix(Int.random(in: 0...text.count, using: &dice)))) {
                index in
                for pointer in pointers {
                    guard let value = index.find(pointer) else { continue }
                    #expect(index.range(of: value).upperBound <= text.count)
                    for position in 0..<min(index.count(of: value), 50) {
                        _ = index.key(of: value, at: position)
                    }
                }
            }
        }
    }

    /// Wherever the memory ends, there is no index, and nothing else happens.
    @Test func wantOfMemory() throws {
        let text = Array(
            "{\((0..<900).map { #""k\#($0)":[[\#($0)]]"# }.joined(separator: ","))}".utf8)
        var refusals = 0
        for limit in 0..<40 {
            let left = Mutex(limit)
            let scarce = JSONMemory(
                reallocate: { old, size in
                    let isLeft = left.withLock { left in
                        left -= 1
                        return left >= 0
                    }
                    return isLeft ? memory.reallocate(old, size) : nil
                }, free: memory.free)
            text.withUnsafeBytes { bytes in
                guard let index = JSONIndex.make(of: bytes, memory: scarce) else {
                    refusals += 1
                    return
                }
                #expect(index.json("/k899/0/0", in: text) == "899")
            }
        }
        #expect(refusals > 5 && refusals < 40)
    }
}

@Suite struct PointerTests {
    @Test(arguments: ["a", "a/b", "~", "/~", "/~2", "/a~", "/~~", "/a/~/b", "#/a", " /a"])
    func refuses(pointer: String) {
        #expect(Array(pointer.utf8).withUnsafeBytes { JSONPointer($0) == nil })
    }

    @Test func refusesBadUTF8() {
        #expect([UInt8(ascii: "/"), 0xFF].withUnsafeBytes { JSONPointer($0) == nil })
    }

    /// The examples of RFC 6901, section 5.
    @Test(arguments: [
        ("/foo/0", "\"bar\""), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"), ("/e^f", "3"),
        ("/g|h", "4"), ("/i\\j", "5"), ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"),
        ("/~01", "9"), ("/~10", "10"),
    ])
    func examples(pointer: String, json: String) throws {
        let text = Array(
            #"""
            {"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8,
            "~1":9,"/0":10}
            """#.utf8)
        try withIndex(of: text) { index in
            #expect(index.json(pointer, in: text) == json)
        }
    }

    @Test(arguments: [
        ("0", true), ("-1", true), ("007", true), ("12.50", true), ("1e5", true), ("1E+5", true),
        ("-0.5e-7", true), ("", false), ("-", false), (".5", false), ("1.", false), ("+1", false),
        (" 1", false), ("1 ", false), ("1e", false), ("0x10", false), ("nan", false),
        ("inf", false), ("1,5", false), ("1.2.3", false), ("--1", false),
    ])
    func decimals(text: String, isDecimal: Bool) {
        #expect(Array(text.utf8).withUnsafeBytes(JSONDecimal.matches) == isDecimal)
    }

    @Test(arguments: [
        "", "plain text that is longer than a word", #"N\u00e4he"#, #"\ud83c\udfe0 and \ud800"#,
        #"\\\/\"\b\f\n\r\t"#, #"a\u0000b"#, #"12345678\n12345678\n"#, "für\\u0021 €",
    ])
    func decodesToMemory(escaped: String) {
        let bytes = Array(escaped.utf8)
        let room = UnsafeMutableRawPointer.allocate(byteCount: bytes.count + 1, alignment: 1)
        defer { room.deallocate() }
        bytes.withUnsafeBytes { bytes in
            let count = JSONText.decode(bytes, to: room)
            let decoded = Array(UnsafeRawBufferPointer(start: room, count: count))
            #expect(decoded == JSONText.decode(bytes, limit: .max))
            decoded.withUnsafeBytes { decoded in
                #expect(JSONText.isEqual(escaped: bytes, to: decoded))
                #expect(JSONText.hash(escaped: bytes) == JSONText.hash(decoded))
            }
            let longer = decoded + [0x21]
            #expect(!longer.withUnsafeBytes { JSONText.isEqual(escaped: bytes, to: $0) })
        }
    }
}
