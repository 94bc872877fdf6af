internal import CPlatform

/// Why the system could not do something with a file.
package struct FileError: Error, Equatable {
    /// The system's number for the reason (errno).
    package let number: Int32

    package init(_ number: Int32) {
        self.number = number
    }

    package static let isMissing = FileError(ENOENT)
    package static let isDirectory = FileError(EISDIR)
    package static let exists = FileError(EEXIST)

    /// The system's words for it.
    package var text: Message {
        var bytes = InlineArray<256, CChar>(repeating: 0)
        var span = bytes.mutableSpan
        return span.withUnsafeMutableBufferPointer { bytes in
            guard let text = bytes.baseAddress else { return "" }
            cplatform_error_text(number, text, bytes.count &- 1)
            return Message(Array(cBytes(text)))
        }
    }
}
