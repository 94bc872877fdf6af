internal import OnOfficePlatform

extension PagingRule {
    /// The rule of a list that the catalogue knows.
    static func known(
        _ verb: Verb, _ resourceType: [UInt8], _ resourceID: [UInt8]
    ) -> PagingRule? {
        func isType(_ name: StaticString) -> Bool { name.bytes.elementsEqual(resourceType) }
        if verb == .read, resourceID.isEmpty, isType("task") {
            return PagingRule(
                limit: "listlimit", offset: "", most: 500, isMandatory: false, countsAll: false)
        }
        if verb == .get, isType("file") {
            return PagingRule(
                limit: "listlimit", offset: "listoffset", most: 100, isMandatory: false,
                countsAll: true)
        }
        if verb == .read, resourceID.isEmpty, isType("log") {
            return PagingRule(
                limit: "listlimit", offset: "listOffset", most: 500, isMandatory: true,
                countsAll: true)
        }
        return nil
    }
}
