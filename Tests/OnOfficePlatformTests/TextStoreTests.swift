import Testing

@testable import OnOfficePlatform

@Suite struct TextStoreTests {
    @Test func makesATextOnce() throws {
        let store = try #require(TextStore.make(documentSize: 1000))
        var made = 0
        // Neighbours share a list, and so do places that come in any order.
        for round in 0..<3 {
            for place in [0, 999, 255, 256, 1, 257, 500] {
                let found = store.text(at: place, capacity: 8) { memory in
                    made += 1
                    let text = Array("place \(place)".utf8).prefix(8)
                    memory.copyMemory(from: Array(text), byteCount: text.count)
                    return text.count
                }
                let text = try #require(found)
                #expect(String(cString: text.start) == "place \(place)".prefix(8))
                #expect(text.count == "place \(place)".prefix(8).utf8.count)
                #expect(made == (round == 0 ? made : 7))
            }
        }
        #expect(made == 7)
    }

    @Test(arguments: [-1, Int.min, 2000, Int.max])
    func placesOutsideHaveNoText(place: Int) throws {
        let store = try #require(TextStore.make(documentSize: 1000))
        #expect(store.text(at: place, capacity: 1) { _ in 0 }?.count == nil)
    }

    @Test func sizesThatNoMemoryHas() throws {
        #expect(TextStore.make(documentSize: .max) == nil)
        let store = try #require(TextStore.make(documentSize: 1))
        #expect(store.text(at: 0, capacity: .max) { _ in 0 }?.count == nil)
        #expect(store.text(at: 0, capacity: .max / 2) { _ in 0 }?.count == nil)
    }

    @Test func whatIsPublishedFirstIsKept() {
        final class Object {}
        let published = Published<Object>()
        #expect(published.get { nil } == nil)
        let first = published.get { Object() }
        #expect(first != nil)
        #expect(published.get { Object() } === first)
    }
}

@Suite struct DecimalTests {
    @Test(arguments: [
        ("0", 0.0), ("-0.5,", -0.5), ("299000.00\"", 299000), ("1e308 ", 1e308), ("0.1]", 0.1),
        ("1e-400", 0), ("123456789012345678901234567890}", 123_456_789_012_345_678_901_234_567_890),
    ])
    func reads(text: String, value: Double) {
        #expect(text.withCString { Decimal.parse($0) } == value)
    }

    @Test(arguments: ["1e400", "-1e400"])
    func refusesWhatIsBeyondDoubles(text: String) {
        #expect(text.withCString { Decimal.parse($0) } == nil)
    }
}
