internal import CPlatform

/// A file, pipe or device, open for reading or for writing. Of one thread at a time.
package final class File: @unchecked Sendable {
    /// What the system knows of a file.
    package struct Facts: Sendable {
        package let isRegular: Bool
        package let isDirectory: Bool
        package let permissions: Int32
        package let size: Int64
    }

    private let descriptor: Int32
    /// Whether it is closed when nobody holds it any more: somebody else's is not.
    private var isOwned: Bool

    private init(owning descriptor: Int32) {
        self.descriptor = descriptor
        isOwned = true
    }

    /// A descriptor that the host opened, and closes.
    package init(borrowing descriptor: Int32) {
        self.descriptor = descriptor
        isOwned = false
    }

    deinit {
        if isOwned { cplatform_close(descriptor) }
    }

    // MARK: Opening

    package static func openToRead(_ path: Text) throws(FileError) -> File {
        File(owning: try check(withExtendedLifetime(path) { cplatform_open_to_read(path.cText) }))
    }

    /// Opens what exists.
    package static func openToWrite(_ path: Text) throws(FileError) -> File {
        File(owning: try check(withExtendedLifetime(path) { cplatform_open_to_write(path.cText) }))
    }

    /// Makes a file that is not there yet; the permissions are less what the process keeps back from
    /// all files that it makes.
    package static func create(_ path: Text, permissions: Int32) throws(FileError) -> File {
        File(
            owning: try check(
                withExtendedLifetime(path) { cplatform_create(path.cText, permissions) }))
    }

    // MARK: What it is

    package func facts() throws(FileError) -> Facts {
        var facts = cplatform_facts()
        try Self.check(cplatform_describe(descriptor, &facts))
        return Facts(facts)
    }

    /// What is at a path; nil if there is nothing, or it cannot be seen.
    package static func facts(at path: Text) -> Facts? {
        var facts = cplatform_facts()
        let result = withExtendedLifetime(path) {
            cplatform_describe_path(path.cText, &facts)
        }
        return result < 0 ? nil : Facts(facts)
    }

    /// Where a path leads, all symbolic links followed; nil if to nothing.
    package static func resolve(_ path: Text) -> Text? {
        withExtendedLifetime(path) {
            guard let found = cplatform_resolve(path.cText) else { return nil }
            defer { cplatform_free(found) }
            return Text(copying: cBytes(found))
        }
    }

    /// Where the next byte is read; nil where there are no positions, as in a pipe.
    package var readingPosition: Int64? { position(isAtEnd: 0) }

    /// Where the next byte is written, which is the end of a file that is appended to.
    package var writingPosition: Int64? {
        position(isAtEnd: cplatform_is_appended_to(descriptor))
    }

    private func position(isAtEnd: Int32) -> Int64? {
        let position = cplatform_position(descriptor, isAtEnd)
        return position < 0 ? nil : position
    }

    // MARK: Bytes

    /// Reads until the memory is full or the file at its end; returns how many bytes.
    package func read(into memory: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        var count = 0
        while count < memory.count, let base = memory.baseAddress {
            let done = cplatform_read(descriptor, base + count, memory.count &- count)
            guard done >= 0 else { throw FileError(Int32(clamping: -done)) }
            if done == 0 { break }
            count &+= Int(done)
        }
        return count
    }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest)
            let done = cplatform_write(descriptor, part.baseAddress, part.count)
            guard done >= 0 else { throw FileError(Int32(clamping: -done)) }
            // A device that takes nothing, and does not say why, would be asked for ever.
            guard done > 0 else { throw FileError(EIO) }
            rest = rest.dropFirst(Int(done))
        }
    }

    /// Goes back to a position and gives the file that size.
    package func rewind(to position: Int64, size: Int64) throws(FileError) {
        try Self.check(cplatform_rewind(descriptor, position, size))
    }

    package func permit(_ permissions: Int32) throws(FileError) {
        try Self.check(cplatform_permit(descriptor, permissions))
    }

    /// Closes what was written, which may fail only now.
    package func close() throws(FileError) {
        guard isOwned else { return }
        isOwned = false
        try Self.check(cplatform_close_written(descriptor))
    }

    // MARK: Names

    package static func rename(_ from: Text, to: Text) throws(FileError) {
        let result = withExtendedLifetime((from, to)) { cplatform_rename(from.cText, to.cText) }
        try check(result)
    }

    package static func remove(_ path: Text) {
        withExtendedLifetime(path) { cplatform_unlink(path.cText) }
    }

    @discardableResult
    private static func check(_ result: Int32) throws(FileError) -> Int32 {
        guard result >= 0 else { throw FileError(-result) }
        return result
    }
}

extension File.Facts {
    fileprivate init(_ facts: cplatform_facts) {
        isRegular = facts.is_regular != 0
        isDirectory = facts.is_directory != 0
        permissions = facts.permissions
        size = facts.size
    }
}
