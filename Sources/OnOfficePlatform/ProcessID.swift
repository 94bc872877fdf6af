internal import CPlatform

/// Which process this is: after `fork` the child finds out here that it is another.
package struct ProcessID: Equatable, Sendable {
    private let number: Int64

    private nonisolated(unsafe) static let page = cplatform_process_page()

    package static var current: ProcessID { ProcessID(number: cplatform_process_id(page)) }
}
