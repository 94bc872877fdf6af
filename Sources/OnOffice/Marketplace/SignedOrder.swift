internal import OnOfficeJSON
internal import OnOfficePlatform

/// An order, or a message to the page of enterprise, that a provider signs.
/// https://marketplace.onoffice.de/documentation/
///
/// The signature covers all members in the form of PHP's `http_build_query` (RFC 3986), sorted by name
/// at all levels.
struct SignedOrder {
    /// Largest order that is taken, and the text it may become, in bytes.
    static let limit = 256 << 10
    private static let textLimit = 4 << 20
    private static let depthLimit = 32
    private static let timestamp: StaticString = "timestamp"

    /// What is signed.
    let text = Buffer()
    private let json: UnsafeRawBufferPointer
    private let unixTime: Int64
    /// The members that stay, as they are written.
    private var kept: [Range<Int>] = []
    private var hasTimestamp = false
    /// The names that lead to the value at hand.
    private var path: [[UInt8]] = []

    /// The bytes must outlive it.
    init(_ json: UnsafeRawBufferPointer, at unixTime: Int64) throws(Failure) {
        self.json = json
        self.unixTime = unixTime
        guard json.count <= Self.limit else {
            throw Failure(.argument, "the order has more than \(Self.limit) bytes")
        }
        var members: [Member] = []
        for member in try self.members(of: 0..<json.count) where try isKept(member) {
            kept.append(member.whole)
            members.append(member)
        }
        if !hasTimestamp {
            members.append(
                Member(name: Self.timestamp.bytes.map { $0 }, whole: 0..<0, value: 0..<0))
        }
        try flatten(members)
    }

    /// The order with its signature.
    func signed(_ signature: InlineArray<64, UInt8>) throws(OutOfMemory) -> Buffer {
        let order = Buffer()
        try order.append(UInt8(ascii: "{"))
        for range in kept {
            try order.append(slice(range))
            try order.append(UInt8(ascii: ","))
        }
        if !hasTimestamp {
            try order.append("\"timestamp\":")
            try order.append(ownTime)
            try order.append(UInt8(ascii: ","))
        }
        try order.append("\"signature\":\"")
        try signature.span.withUnsafeBytes { (digits) throws(OutOfMemory) in
            try order.append(digits)
        }
        try order.append("\"}")
        return order
    }

    private var ownTime: [UInt8] {
        var digits: [UInt8] = []
        digits.append(decimal: unixTime)
        return digits
    }

    /// Whether a member of the order stays: not a signature from before, nor a timestamp of null.
    private mutating func isKept(_ member: Member) throws(Failure) -> Bool {
        if member.isNamed("signature") { return false }
        guard member.isNamed(Self.timestamp) else { return true }
        let value = slice(member.value)
        if value.first == UInt8(ascii: "n") { return false }
        let isText = value.first == UInt8(ascii: "\"")
        let digits = isText ? UnsafeRawBufferPointer(rebasing: value.dropFirst().dropLast()) : value
        guard JSONInteger.parse(digits) != nil else {
            throw refusal("timestamp is in seconds since 1970", at: member.value.lowerBound)
        }
        hasTimestamp = true
        return true
    }

    // MARK: The text

    private mutating func flatten(_ members: [Member]) throws(Failure) {
        var members = members
        Member.sort(&members)
        for (place, member) in members.enumerated() {
            if place > 0, members[place &- 1].name == member.name {
                throw refusal(
                    "member \(quoting: member.name) is there twice", at: member.whole.lowerBound)
            }
            path.append(member.name)
            try flatten(member.value)
            path.removeLast()
        }
    }

    private mutating func flatten(_ range: Range<Int>) throws(Failure) {
        let value = slice(range)
        // Only the timestamp that was not given stands nowhere.
        guard let first = value.first, let kind = JSONKind(firstByte: first) else {
            return try append(ownTime)
        }
        switch kind {
        case .null: break
        case .boolean: try append([first == UInt8(ascii: "t") ? 0x31 : 0x30])
        case .number:
            // PHP would write others by its own rules.
            guard JSONInteger.parse(value) != nil else {
                throw refusal(
                    """
                    a number with a fraction, an exponent or more than 64 bits cannot be signed (write \
                    it as text, for example "99.90")
                    """, at: range.lowerBound)
            }
            try append(value.map { $0 })
        case .string:
            try append(try string((range.lowerBound &+ 1)..<(range.upperBound &- 1)))
        case .object: try flatten(try members(of: range))
        case .array:
            for (place, element) in try elements(of: range).enumerated() {
                var digits: [UInt8] = []
                digits.append(decimal: Int64(place))
                path.append(digits)
                try flatten(element)
                path.removeLast()
            }
        }
    }

    /// Appends a value behind its path: `products[0][name]=…`.
    private func append(_ value: [UInt8]) throws(Failure) {
        do throws(OutOfMemory) {
            if text.count > 0 { try text.append(UInt8(ascii: "&")) }
            for (level, name) in path.enumerated() {
                if level > 0 { try text.append("%5B") }
                try FormText.append(name, .uri, to: text)
                if level > 0 { try text.append("%5D") }
            }
            try text.append(UInt8(ascii: "="))
            try FormText.append(value, .uri, to: text)
        } catch {
            throw Failure.outOfMemory("the text that is signed", bytes: text.count)
        }
        guard text.count <= Self.textLimit else {
            throw Failure(
                .argument, "the order's text to sign has more than \(Self.textLimit) bytes")
        }
    }

    // MARK: JSON

    private func members(of range: Range<Int>) throws(Failure) -> [Member] {
        var places: [(name: Range<Int>, value: Range<Int>)] = []
        try scan(range) { (scanner) throws(JSONError) in
            try scanner.beginObject()
            while let key = try scanner.nextMember() {
                let value = try scanner.skipValue()
                places.append(
                    (moved(key.range, by: range.lowerBound), moved(value, by: range.lowerBound)))
            }
        }
        var members: [Member] = []
        for place in places {
            let whole = (place.name.lowerBound &- 1)..<place.value.upperBound
            members.append(
                Member(name: try string(place.name), whole: whole, value: place.value))
        }
        return members
    }

    private func elements(of range: Range<Int>) throws(Failure) -> [Range<Int>] {
        var elements: [Range<Int>] = []
        try scan(range) { (scanner) throws(JSONError) in
            try scanner.beginArray()
            while try scanner.nextElement() {
                elements.append(moved(try scanner.skipValue(), by: range.lowerBound))
            }
        }
        return elements
    }

    private func scan(
        _ range: Range<Int>, _ body: (inout JSONScanner) throws(JSONError) -> Void
    ) throws(Failure) {
        do throws(JSONError) {
            var scanner = JSONScanner(slice(range), depthLimit: Self.depthLimit)
            try body(&scanner)
            try scanner.finish()
        } catch {
            throw refusal("not a JSON object: \(error.text)", at: error.offset)
        }
    }

    private func string(_ range: Range<Int>) throws(Failure) -> [UInt8] {
        let escaped = slice(range)
        guard !JSONText.hasLoneSurrogate(escaped) else {
            throw refusal("a string has half of a surrogate pair", at: range.lowerBound)
        }
        return JSONText.decode(escaped, limit: .max)
    }

    private func moved(_ range: Range<Int>, by offset: Int) -> Range<Int> {
        (range.lowerBound &+ offset)..<(range.upperBound &+ offset)
    }

    private func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: json[range])
    }

    private func refusal(_ what: Message, at offset: Int) -> Failure {
        Failure(.argument, "\(what), at byte \(offset) of the order")
    }
}
