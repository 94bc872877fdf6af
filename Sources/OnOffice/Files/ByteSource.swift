internal import OnOfficePlatform

/// Where the bytes of an upload come from. Of one thread at a time.
protocol ByteSource: AnyObject, Sendable {
    /// Bytes in all; nil if that is not known before the end.
    var size: Int64? { get }

    /// The next bytes, so many unless the source ends with them.
    func next(_ count: Int) throws(Failure) -> Block
}

/// Bytes in the memory of the host, who keeps them until the transfer is over.
final class MemorySource: ByteSource, @unchecked Sendable {
    private var rest: Slice<UnsafeRawBufferPointer>
    let size: Int64?

    init(_ bytes: UnsafeRawBufferPointer) {
        rest = bytes[...]
        size = Int64(bytes.count)
    }

    func next(_ count: Int) -> Block {
        let part = rest.prefix(count)
        rest = rest.dropFirst(count)
        return Block(borrowing: UnsafeRawBufferPointer(rebasing: part))
    }
}

/// A file, from where it stands to its end.
final class FileSource: ByteSource, @unchecked Sendable {
    private let file: File
    /// What it is called in messages.
    private let name: Message
    private var position: Int64 = 0
    let size: Int64?

    private init(_ file: File, _ name: Message, size: Int64?) {
        self.file = file
        self.name = name
        self.size = size
    }

    static func make(path: Text) throws(Failure) -> FileSource {
        try make("\(quoting: path.bytes)") { () throws(FileError) in try File.openToRead(path) }
    }

    static func make(descriptor: Int32) throws(Failure) -> FileSource {
        try make("descriptor \(descriptor)") { () throws(FileError) in
            File(borrowing: descriptor)
        }
    }

    private static func make(
        _ name: Message, _ open: () throws(FileError) -> File
    ) throws(Failure) -> FileSource {
        do throws(FileError) {
            let file = try open()
            let facts = try file.facts()
            guard !facts.isDirectory else { throw .isDirectory }
            // Files that the system makes up, such as those of /proc, say that they are empty.
            let rest = facts.isRegular ? facts.size &- (file.readingPosition ?? 0) : 0
            return FileSource(file, name, size: rest > 0 ? rest : nil)
        } catch {
            throw Failure(.file, "\(name) cannot be read: \(error.text)")
        }
    }

    func next(_ count: Int) throws(Failure) -> Block {
        let rest = size.map { $0 &- position } ?? .max
        // With one byte where there should be none, to see whether there is.
        let wanted = Int(min(Int64(count) &- 1, rest)) &+ 1
        let memory = Buffer()
        var failure: FileError?
        try Failure.unlessMemoryLacks("a block", bytes: wanted) { () throws(OutOfMemory) in
            try memory.reserve(wanted)
            try memory.append(atMost: wanted) { memory in
                do throws(FileError) {
                    return try file.read(into: memory)
                } catch {
                    failure = error
                    return 0
                }
            }
        }
        if let failure { throw Failure(.file, "\(name) cannot be read: \(failure.text)") }
        position &+= Int64(memory.count)
        if let size {
            let hasShrunk = position < size && memory.count < wanted
            guard position <= size, !hasShrunk else {
                let change: StaticString = hasShrunk ? "smaller" : "larger"
                throw Failure(.file, "\(name) has become \(change) while it was read")
            }
        }
        return Block(memory)
    }
}
