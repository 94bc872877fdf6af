internal import OnOfficePlatform

/// One action of a request, checked, its parts kept as they were written.
package final class Action: @unchecked Sendable {
    package let verb: Verb
    /// The resource type as text: it is part of what is signed.
    package let resourceType: [UInt8]
    /// Whether the parameters have an extendedclaim of their own.
    let hasClaim: Bool
    /// Whether it is never sent again if it may have been executed, whatever the settings say.
    let runsOnce: Bool
    /// What belongs between the quotation marks behind ``blockHead``, with which the parameters begin.
    let block: Block?
    private let text: Buffer
    private let ranges: Ranges

    /// Where the parts stand in the text; nil for those that were left out.
    struct Ranges {
        var resourceType = 0..<0
        var resourceID: Range<Int>?
        var identifier: Range<Int>?
        var parameters: Range<Int>?
        /// Whether the parameters are without members.
        var isEmpty = true
    }

    init(
        verb: Verb, resourceType: [UInt8], hasClaim: Bool, text: Buffer, ranges: Ranges,
        runsOnce: Bool = false, block: Block? = nil
    ) {
        self.verb = verb
        self.resourceType = resourceType
        self.hasClaim = hasClaim
        self.text = text
        self.ranges = ranges
        self.runsOnce = runsOnce
        self.block = block
    }

    // The parts as JSON, byte for byte.
    var resourceTypeJSON: UnsafeRawBufferPointer { slice(ranges.resourceType) }
    var resourceIDJSON: UnsafeRawBufferPointer { slice(ranges.resourceID, "\"\"") }
    var identifierJSON: UnsafeRawBufferPointer { slice(ranges.identifier, "\"\"") }
    var parametersJSON: UnsafeRawBufferPointer { slice(ranges.parameters, "{}") }
    var hasParameters: Bool { !ranges.isEmpty }

    /// The most that this action can take in a body, the signature and the claim not counted.
    var sizeInBody: Int { text.count &+ 320 }

    private func slice(_ range: Range<Int>?, _ absent: StaticString) -> UnsafeRawBufferPointer {
        range.map(slice) ?? absent.bytes
    }

    private func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: text.bytes[range])
    }
}
