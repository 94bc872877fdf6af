/// JSON read the simple way, as a tree with the places of its values: what the index is held against.
indirect enum Tree {
    case scalar(Range<Int>)
    case array(Range<Int>, [Tree])
    case object(Range<Int>, [(key: [UInt8], value: Tree)])

    var range: Range<Int> {
        switch self {
        case .scalar(let range), .array(let range, _), .object(let range, _): range
        }
    }

    var count: Int {
        switch self {
        case .scalar: 0
        case .array(_, let elements): elements.count
        case .object(_, let members): members.count
        }
    }

    /// Every value that a pointer leads to, the root among them.
    func visit(from pointer: [UInt8] = [], _ body: ([UInt8], Tree) -> Void) {
        body(pointer, self)
        switch self {
        case .scalar: break
        case .array(_, let elements):
            for (position, element) in elements.enumerated() {
                element.visit(from: pointer + Array("/\(position)".utf8), body)
            }
        case .object(_, let members):
            for (position, member) in members.enumerated() {
                // Only the last one of those with the same key is found.
                let isLast = members.lastIndex { $0.key == member.key } == position
                guard isLast else { continue }
                member.value.visit(from: pointer + [0x2F] + Self.escaped(member.key), body)
            }
        }
    }

    private static func escaped(_ key: [UInt8]) -> [UInt8] {
        key.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "~"): Array("~0".utf8)
            case UInt8(ascii: "/"): Array("~1".utf8)
            default: [byte]
            }
        }
    }
}

/// Reads valid JSON, recursively, byte by byte.
struct NaiveReader {
    private let text: [UInt8]
    private var index = 0

    static func read(_ text: [UInt8]) -> Tree {
        var reader = NaiveReader(text: text)
        return reader.value()
    }

    private init(text: [UInt8]) {
        self.text = text
    }

    private mutating func skipSpace() {
        while index < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[index]) { index += 1 }
    }

    private mutating func value() -> Tree {
        skipSpace()
        let start = index
        switch text[index] {
        case UInt8(ascii: "["):
            var elements: [Tree] = []
            items(until: UInt8(ascii: "]")) { reader in elements.append(reader.value()) }
            return .array(start..<index, elements)
        case UInt8(ascii: "{"):
            var members: [(key: [UInt8], value: Tree)] = []
            items(until: UInt8(ascii: "}")) { reader in
                let key = reader.string()
                reader.skipSpace()
                reader.index += 1
                members.append((key, reader.value()))
            }
            return .object(start..<index, members)
        case UInt8(ascii: "\""):
            _ = string()
            return .scalar(start..<index)
        default:
            while index < text.count, !Array(" \t\r\n,]}".utf8).contains(text[index]) { index += 1 }
            return .scalar(start..<index)
        }
    }

    private mutating func items(until end: UInt8, _ body: (inout NaiveReader) -> Void) {
        index += 1
        skipSpace()
        while text[index] != end {
            body(&self)
            skipSpace()
            if text[index] == UInt8(ascii: ",") { index += 1 }
            skipSpace()
        }
        index += 1
    }

    /// The text of a string, decoded.
    private mutating func string() -> [UInt8] {
        index += 1
        let start = index
        while text[index] != UInt8(ascii: "\"") {
            index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        index += 1
        return Self.decode(Array(text[start..<index - 1]))
    }

    static func decode(_ escaped: [UInt8]) -> [UInt8] {
        var units: [UInt16] = []
        var rest = String(decoding: escaped, as: UTF8.self)[...]
        while let character = rest.unicodeScalars.popFirst() {
            guard character == "\\", let escape = rest.unicodeScalars.popFirst() else {
                units += Array(String(character).utf16)
                continue
            }
            switch escape {
            case "b": units.append(8)
            case "f": units.append(12)
            case "n": units.append(10)
            case "r": units.append(13)
            case "t": units.append(9)
            case "u":
                let digits = String(rest.unicodeScalars.prefix(4))
                rest.unicodeScalars.removeFirst(4)
                units.append(UInt16(digits, radix: 16) ?? 0)
            default: units += Array(String(escape).utf16)
            }
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}
