/// Text for a person, put together without `String`, whose comparison tables Embedded Swift lacks.
///
///     "member \(quoting: name) is there twice, at byte \(offset)"
package struct Message: ExpressibleByStringInterpolation, Sendable {
    package private(set) var bytes: [UInt8] = []

    package init(stringLiteral text: StaticString) {
        bytes.append(text)
    }

    package init(stringInterpolation interpolation: Interpolation) {
        bytes = interpolation.bytes
    }

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package static func += (left: inout Message, right: Message) {
        left.bytes += right.bytes
    }

    package var text: Text { bytes.withUnsafeBytes { Text(copying: $0) } }

    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity &+ interpolationCount &* 8)
        }

        package mutating func appendLiteral(_ text: StaticString) {
            bytes.append(text)
        }

        package mutating func appendInterpolation(_ text: StaticString) {
            bytes.append(text)
        }

        package mutating func appendInterpolation(_ number: some FixedWidthInteger) {
            bytes.append(decimal: Int64(truncatingIfNeeded: number))
        }

        package mutating func appendInterpolation(_ flag: Bool) {
            bytes.append(flag ? "true" : "false")
        }

        package mutating func appendInterpolation(_ message: Message) {
            bytes += message.bytes
        }

        /// Foreign text: shortened, in quotation marks, and without control characters, so that it
        /// cannot break a terminal or a log.
        package mutating func appendInterpolation(quoting text: some Collection<UInt8>) {
            let limit = 48
            bytes.append(0x22)
            for byte in text.prefix(limit) {
                bytes.append(byte < 0x20 || byte == 0x7F ? 0x3F : byte)
            }
            if text.count > limit {
                // Not in the middle of a UTF-8 sequence.
                while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
                if let last = bytes.last, last >= 0xC0 { bytes.removeLast() }
                bytes.append("…")
            }
            bytes.append(0x22)
        }
    }
}

extension [UInt8] {
    package mutating func append(_ text: StaticString) {
        append(contentsOf: text.bytes)
    }

    /// Appends a number in decimal.
    package mutating func append(decimal number: Int64) {
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var count = 0
        var rest = number.magnitude
        repeat {
            digits[count] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
            count &+= 1
            rest /= 10
        } while rest > 0
        if number < 0 { append(0x2D) }
        while count > 0 {
            count &-= 1
            append(digits[count])
        }
    }
}
