import OnOfficePlatform
import Testing

@Suite struct BufferTests {
    @Test func growsAndEndsInNUL() throws {
        let buffer = Buffer()
        for number in 0..<10_000 {
            try buffer.append(UInt8(truncatingIfNeeded: number | 1))
            #expect(buffer.text[buffer.count] == 0)
        }
        try buffer.append("end")
        #expect(buffer.count == 10_003)
        #expect(buffer.bytes.suffix(3).elementsEqual("end".utf8))
        #expect(buffer.bytes.prefix(4).elementsEqual([1, 1, 3, 3]))
    }

    @Test func secretsGrowWithoutLosingBytes() throws {
        let buffer = Buffer(isSecret: true)
        for number in 0..<1_000 { try buffer.append(UInt8(truncatingIfNeeded: number)) }
        #expect(
            buffer.bytes.elementsEqual((0..<1_000).map { UInt8(truncatingIfNeeded: $0) }))
    }

    @Test func emptyIsText() {
        let buffer = Buffer()
        #expect(buffer.count == 0)
        #expect(buffer.text[0] == 0)
        #expect(buffer.bytes.isEmpty)
    }

    @Test(arguments: [Int.max, Int.max - 1, 1 << 60])
    func impossibleSizeIsAnError(size: Int) throws {
        let buffer = Buffer()
        try buffer.append("kept")
        #expect(throws: OutOfMemory.self) { try buffer.reserve(size) }
        #expect(buffer.bytes.elementsEqual("kept".utf8))
        let secret = Buffer(isSecret: true)
        try secret.append("kept")
        #expect(throws: OutOfMemory.self) { try secret.reserve(size) }
        #expect(secret.bytes.elementsEqual("kept".utf8))
    }
}
