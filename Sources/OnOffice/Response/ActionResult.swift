package import OnOfficePlatform

/// What became of one action.
package struct ActionResult: Sendable {
    package let status: Status
    /// The API's error code; see ``ErrorCode``.
    package let code: Int32
    package let message: Text
    /// Where its JSON stands in the answer; empty if there is none.
    package let range: Range<Int>
}
