import OnOfficePlatform
import Testing

@testable import OnOffice

@Suite struct RequestBodyTests {
    private func body(block size: Int) throws -> (RequestBody, [UInt8]) {
        let block = Buffer()
        for number in 0..<size { try block.append(UInt8(truncatingIfNeeded: number &* 7)) }
        let text = Buffer()
        try text.append(Action.uploadHead)
        try text.append(Action.blockHead)
        try text.append("\",\"tmpUploadId\":\"1\"}")
        let action = Action.upload(text, hasClaim: false, runsOnce: true, Block(block))
        let body = try RequestBody.make(
            of: [action], credentials: try makeCredentials(), claim: nil, at: 1_700_000_000)
        return (body, try fetched(body) { _ in body.count + 1 })
    }

    /// What comes of it in pieces of lengths that another closure gives.
    private func fetched(_ body: RequestBody, _ length: (Int) -> Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < body.count {
            var piece = [UInt8](repeating: 0, count: length(bytes.count))
            let count = piece.withUnsafeMutableBytes { body.copy(from: bytes.count, to: $0) }
            try #require(count > 0)
            bytes += piece.prefix(count)
        }
        #expect(bytes.count == body.count)
        return bytes
    }

    /// Small ones are one text, large ones have a gap that is filled on the way.
    @Test(arguments: [0, 1, 2, 3, 1000, 60_000, 60_001, 60_002])
    func blocksStandInTheParameters(size: Int) throws {
        let (body, bytes) = try body(block: size)
        let text = String(decoding: bytes, as: UTF8.self)
        let block = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let encoded = [UInt8](
            unsafeUninitializedCapacity: Base64.count(of: size) + 1
        ) { target, count in
            count = Base64.count(of: size)
            if let base = target.baseAddress {
                block.withUnsafeBytes { Base64.encode($0, to: base) }
            }
        }
        let data = String(decoding: encoded, as: UTF8.self)
        #expect(
            text.contains(#""parameters":{"data":"\#(data)","tmpUploadId":"1"},"resourceid":"""#))
        #expect(text.hasSuffix("}]}}"))
        #expect((body.whole == nil) == (size >= 60_000))
    }

    @Test func anyCutGivesTheSame() throws {
        let (body, bytes) = try body(block: 50_001)
        #expect(body.whole == nil)
        for length in [1, 2, 3, 5, 1021] { #expect(try fetched(body) { _ in length } == bytes) }
        for _ in 0..<20 {
            #expect(try fetched(body) { _ in Int.random(in: 1...5000) } == bytes)
        }
        var none: [UInt8] = [0]
        #expect(none.withUnsafeMutableBytes { body.copy(from: bytes.count, to: $0) } == 0)
    }
}
