internal import OnOfficePlatform

/// Actions that the library makes itself: they are known to be good, and need not be read again.
extension Action {
    /// What the text of an upload's action begins with; its parameters follow.
    static let uploadHead: StaticString = "\"uploadfile\""

    /// What stands before a block in its parameters.
    static let blockHead: StaticString = "{\"data\":\""

    /// A step of an upload; one that runs once is never sent again if it may have been executed,
    /// whatever the settings say.
    static func upload(
        _ text: Buffer, hasClaim: Bool, runsOnce: Bool, _ block: Block? = nil
    ) -> Action {
        let head = uploadHead.bytes
        var ranges = Ranges()
        ranges.resourceType = 0..<head.count
        ranges.parameters = head.count..<text.count
        ranges.isEmpty = text.count &- head.count <= 2
        return Action(
            verb: .do, resourceType: Array(head.dropFirst().dropLast()), hasClaim: hasClaim,
            text: text, ranges: ranges, runsOnce: runsOnce,
            block: block)
    }
}

extension Failure {
    /// What is written into memory, where that can be had.
    static func unlessMemoryLacks<Value>(
        _ what: StaticString, bytes: Int, _ body: () throws(OutOfMemory) -> Value
    ) throws(Failure) -> Value {
        do throws(OutOfMemory) {
            return try body()
        } catch {
            throw .outOfMemory(what, bytes: bytes)
        }
    }
}
