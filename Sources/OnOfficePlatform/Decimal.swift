internal import CPlatform

/// Numbers with a fraction, as C reads them.
package enum Decimal {
    /// The double that is nearest to a number in decimal, whatever the locale is; nil if that is
    /// beyond all doubles. The bytes must be followed by one that cannot belong to a number.
    package static func parse(_ digits: UnsafeRawPointer) -> Double? {
        let value = cplatform_parse_double(digits.assumingMemoryBound(to: CChar.self))
        return value.isFinite ? value : nil
    }
}
