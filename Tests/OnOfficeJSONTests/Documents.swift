/// Random numbers that are the same in every run.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = (state ^ state &>> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits &>> 27) &* 0x94D0_49BB_1331_11EB
        return bits ^ bits &>> 31
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

/// Documents of every shape: spaces, escapes, long strings, empty and full containers.
struct Documents {
    private var dice: Dice
    private var text: [UInt8] = []

    static func make(seed: UInt64) -> [UInt8] {
        var documents = Documents(dice: Dice(state: seed))
        documents.value(depth: 0)
        return documents.text
    }

    private init(dice: Dice) {
        self.dice = dice
    }

    private mutating func add(_ part: String) { text += Array(part.utf8) }

    private mutating func space() {
        while dice.chance(15) { add([" ", "\n", "\t", "\r"].randomElement(using: &dice) ?? " ") }
    }

    private mutating func value(depth: Int) {
        space()
        switch Int.random(in: depth == 0 ? 0..<6 : 0..<12, using: &dice) {
        case 0..<3 where depth < 7: items("{", "}", depth) { $0.member(depth) }
        case 3..<6 where depth < 7: items("[", "]", depth) { $0.value(depth: depth + 1) }
        case 6..<8:
            let numbers = [
                "0", "-1", "12.50", "1e400", "299000", "18446744073709551616", "-0.0E-7",
            ]
            add(numbers.randomElement(using: &dice) ?? "0")
        case 8: add(["true", "false", "null"].randomElement(using: &dice) ?? "null")
        default: string()
        }
        space()
    }

    private mutating func items(
        _ open: String, _ close: String, _ depth: Int, _ item: (inout Documents) -> Void
    ) {
        let counts = [0, 0, 1, 2, 3, 5, 15, 16, 17, 40]
        var count = counts.randomElement(using: &dice) ?? 0
        if depth > 1 { count = min(count, 3) }
        if depth == 1, dice.chance(5) { count = 300 }
        add(open)
        space()
        for index in 0..<count {
            if index > 0 { add(",") }
            item(&self)
        }
        add(close)
    }

    private mutating func member(_ depth: Int) {
        space()
        string()
        space()
        add(":")
        value(depth: depth + 1)
    }

    private mutating func string() {
        let parts = [
            "a", "ort", "kaufpreis", "ü", "€", "😀", "/", "~", "~1", "{", "}", "[", "]", ",", ":",
            "7",
            "\\\"", "\\\\", "\\/", "\\n", "\\u00fc", "\\ud83c\\udfe0", "\\ud800", "\\u0000", " ",
            "a long piece of text that fills more than one block of 64 bytes, or nearly so",
        ]
        add("\"")
        while dice.chance(60) { add(parts.randomElement(using: &dice) ?? "") }
        add("\"")
    }
}
