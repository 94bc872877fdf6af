internal import OnOfficePlatform

/// A block of a file, which is sent as base64.
final class Block: @unchecked Sendable {
    /// nil: they are the host's.
    private let memory: Buffer?
    let bytes: UnsafeRawBufferPointer

    /// Bytes that outlive the block.
    init(borrowing bytes: UnsafeRawBufferPointer) {
        memory = nil
        self.bytes = bytes
    }

    /// Bytes that do not change any more.
    init(_ memory: Buffer) {
        self.memory = memory
        bytes = memory.bytes
    }

    /// The number of its characters.
    var count: Int { Base64.count(of: bytes.count) }

    /// Copies the characters that follow an offset, as many as there is room for; returns how many.
    func copy(from offset: Int, to target: UnsafeMutableRawBufferPointer) -> Int {
        guard let base = target.baseAddress, offset < count else { return 0 }
        let rest = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(offset / 4 &* 3))
        let groups = target.count / 4
        guard offset % 4 == 0, groups > 0 else { return copyPart(of: rest, offset % 4, target) }
        let part = UnsafeRawBufferPointer(rebasing: rest.prefix(groups &* 3))
        Base64.encode(part, to: base)
        return Base64.count(of: part.count)
    }

    /// Copies from the middle of a group of four characters, or not to its end.
    private func copyPart(
        of bytes: UnsafeRawBufferPointer, _ offset: Int, _ target: UnsafeMutableRawBufferPointer
    ) -> Int {
        var group: UInt32 = 0
        return withUnsafeMutableBytes(of: &group) { group in
            guard let base = group.baseAddress else { return 0 }
            Base64.encode(UnsafeRawBufferPointer(rebasing: bytes.prefix(3)), to: base)
            let part = UnsafeRawBufferPointer(group).dropFirst(offset).prefix(target.count)
            target.copyMemory(from: UnsafeRawBufferPointer(rebasing: part))
            return part.count
        }
    }
}
