internal import OnOfficeJSON
internal import OnOfficePlatform

/// A URL by which the marketplace calls a provider, taken apart.
/// https://marketplace.onoffice.de/documentation/
///
/// The signature covers the address without port and fragment, and the parameters as PHP's
/// `parse_str` reads and `http_build_query` writes them.
struct SignedURL {
    /// Longest URL that is taken, in bytes.
    static let limit = 64 << 10
    /// As many as PHP takes by default.
    private static let parameterLimit = 1000

    private let bytes: UnsafeRawBufferPointer
    private var scheme = 0..<0
    private var host = 0..<0
    private var path = 0..<0
    /// Sorted, each name once, `signature` left out.
    private var parameters: [Member] = []
    private(set) var signature: [UInt8]?
    private(set) var timestamp: [UInt8]?

    /// The bytes must outlive it.
    init(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        self.bytes = bytes
        guard bytes.count <= Self.limit else {
            throw Self.refusal("has more than \(Self.limit) bytes")
        }
        guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), JSONText.isUTF8(bytes) else {
            throw Self.refusal("has blanks, control characters or broken UTF-8 in it")
        }
        let end = Self.find("#", in: bytes, 0..<bytes.count) ?? bytes.count
        let mark = Self.find("?", in: bytes, 0..<end) ?? end
        try readAddress(0..<mark)
        if mark < end { try readQuery((mark &+ 1)..<end) }
    }

    /// Appends the text that is signed; where its query begins.
    func append(to text: Buffer) throws(OutOfMemory) -> Int {
        try text.append(UnsafeRawBufferPointer(rebasing: bytes[scheme]))
        try text.append("://")
        try text.append(UnsafeRawBufferPointer(rebasing: bytes[host]))
        try text.append(UnsafeRawBufferPointer(rebasing: bytes[path]))
        try text.append(UInt8(ascii: "?"))
        let start = text.count
        for parameter in parameters {
            if text.count > start { try text.append(UInt8(ascii: "&")) }
            try FormText.append(parameter.name, .form, to: text)
            try text.append(UInt8(ascii: "="))
            // Byte by byte, so that no copy of a claim or a token stays behind.
            var rest = parameter.value
            while !rest.isEmpty {
                try FormText.append(FormText.next(bytes, &rest), .form, to: text)
            }
        }
        return start
    }

    // MARK: Parts

    private mutating func readAddress(_ address: Range<Int>) throws(Failure) {
        let secure: StaticString = "https://"
        let plain: StaticString = "http://"
        let isSecure = Self.starts(bytes, with: secure)
        guard isSecure || Self.starts(bytes, with: plain) else {
            throw Self.refusal("does not begin with https:// or http://")
        }
        let start = isSecure ? 8 : 7
        scheme = 0..<(start &- 3)
        guard start < address.upperBound else { throw Self.refusal("has no host") }
        let slash = Self.find("/", in: bytes, start..<address.upperBound) ?? address.upperBound
        path = slash..<address.upperBound
        var first = start
        while let at = Self.find("@", in: bytes, first..<slash) { first = at &+ 1 }
        // A colon within brackets belongs to an IPv6 address.
        let closed = Self.find("]", in: bytes, first..<slash) ?? first
        let last = Self.find(":", in: bytes, closed..<slash) ?? slash
        host = first..<last
        guard !host.isEmpty else { throw Self.refusal("has no host") }
    }

    private mutating func readQuery(_ query: Range<Int>) throws(Failure) {
        var start = query.lowerBound
        while start < query.upperBound {
            let end = Self.find("&", in: bytes, start..<query.upperBound) ?? query.upperBound
            try readParameter(start..<end)
            start = end &+ 1
        }
        Member.sort(&parameters)
        var kept: [Member] = []
        for (place, parameter) in parameters.enumerated() {
            let next = place &+ 1
            // Of those with the same name, PHP knows the last one.
            if next < parameters.count, parameters[next].name == parameter.name { continue }
            if parameter.isNamed("timestamp") {
                timestamp = FormText.decode(bytes, parameter.value)
            }
            if parameter.isNamed("signature") {
                signature = FormText.decode(bytes, parameter.value)
            } else {
                kept.append(parameter)
            }
        }
        parameters = kept
    }

    private mutating func readParameter(_ pair: Range<Int>) throws(Failure) {
        let equals = Self.find("=", in: bytes, pair)
        var name: [UInt8] = []
        var rest = pair.lowerBound..<(equals ?? pair.upperBound)
        while !rest.isEmpty {
            let byte = FormText.next(bytes, &rest)
            switch byte {
            case UInt8(ascii: " ") where name.isEmpty: break
            // No name of a variable in PHP has these.
            case UInt8(ascii: " "), UInt8(ascii: "."): name.append(UInt8(ascii: "_"))
            case 0: throw Self.refusal("has a NUL in the name of a parameter")
            case UInt8(ascii: "["):
                throw Self.refusal(
                    "has the parameter \(quoting: name), which is an array: the marketplace has none"
                )
            default: name.append(byte)
            }
        }
        guard !name.isEmpty else { return }
        guard parameters.count < Self.parameterLimit else {
            throw Self.refusal("has more than \(Self.parameterLimit) parameters")
        }
        let value = equals.map { ($0 &+ 1)..<pair.upperBound } ?? pair.upperBound..<pair.upperBound
        parameters.append(Member(name: name, whole: pair, value: value))
    }

    // MARK: Bytes

    private static func find(
        _ character: Unicode.Scalar, in bytes: UnsafeRawBufferPointer, _ range: Range<Int>
    ) -> Int? {
        let byte = UInt8(truncatingIfNeeded: character.value)
        for place in range where bytes[place] == byte { return place }
        return nil
    }

    /// Whether they begin with a text of lower-case letters, in whatever case.
    private static func starts(_ bytes: UnsafeRawBufferPointer, with text: StaticString) -> Bool {
        guard bytes.count >= text.utf8CodeUnitCount else { return false }
        for (place, byte) in text.bytes.enumerated() {
            let isLetter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
            guard (isLetter ? bytes[place] | 0x20 : bytes[place]) == byte else { return false }
        }
        return true
    }

    private static func refusal(_ what: Message) -> Failure {
        Failure(.argument, "the URL \(what)")
    }
}
