import OnOfficePlatform
import Testing

@Suite struct TextTests {
    @Test func copiesWithoutNULs() {
        let text = [0x61, 0, 0x62, 0].withUnsafeBytesOfBytes { Text(copying: $0) }
        #expect(text.bytes.elementsEqual("ab".utf8))
        #expect(String(cString: text.cText) == "ab")
        #expect(text.count == 2)
    }

    @Test func constantsAreNotCopied() {
        let constant: StaticString = "constant"
        #expect(Text(constant).cText == cText(constant))
        #expect(String(cString: Text.empty.cText) == "")
        #expect(String(cString: emptyText) == "")
    }

    @Test(arguments: [0, 7, -1, 1234, Int64.max, Int64.min])
    func decimals(number: Int64) {
        var bytes: [UInt8] = []
        bytes.append(decimal: number)
        #expect(String(decoding: bytes, as: UTF8.self) == "\(number)")
    }

    @Test func messagesInterpolate() {
        let name = Array("resourceId".utf8)
        let message: Message = "member \(quoting: name) at byte \(12), \(true)"
        let text = message.text
        #expect(String(cString: text.cText) == "member \"resourceId\" at byte 12, true")
    }

    @Test func quotesAreShortAndTame() {
        let hostile = Array("a\u{1B}[31m\n".utf8) + Array(String(repeating: "ü", count: 100).utf8)
        let quoted = String(decoding: ("\(quoting: hostile)" as Message).bytes, as: UTF8.self)
        #expect(quoted.hasPrefix("\"a?[31m?ü"))
        #expect(quoted.hasSuffix("ü…\""))
        #expect(!quoted.contains("\u{FFFD}"))
        #expect(quoted.utf8.count < 60)
    }
}

extension [Int] {
    fileprivate func withUnsafeBytesOfBytes<Result>(
        _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        map { UInt8($0) }.withUnsafeBytes(body)
    }
}
