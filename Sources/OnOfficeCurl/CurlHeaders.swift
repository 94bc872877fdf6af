internal import OnOffice
internal import OnOfficePlatform

/// The headers of a request: the library's own, unless the user has another word, and the user's.
enum CurlHeaders {
    /// Expect is off: libcurl would wait a second for a server that does not answer it.
    private static let own: [(name: StaticString, line: StaticString)] = [
        ("content-type", "Content-Type: application/json"), ("accept", "Accept: application/json"),
        ("expect", "Expect:"),
    ]

    /// What libcurl sends by itself, at places of its own.
    private static let implied: [(name: StaticString, value: StaticString)] = [
        ("content-type", "application/x-www-form-urlencoded"), ("accept", "*/*"),
    ]

    static func lines(_ settings: Settings) -> CurlList {
        let list = CurlList()
        let given = settings.list(.header)
        let parsed = given.map { HeaderLine(Array($0.bytes)) }
        for header in own where !parsed.contains(where: { $0?.isNamed(header.name) == true }) {
            list.append(cText(header.line))
        }
        // As lines of the list, which libcurl copies, unlike its options, which it prints.
        for (name, start, value) in [
            ("user-agent", "User-Agent: ", settings[.userAgent]),
            ("accept-encoding", "Accept-Encoding: ", settings[.acceptEncoding]),
        ] as [(StaticString, StaticString, Text)]
        where value.count > 0 && !parsed.contains(where: { $0?.isNamed(name) == true }) {
            var line = Message(Array(start.bytes))
            line += Message(Array(value.bytes))
            let text = line.text
            withExtendedLifetime(text) { list.append(text.cText) }
        }
        for (text, line) in zip(given, parsed) where !isImplied(line) {
            list.append(text.cText)
        }
        return list
    }

    private static func isImplied(_ line: HeaderLine?) -> Bool {
        guard let line else { return false }
        return implied.contains { header in
            line.isNamed(header.name) && line.value.elementsEqual(header.value.bytes)
        }
    }
}
