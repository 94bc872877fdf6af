internal import OnOfficePlatform

/// The body of a request as it is handed over. In an upload, its text has a gap, which a block of the
/// file fills: bytes that become base64 on their way, so that no copy of them is ever made.
package final class RequestBody: Sendable {
    private let text: Buffer
    private let gap: Int
    private let block: Block?
    package let count: Int

    /// Below so many bytes, the body is one text.
    private static let small = 64 << 10

    private init(_ text: Buffer, gap: Int, _ block: Block?) {
        self.text = text
        self.gap = gap
        self.block = block
        count = text.count &+ (block?.count ?? 0)
    }

    /// Signs actions for a moment; see ``SignedBody``.
    static func make(
        of actions: [Action], credentials: Credentials, claim: Secret?, at unixTime: Int64
    ) throws(Failure) -> RequestBody {
        var gap = 0
        let text = try SignedBody.make(
            of: actions, credentials: credentials, claim: claim, at: unixTime, gap: &gap)
        let body = RequestBody(text, gap: gap, actions.first?.block)
        guard body.block != nil, body.count < small else { return body }
        let whole = Buffer(isSecret: true)
        try Failure.unlessMemoryLacks("the request's body", bytes: body.count) {
            () throws(OutOfMemory) in
            try whole.append(atMost: body.count) { body.copy(from: 0, to: $0) }
        }
        return RequestBody(whole, gap: 0, nil)
    }

    /// The whole body where it is one small text; nil: it is to be fetched by and by.
    package var whole: UnsafeRawBufferPointer? {
        block == nil && count < Self.small ? text.bytes : nil
    }

    /// Copies what follows an offset; returns how many bytes, fewer than there is room for only at the
    /// end.
    package func copy(from offset: Int, to target: UnsafeMutableRawBufferPointer) -> Int {
        var done = 0
        let encoded = block?.count ?? 0
        while done < target.count {
            let place = offset &+ done
            let rest = UnsafeMutableRawBufferPointer(rebasing: target[done...])
            let inBlock = place &- gap
            let count: Int
            if inBlock < 0 {
                count = rest.fill(text.bytes[place..<gap])
            } else if inBlock < encoded, let block {
                count = block.copy(from: inBlock, to: rest)
            } else {
                count = rest.fill(text.bytes.dropFirst(place &- encoded))
            }
            if count == 0 { break }
            done &+= count
        }
        return done
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Copies as many bytes as there is room for; returns how many.
    fileprivate func fill(_ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
        let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(count))
        copyMemory(from: part)
        return part.count
    }
}
