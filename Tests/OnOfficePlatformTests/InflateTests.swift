import OnOfficePlatform
import Testing

@Suite struct InflateTests {
    /// A stream that zlib made, in base64, and what it stands for.
    struct Vector: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let stream: String
        let plain: [UInt8]
    }

    static let vectors = [
        Vector(
            testDescription: "fixed codes", stream: "eJxTDXBx0zXUM+FSLUktLuECABu0A7k=",
            plain: Array("%PDF-1.4\n%test\n".utf8)),
        Vector(
            testDescription: "nothing but literals and overlapping matches",
            stream: "eAHzSCwtVvBAIXQgzMRcheDUVCgFAAStDNg=",
            plain: Array("Haus Haus Haus Haus, Haus am See am See".utf8)),
        Vector(testDescription: "empty", stream: "eJwDAAAAAAE=", plain: []),
        Vector(
            testDescription: "stored", stream: "eAEBFgDp/3N0b3JlZCwgbm90IGNvbXByZXNzZWRgqAiE",
            plain: Array("stored, not compressed".utf8)),
        Vector(
            testDescription: "dynamic codes",
            stream: """
                eNpt0j0KwzAMhuHdp/ARbFlS7LHtITKXYpKAcaDQ+3cN5F0FD5/+UlzPff7mFo8ZH+/P3mfI19qzf8cxg15rrz5GD42o\
                gxW74+KgtYF2iK4ZdKFowLoAXoQ09E3JTrjR1IWiE+gM2Ua60caVzkWdKy2tgbYEutK5YGyhjVfSBtEipPFVMqzc6E3p\
                xavftdOb/gE7eQvq
                """,
            plain: (0..<40).flatMap { number in
                Array(
                    "\(number * number % 97) Wohnung in \(["Aachen", "Berlin", "Celle"][number % 3])\n"
                        .utf8)
            }),
        Vector(
            testDescription: "codes of up to 12 bits",
            stream: """
                eAEFwYEBwzAMw7DbtrWJLZH/vzPg8/39nud53/d9zznnnHPuvffee++9987MzMzMzMzMzMzM7u7u7u7u7u7u7u7u7u7u\
                7m6SJEmSJEmSJEmSJEmSJEmSJEmSJGnbtm3btm3btm3btm3btm3btm3btm3btm3btm3btm3bti0AAAAAAAAAAAAAAAAA\
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAICqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq\
                qqqqqqqqqqqqqqqqf/5ws2I=
                """,
            plain: fibonacci),
        Vector(
            testDescription: "from one end of the window to the other, and beyond it",
            stream: """
                eNrt3TENACAMADAcIoJsCQ/z/03FLlojrbcz74kFAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAwGfKeA8AAAAA\
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAYxqKiQZT
                """,
            plain: Array("onOffice".utf8) + [UInt8](repeating: 0, count: 32_490)
                + Array("onOffice".utf8) + [UInt8](repeating: 0, count: 70_000)),
    ]

    /// Letters as often as Fibonacci's numbers say: the worst case for the length of codes.
    private static var fibonacci: [UInt8] {
        var numbers = [1, 1]
        while numbers.count < 13 {
            numbers.append(numbers[numbers.count - 2] + numbers[numbers.count - 1])
        }
        return numbers.enumerated().flatMap { [UInt8](repeating: 65 + UInt8($0), count: $1) }
    }

    @Test(arguments: vectors)
    func inflates(vector: Vector) throws {
        let stream = try bytes(vector.stream)
        for size in [1, 2, 3, 5, 8, 64, stream.count] {
            let outcome = inflated(stream, in: size, limit: vector.plain.count)
            #expect(outcome.isComplete)
            #expect(isSame(outcome.bytes, vector.plain))
        }
    }

    /// Blocks that are not compressed, far more than the window holds.
    @Test(arguments: [1, 65_535, 65_536, 98_304, 1_000_000])
    func inflatesStoredBlocks(count: Int) {
        let plain = noise(count)
        let stream = stored(plain)
        for size in [1_000, 65_537, stream.count] {
            let outcome = inflated(stream, in: size, limit: count)
            #expect(outcome.isComplete)
            #expect(isSame(outcome.bytes, plain))
        }
    }

    @Test(arguments: vectors)
    func keepsTheLimit(vector: Vector) throws {
        let stream = try bytes(vector.stream)
        for limit in [0, 1, vector.plain.count / 2, vector.plain.count - 1]
        where limit >= 0 && limit < vector.plain.count {
            let outcome = inflated(stream, in: 7, limit: limit)
            #expect(!outcome.isComplete)
            #expect(outcome.bytes.count <= limit)
            #expect(isStart(outcome.bytes, of: vector.plain))
        }
    }

    @Test(arguments: vectors)
    func everyCutIsAnError(vector: Vector) throws {
        let stream = try bytes(vector.stream)
        for count in stream.indices {
            let outcome = inflated(Array(stream.prefix(count)), in: 16, limit: vector.plain.count)
            #expect(!outcome.isComplete)
            #expect(isStart(outcome.bytes, of: vector.plain))
        }
        #expect(!inflated(stream + [0], in: 16, limit: vector.plain.count).isComplete)
    }

    /// A byte that was replaced is noticed, unless it says nothing about the data: the level in the
    /// header, bits that fill up a byte.
    @Test(arguments: vectors)
    func noOtherByteGivesOtherData(vector: Vector) throws {
        let stream = try bytes(vector.stream)
        for place in stream.indices {
            for change: UInt8 in [1, 2, 4, 8, 16, 32, 64, 128, 0xFF] {
                var broken = stream
                broken[place] ^= change
                let outcome = inflated(broken, in: 64, limit: 200_000)
                #expect(outcome.bytes.count <= 200_000)
                #expect(!outcome.isComplete || isSame(outcome.bytes, vector.plain))
            }
        }
    }

    /// What no byte of a stream that was sound before leads to.
    @Test(arguments: [
        [0x78, 0x9D], [0x78, 0xBB], [0x77, 0x9C], [0x88, 0x1C], [0x1F, 0x8B],  // headers
        [0x78, 0x9C, 0x07],  // the kind of block that is none
        [0x78, 0x9C, 0x01, 0x01, 0x00, 0xFF, 0xFF],  // a length that contradicts itself
        [0x78, 0x9C, 0x03, 0x02],  // fixed codes: back before the beginning
        [0x78, 0x9C, 0x1B, 0x03],  // fixed codes: the symbol 286
        [0x78, 0x9C, 0xFD, 0xFF, 0xFF],  // 288 literals
        [0x78, 0x9C, 0x05, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],  // lengths of all 7
        [0x78, 0x9C, 0x05, 0x00, 0x00, 0x00, 0x00, 0x00],  // no lengths at all
    ])
    func refuses(stream: [UInt8]) {
        let outcome = inflated(stream + [UInt8](repeating: 0, count: 64), in: 64, limit: 1_000)
        #expect(!outcome.isComplete)
        #expect(outcome.bytes.isEmpty)
    }

    @Test func theSinkMayRefuse() throws {
        let inflate = try Inflate.make(limit: 100)
        let stream = try bytes(Self.vectors[0].stream)
        stream.withUnsafeBytes { stream in
            #expect(throws: DecodingError.self) { try inflate.decode(stream) { _ in false } }
            #expect(throws: DecodingError.self) { try inflate.decode(stream) { _ in true } }
        }
    }

    @Test func knowsHeaders() {
        for second: UInt8 in [0x01, 0x5E, 0x9C, 0xDA] { #expect(Inflate.isHeader(0x78, second)) }
        #expect(!Inflate.isHeader(0x78, 0x9D))
        #expect(!Inflate.isHeader(0x25, 0x50))
        #expect(!Inflate.isHeader(0x1F, 0x8B))
    }

    private func inflated(_ stream: [UInt8], in size: Int, limit: Int) -> (
        bytes: [UInt8], isComplete: Bool
    ) {
        var bytes: [UInt8] = []
        do {
            let inflate = try Inflate.make(limit: limit)
            for piece in pieces(of: stream, size) {
                try piece.withUnsafeBytes {
                    try inflate.decode($0) {
                        bytes.append(contentsOf: $0); return true
                    }
                }
            }
            try inflate.finish()
            return (bytes, true)
        } catch {
            return (bytes, false)
        }
    }

    /// Compared out of sight of the macro, which would print all of them.
    private func isSame(_ bytes: [UInt8], _ others: [UInt8]) -> Bool { bytes == others }

    private func isStart(_ bytes: [UInt8], of others: [UInt8]) -> Bool {
        others.starts(with: bytes)
    }

    private func stored(_ plain: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        let blocks = pieces(of: plain, 65_535)
        for (number, block) in blocks.enumerated() {
            let low = UInt8(block.count & 0xFF)
            let high = UInt8(block.count >> 8)
            stream += [number == blocks.count - 1 ? 1 : 0, low, high, ~low, ~high] + block
        }
        var (a, b) = (1, 0)
        for byte in plain {
            a = (a + Int(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return stream + [b >> 8, b & 0xFF, a >> 8, a & 0xFF].map { UInt8($0) }
    }

    private func bytes(_ base64: String) throws -> [UInt8] {
        let decoder = try Base64Decoder.make()
        var bytes: [UInt8] = []
        try Array(base64.utf8).withUnsafeBytes {
            try decoder.decode($0) {
                bytes.append(contentsOf: $0); return true
            }
        }
        try decoder.finish {
            bytes.append(contentsOf: $0); return true
        }
        return bytes
    }
}
