import OnOfficePlatform
import Testing

@testable import OnOffice

/// Writes answers at random, and knows what is to be kept of them, and what taken.
private struct AnswerWriter {
    var text = ""
    var kept = ""
    /// Strings that stand where a file may stand, and have something in them.
    var files = 0
    private var generator: Numbers

    /// The same numbers for the same seed, so that a failure can be seen again.
    struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private static let way: [[String]] = [
        ["response"], ["results"], [], ["data"], ["records"], [], ["elements"],
        ["content", "document", "photo"],
    ]

    init(seed: UInt64) {
        generator = Numbers(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
        write(depth: 0, isOnWay: true)
    }

    private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }

    private mutating func both(_ part: String) {
        text += part
        kept += part
    }

    private mutating func space() { if pick(4) == 0 { both([" ", "\n", "\t", "  "][pick(4)]) } }

    private mutating func write(depth: Int, isOnWay: Bool, isFile: Bool = false) {
        space()
        let isList = depth == 2 || depth == 5
        // On the way there is mostly what leads on.
        let goesOn = isOnWay && depth < 8 && pick(8) > 0
        let kind = goesOn ? isList ? pick(2) : 0 : 1 + pick(5)
        switch kind {
        case 0: writeObject(depth + 1, isOnWay && depth < 8)
        case 1 where depth < 12: writeList(depth + 1, isOnWay && isList)
        case 2: both(["0", "-1.5e3", "true", "null", "{}", "[]"][pick(6)])
        case 3 where depth < 12: writeObject(depth + 1, isOnWay && depth < 8)
        default: writeString(isFile)
        }
        space()
    }

    private mutating func writeString(_ isFile: Bool) {
        both("\"")
        if !isFile {
            both(["", "content", #"\""#, #"\\"#, #"{\"x\\"#, "ä", #"\u0022,"#, "TWFu]}"][pick(8)])
        } else if files == 0, pick(3) > 0 {
            text += ["TWFu", #"T\u0057F\r\nu"#, " TWFu", "TWFu"][pick(4)]
            files += 1
        }
        both("\"")
    }

    private mutating func writeObject(_ depth: Int, _ isOnWay: Bool) {
        both("{")
        for number in 0..<pick(4) {
            if number > 0 { both(",") }
            space()
            let wanted = isOnWay ? Self.way[depth - 1] : []
            var name = ["content", "data", "x\\\"", "elements", "", "response "][pick(6)]
            if !wanted.isEmpty, pick(6) > 0 { name = wanted[pick(wanted.count)] }
            both("\"\(pick(5) == 0 ? escaped(name) : name)\"")
            space()
            both(":")
            let leadsOn = isOnWay && (wanted.isEmpty || wanted.contains(name))
            write(depth: depth, isOnWay: leadsOn, isFile: leadsOn && depth == 8)
        }
        both("}")
    }

    private mutating func writeList(_ depth: Int, _ isOnWay: Bool) {
        both("[")
        for number in 0..<pick(4) {
            if number > 0 { both(",") }
            write(depth: depth, isOnWay: isOnWay)
        }
        both("]")
    }

    private func escaped(_ name: String) -> String {
        name.contains("\\")
            ? name
            : name.utf8.map { "\\u00" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

@Suite struct SiphonTests {
    private struct Outcome: Equatable {
        var kept = ""
        var taken = ""
        var failure: Status?
    }

    /// Passes the text through in pieces of lengths that another closure gives.
    private func siphon(
        _ text: String, limit: Int64 = 1 << 20, _ length: (Int) -> Int
    ) throws -> Outcome {
        let sink = MemorySink()
        let siphon = Siphon(FileDecoder(sink, limit: limit))
        let kept = Buffer()
        let bytes = Array(text.utf8)
        siphon.restart()
        var index = 0
        var goesOn = true
        while index < bytes.count, goesOn {
            let end = min(bytes.count, index + max(1, length(index)))
            goesOn = try Array(bytes[index..<end]).withUnsafeBytes {
                try siphon.pass($0, to: kept)
            }
            index = end
        }
        return Outcome(
            kept: String(decoding: kept.bytes, as: UTF8.self),
            taken: String(decoding: sink.bytes.bytes, as: UTF8.self),
            failure: siphon.failure?.status)
    }

    @Test func randomAnswersInAllPieces() throws {
        var files = 0
        for seed in 0..<4000 as Range<UInt64> {
            let answer = AnswerWriter(seed: seed)
            let expected = Outcome(
                kept: answer.kept, taken: answer.files > 0 ? "Man" : "", failure: nil)
            files += answer.files
            #expect(try siphon(answer.text) { _ in .max >> 1 } == expected, "\(answer.text)")
            #expect(try siphon(answer.text) { _ in 1 } == expected, "seed \(seed)")
            #expect(try siphon(answer.text) { _ in Int.random(in: 1...12) } == expected)
        }
        // Otherwise nothing would have been tested.
        #expect(files > 100)
    }

    private func answer(_ elements: String) -> String {
        #"{"response":{"results":[{"data":{"records":[{"elements":{\#(elements)}}]}}]}}"#
    }

    @Test func whatIsNoJSONIsKept() throws {
        for text in ["}}}]]]\"", "<html>", "\u{0}\u{1}", "{{{{[[[[", "\"\\", #"{"response":"#] {
            #expect(try siphon(text) { _ in 1 } == Outcome(kept: text))
        }
    }

    @Test(arguments: [
        (#""content":"TWFu","photo":"TWFu""#, Status.protocol),
        (#""content":"T""#, .protocol), (#""content":"TW\bFu""#, .protocol),
        (#""content":"TWFuTWFu""#, .limit), (#""document":"eJzLSM3JyVcoSCxKTMlNBQAhBgSO""#, .limit),
    ])
    func faults(elements: String, status: Status) throws {
        for length in [1, 3, 1000] {
            let outcome = try siphon(answer(elements), limit: 4) { _ in length }
            #expect(outcome.failure == status, "\(elements)")
        }
    }

    /// A second attempt has nothing of the first, wherever that was cut.
    @Test func startsAnewAfterAnyCut() throws {
        let text = answer(#""a":"\\","content":"TW\u0046u","b":[{"content":"x"}]"#)
        let bytes = Array(text.utf8)
        for cut in 0...bytes.count {
            let sink = MemorySink()
            let siphon = Siphon(FileDecoder(sink, limit: 100))
            let (first, second) = (Buffer(), Buffer())
            siphon.restart()
            _ = try Array(bytes[..<cut]).withUnsafeBytes { try siphon.pass($0, to: first) }
            siphon.restart()
            #expect(try bytes.withUnsafeBytes { try siphon.pass($0, to: second) })
            #expect(sink.bytes.bytes.elementsEqual("Man".utf8), "cut at \(cut)")
            #expect(siphon.done == 3)
            #expect(second.bytes.elementsEqual(text.replacing(#"TW\u0046u"#, with: "").utf8))
        }
    }
}
