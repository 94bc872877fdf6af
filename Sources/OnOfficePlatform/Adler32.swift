/// The checksum at the end of a zlib stream (RFC 1950, section 8.2).
struct Adler32 {
    private var low: UInt32 = 1
    private var high: UInt32 = 0

    var value: UInt32 { high << 16 | low }

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while !rest.isEmpty {
            // So many bytes until the sums could leave 32 bits.
            for byte in UnsafeRawBufferPointer(rebasing: rest.prefix(5552)) {
                low &+= UInt32(byte)
                high &+= low
            }
            low %= 65521
            high %= 65521
            rest = rest.dropFirst(5552)
        }
    }
}
