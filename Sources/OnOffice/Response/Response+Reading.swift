internal import OnOfficeJSON
package import OnOfficePlatform

/// Why a look-up could not be made.
package struct LookupError: Error {
    package let status: Status
}

/// What kind of value there is. The numbers are those of `onoffice.h`.
package enum ValueKind: Int32, Sendable {
    case absent = 0
    case null = 1
    case boolean = 2
    case number = 3
    case string = 4
    case array = 5
    case object = 6
}

/// A value in a result.
package struct FoundValue {
    fileprivate let index: JSONIndex
    fileprivate let value: JSONValue
    /// Where the result begins in the body.
    fileprivate let origin: Int

    package var kind: ValueKind {
        switch value.kind {
        case .null: .null
        case .boolean: .boolean
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    /// Number of members or elements; 0 for what is no container.
    package var count: Int { index.count(of: value) }
}

/// Look-ups by pointer (RFC 6901) in the results. Strict in what is a number, since an API that
/// writes numbers as strings also writes "1.051" for an id that is shown to people.
extension Response {
    /// The value that a pointer leads to in a result; nil if there is none.
    package func find(
        _ pointer: UnsafeRawBufferPointer, in position: Int32
    ) throws(LookupError) -> FoundValue? {
        guard let result = result(at: position), let pointer = JSONPointer(pointer) else {
            throw LookupError(status: .argument)
        }
        guard !result.range.isEmpty else { return nil }
        let json = UnsafeRawBufferPointer(rebasing: body[result.range])
        guard let index = readers?.readers[Int(position)].index(of: json) else {
            throw LookupError(status: .memory)
        }
        return index.find(pointer).map {
            FoundValue(index: index, value: $0, origin: result.range.lowerBound)
        }
    }

    /// Where a value stands in the body.
    package func range(of found: FoundValue) -> Range<Int> {
        let range = found.index.range(of: found.value)
        return range.lowerBound &+ found.origin..<range.upperBound &+ found.origin
    }

    /// The text of a string, decoded, or of a number or boolean as it is written; "" for others. As
    /// long as the response.
    package func text(of found: FoundValue) -> LentText {
        switch found.kind {
        case .string: text(of: found.index.string(found.value), in: found)
        case .number, .boolean: copy(range(of: found), hasEscapes: false)
        default: .empty
        }
    }

    /// The key of an object's member, decoded; "" if there is no such member.
    package func key(
        of found: FoundValue, at position: Int
    ) -> LentText {
        text(of: found.index.key(of: found.value, at: position), in: found)
    }

    /// The integer that a value is, be it as a number or as a string.
    package func integer(of found: FoundValue) -> Int64? {
        withDigits(of: found) { JSONInteger.parse($0) }
    }

    /// The number that a value is, be it as a number or as a string.
    package func number(of found: FoundValue) -> Double? {
        withDigits(of: found) { digits in
            guard JSONDecimal.matches(digits) else { return nil }
            return digits.baseAddress.flatMap(Decimal.parse)
        }
    }

    /// What a value says: true or false, 1 or 0, the same as a string.
    package func boolean(of found: FoundValue) -> Bool? {
        if found.kind == .boolean { return body[range(of: found).lowerBound] == UInt8(ascii: "t") }
        return withDigits(of: found) { digits in
            if digits.isText("1") || digits.isText("true") { return true }
            if digits.isText("0") || digits.isText("false") { return false }
            return nil
        }
    }

    /// What a number or a string is made of; something follows it that cannot belong to a number.
    private func withDigits<Value>(
        of found: FoundValue, _ body: (UnsafeRawBufferPointer) -> Value?
    ) -> Value? {
        if found.kind == .number {
            return body(UnsafeRawBufferPointer(rebasing: self.body[range(of: found)]))
        }
        guard let string = found.index.string(found.value) else { return nil }
        let bytes = UnsafeRawBufferPointer(rebasing: self.body[place(of: string, in: found)])
        guard string.hasEscapes else { return body(bytes) }
        // Nobody escapes digits; but if somebody does, a number is short.
        let limit = 1024
        var decoded = JSONText.decode(bytes, limit: limit)
        guard decoded.count < limit else { return nil }
        decoded.append(0)
        return decoded.withUnsafeBufferPointer { decoded in
            body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(decoded).dropLast()))
        }
    }

    private func place(of string: JSONString, in found: FoundValue) -> Range<Int> {
        string.range.lowerBound &+ found.origin..<string.range.upperBound &+ found.origin
    }

    private func text(
        of string: JSONString?, in found: FoundValue
    ) -> LentText {
        guard let string else { return .empty }
        return copy(place(of: string, in: found), hasEscapes: string.hasEscapes)
    }

    private func copy(
        _ range: Range<Int>, hasEscapes: Bool
    ) -> LentText {
        let bytes = UnsafeRawBufferPointer(rebasing: body[range])
        guard let source = bytes.baseAddress, !bytes.isEmpty else { return .empty }
        let size = body.count
        let texts = readers?.texts.get { TextStore.make(documentSize: size) }
        // Every escape is longer than what it stands for.
        let text = texts?.text(at: range.lowerBound, capacity: bytes.count) { memory in
            guard !hasEscapes else { return JSONText.decode(bytes, to: memory) }
            memory.copyMemory(from: source, byteCount: bytes.count)
            return bytes.count
        }
        return text ?? .empty
    }
}
