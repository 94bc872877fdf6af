internal import OnOfficePlatform

/// The members that an action may have.
enum ActionMember: UInt8, CaseIterable {
    case actionID, resourceType, resourceID, identifier, parameters

    var name: StaticString {
        switch self {
        case .actionID: "actionid"
        case .resourceType: "resourcetype"
        case .resourceID: "resourceid"
        case .identifier: "identifier"
        case .parameters: "parameters"
        }
    }

    /// For a set of members.
    var bit: UInt8 { 1 &<< rawValue }

    init?(_ name: some Collection<UInt8>) {
        for member in Self.allCases where member.name.bytes.elementsEqual(name) {
            self = member
            return
        }
        return nil
    }

    /// What to do about a member that is none of these.
    static func advice(about name: [UInt8]) -> Message {
        let signature: [StaticString] = ["hmac", "hmac_version", "timestamp", "token"]
        for member in signature where member.bytes.elementsEqual(name) {
            return "leave it out: the library signs"
        }
        // resourceId, resource_type and the like.
        let plain = name.filter { $0 != 0x5F }.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        if let member = ActionMember(plain) {
            return "its name is \(member.name)"
        }
        return "an action has actionid, resourcetype, resourceid, identifier and parameters"
    }
}
