/// Walks through a JSON text (RFC 8259), strictly, in one pass and without building anything: the
/// caller steps into the objects and arrays it knows and skips whatever else there is. All that is
/// walked over or skipped has been checked.
///
///     var scanner = JSONScanner(bytes, depthLimit: 512)
///     try scanner.beginObject()
///     while let key = try scanner.nextMember() { … try scanner.skipValue() … }
///     try scanner.finish()
///
/// The bytes must outlive the scanner. The index never leaves them: every read is behind a check.
package struct JSONScanner {
    let base: UnsafePointer<UInt8>
    let count: Int
    /// Index of the next byte.
    package internal(set) var index = 0
    let depthLimit: Int
    /// Number of containers that are open.
    var depth = 0
    /// Whether the container just entered has had no element yet.
    private var isFirst = true

    package init(_ bytes: UnsafeRawBufferPointer, depthLimit: Int) {
        let nothing: StaticString = ""
        base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? nothing.utf8Start
        count = bytes.count
        self.depthLimit = depthLimit
    }

    // MARK: Values

    /// The kind of the next value, which is not consumed.
    package mutating func peekKind() throws(JSONError) -> JSONKind {
        skipSpace()
        guard index < count else { throw JSONError(.endsEarly, at: index) }
        guard let kind = JSONKind(firstByte: base[index]) else {
            throw unexpected(at: index)
        }
        return kind
    }

    /// Consumes the next value, whatever it is, and returns its place.
    @discardableResult
    package mutating func skipValue() throws(JSONError) -> Range<Int> {
        skipSpace()
        let start = index
        try skipAnyValue()
        return start..<index
    }

    package mutating func readString() throws(JSONError) -> JSONString {
        skipSpace()
        try expect(UInt8(ascii: "\""))
        let start = index
        let hasEscapes = try skipStringBody()
        return JSONString(range: start..<(index &- 1), hasEscapes: hasEscapes)
    }

    /// Consumes the end of the text: nothing but white space may follow the outermost value.
    package mutating func finish() throws(JSONError) {
        skipSpace()
        guard index == count else { throw JSONError(.trailingBytes, at: index) }
    }

    // MARK: Containers

    package mutating func beginObject() throws(JSONError) {
        try begin(UInt8(ascii: "{"))
    }

    /// Enters the next value if it is an object; whatever else it is, it is consumed.
    package mutating func enterObject() throws(JSONError) -> Bool {
        guard try peekKind() == .object else {
            try skipValue()
            return false
        }
        try beginObject()
        return true
    }

    package mutating func beginArray() throws(JSONError) {
        try begin(UInt8(ascii: "["))
    }

    /// Steps to the next member of the object that was entered last, up to its value.
    /// nil at the end of the object, which is consumed.
    package mutating func nextMember() throws(JSONError) -> JSONString? {
        guard try nextItem(closing: UInt8(ascii: "}")) else { return nil }
        let key = try readString()
        skipSpace()
        try expect(UInt8(ascii: ":"))
        return key
    }

    /// Steps to the next element of the array that was entered last.
    /// false at the end of the array, which is consumed.
    package mutating func nextElement() throws(JSONError) -> Bool {
        try nextItem(closing: UInt8(ascii: "]"))
    }

    private mutating func begin(_ opening: UInt8) throws(JSONError) {
        skipSpace()
        guard depth < depthLimit else { throw JSONError(.tooDeep, at: index) }
        try expect(opening)
        depth &+= 1
        isFirst = true
    }

    private mutating func nextItem(closing: UInt8) throws(JSONError) -> Bool {
        skipSpace()
        guard index < count else { throw JSONError(.endsEarly, at: index) }
        if base[index] == closing {
            index &+= 1
            depth &-= 1
            isFirst = false
            return false
        }
        if !isFirst { try expect(UInt8(ascii: ",")) }
        isFirst = false
        return true
    }

    // MARK: Bytes

    @inline(__always)
    mutating func skipSpace() {
        while index < count {
            switch base[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index &+= 1
            default: return
            }
        }
    }

    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard index < count else { throw JSONError(.endsEarly, at: index) }
        guard base[index] == byte else { throw unexpected(at: index) }
        index &+= 1
    }

    func unexpected(at index: Int) -> JSONError {
        let isMark =
            index == 0 && count >= 3 && base[0] == 0xEF && base[1] == 0xBB && base[2] == 0xBF
        return JSONError(isMark ? .byteOrderMark : .unexpectedByte, at: index)
    }
}
