package import OnOfficePlatform

/// What became of one action.
package struct ActionResult: Sendable {
    package let status: Status
    /// The API's error code; see ``ErrorCode``.
    package let code: Int32
    package let message: Text
    /// Where its JSON stands in the answer; empty if there is none.
    package let range: Range<Int>
    /// Whether the API says that the result may serve again.
    let isCacheable: Bool

    init(status: Status, code: Int32, message: Text, range: Range<Int>, isCacheable: Bool = false) {
        self.status = status
        self.code = code
        self.message = message
        self.range = range
        self.isCacheable = isCacheable
    }

    /// The same in an answer that has so many bytes in front.
    func moved(by offset: Int) -> ActionResult {
        guard !range.isEmpty else { return self }
        return ActionResult(
            status: status, code: code, message: message,
            range: range.lowerBound &+ offset..<range.upperBound &+ offset,
            isCacheable: isCacheable)
    }
}
