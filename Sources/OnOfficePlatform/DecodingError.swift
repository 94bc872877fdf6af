/// Why bytes could not be decoded.
package enum DecodingError: Error {
    /// The input is not what it should be; the text says in what way, as the end of a sentence.
    case malformed(StaticString)
    /// More comes out than the caller allows.
    case limit
    /// The sink takes no more.
    case refused
}

/// Takes decoded bytes, which are valid only while it runs. False: it takes no more.
package typealias Sink = (UnsafeRawBufferPointer) -> Bool
