/// Whole numbers as JSON writes them.
package enum JSONInteger {
    /// The value of a number that a scanner has accepted, or of digits that stand in a string; nil
    /// if it has a fraction, an exponent, or does not fit into 64 bits.
    package static func parse(_ digits: some Collection<UInt8>) -> Int64? {
        var rest = digits[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest = rest.dropFirst() }
        guard !rest.isEmpty else { return nil }
        var value: Int64 = 0
        for byte in rest {
            guard case UInt8(ascii: "0")...UInt8(ascii: "9") = byte else { return nil }
            let digit = Int64(byte &- UInt8(ascii: "0"))
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            let (sum, sumOverflow) =
                isNegative
                ? shifted.subtractingReportingOverflow(digit)
                : shifted.addingReportingOverflow(digit)
            guard !sumOverflow else { return nil }
            value = sum
        }
        return value
    }
}
