internal import OnOfficePlatform

/// Where the bytes of an upload come from. Of one thread at a time.
protocol ByteSource: AnyObject, Sendable {
    /// Bytes in all; nil if that is not known before the end.
    var size: Int64? { get }

    /// Fills the memory, or less of it where the source ends; returns how many bytes.
    func read(into memory: UnsafeMutableRawBufferPointer) throws(Failure) -> Int
}

/// Bytes in the memory of the host, who keeps them until the transfer is over.
final class MemorySource: ByteSource, @unchecked Sendable {
    private var rest: Slice<UnsafeRawBufferPointer>
    let size: Int64?

    init(_ bytes: UnsafeRawBufferPointer) {
        rest = bytes[...]
        size = Int64(bytes.count)
    }

    func read(into memory: UnsafeMutableRawBufferPointer) -> Int {
        let part = UnsafeRawBufferPointer(rebasing: rest.prefix(memory.count))
        memory.copyMemory(from: part)
        rest = rest.dropFirst(part.count)
        return part.count
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
            let rest = facts.isRegular ? facts.size &- (file.position ?? 0) : 0
            return FileSource(file, name, size: rest > 0 ? rest : nil)
        } catch {
            throw Failure(.file, "\(name) cannot be read: \(error.text)")
        }
    }

    func read(into memory: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        let count: Int
        do throws(FileError) {
            count = try file.read(into: memory)
        } catch {
            throw Failure(.file, "\(name) cannot be read: \(error.text)")
        }
        position &+= Int64(count)
        guard let size else { return count }
        let hasShrunk = position < size && count < memory.count
        guard position <= size, !hasShrunk else {
            let change: StaticString = hasShrunk ? "smaller" : "larger"
            throw Failure(.file, "\(name) has become \(change) while it was read")
        }
        return count
    }
}
