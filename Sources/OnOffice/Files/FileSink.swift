internal import OnOfficePlatform

/// A file, pipe or device that a download is written to. What comes in small pieces is collected.
final class FileSink: ByteSink, @unchecked Sendable {
    private let file: File
    /// What it is called in messages.
    private let name: Message
    /// nil where the bytes go straight to where they are wanted.
    private let replacement: Replacement?
    /// Where the first byte goes; nil where there is no way back to it.
    private let start: Int64?
    /// The size before; what was there is left.
    private let size: Int64
    private let collected = Buffer()
    /// Whether anything was written.
    private var isTouched = false

    /// So many bytes are written at once.
    private static let portion = 128 << 10

    private init(
        _ file: File, _ facts: File.Facts, _ name: Message, _ replacement: Replacement?
    ) {
        self.file = file
        self.name = name
        self.replacement = replacement
        start = facts.isRegular ? file.writingPosition : nil
        size = facts.size
    }

    /// A file at a path, where it appears when all of it is there.
    static func make(path: Text) throws(Failure) -> FileSink {
        let name: Message = "\(quoting: path.bytes)"
        return try failing(name) { () throws(FileError) in
            // Beside nothing, there would be room.
            guard path.count > 0 else { throw .isMissing }
            let facts = File.facts(at: path)
            if let facts, !facts.isRegular {
                guard !facts.isDirectory else { throw .isDirectory }
                // A device or a pipe is written to, not replaced.
                let file = try File.openToWrite(path)
                return FileSink(file, try file.facts(), name, nil)
            }
            // A symbolic link stays: what it leads to is replaced.
            let replacement = try Replacement.make(
                File.resolve(path) ?? path, permissions: facts?.permissions)
            return FileSink(
                replacement.file, try replacement.file.facts(), name, replacement)
        }
    }

    /// A descriptor of the host.
    static func make(descriptor: Int32) throws(Failure) -> FileSink {
        let name: Message = "descriptor \(descriptor)"
        return try failing(name) { () throws(FileError) in
            let file = File(borrowing: descriptor)
            return FileSink(file, try file.facts(), name, nil)
        }
    }

    private static func failing<Value>(
        _ name: Message, _ body: () throws(FileError) -> Value
    ) throws(Failure) -> Value {
        do throws(FileError) {
            return try body()
        } catch {
            throw Failure(.file, "\(name) cannot be written: \(error.text)")
        }
    }

    var canRestart: Bool { start != nil || !isTouched }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        if collected.count &+ bytes.count > Self.portion { try flush() }
        guard bytes.count < Self.portion else { return try put(bytes) }
        try Failure.unlessMemoryLacks("the file", bytes: Self.portion) { () throws(OutOfMemory) in
            try collected.reserve(Self.portion)
            try collected.append(bytes)
        }
    }

    private func flush() throws(Failure) {
        guard collected.count > 0 else { return }
        try withExtendedLifetime(collected) { () throws(Failure) in try put(collected.bytes) }
        collected.clear()
    }

    private func put(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        isTouched = true
        try Self.failing(name) { () throws(FileError) in try file.write(bytes) }
    }

    func restart() throws(Failure) {
        collected.clear()
        guard isTouched, let start else { return }
        try Self.failing(name) { () throws(FileError) in
            try file.rewind(to: start, size: max(start, size))
        }
    }

    func finish() throws(Failure) {
        try flush()
        try Self.failing(name) { () throws(FileError) in
            try replacement?.commit()
            try file.close()
        }
    }

    func discard() { replacement?.discard() }
}

/// A file that is written beside the one whose place it is to take.
private final class Replacement: @unchecked Sendable {
    let file: File
    private let path: Text
    private let temporary: Text
    /// Of the file that is replaced; nil if there is none.
    private let permissions: Int32?
    private let process = ProcessID.current
    private var isThere = true

    private init(_ file: File, _ path: Text, _ temporary: Text, _ permissions: Int32?) {
        self.file = file
        self.path = path
        self.temporary = temporary
        self.permissions = permissions
    }

    /// What is to have less than the usual permissions has even less until it is in its place.
    static func make(_ path: Text, permissions: Int32?) throws(FileError) -> Replacement {
        var attempts = 0
        while true {
            var name = Message(Array(path.bytes.prefix(folderLength(path.bytes))))
            name += ".onoffice-\(random(upTo: 1 << 60))"
            let temporary = name.text
            do throws(FileError) {
                let file = try File.create(
                    temporary, permissions: permissions == nil ? 0o666 : 0o600)
                return Replacement(file, path, temporary, permissions)
            } catch {
                attempts &+= 1
                guard error == .exists, attempts < 4 else { throw error }
            }
        }
    }

    private static func folderLength(_ path: UnsafeRawBufferPointer) -> Int {
        path.lastIndex(of: UInt8(ascii: "/")).map { $0 &+ 1 } ?? 0
    }

    func commit() throws(FileError) {
        if let permissions { try file.permit(permissions) }
        // A full disk may tell only now.
        try file.close()
        try File.rename(temporary, to: path)
        isThere = false
    }

    /// Not in a forked child, where it is the parent's.
    func discard() {
        guard isThere, process == .current else { return }
        isThere = false
        File.remove(temporary)
    }
}
