internal import OnOfficeJSON
internal import OnOfficePlatform

/// How a call hands out a list in pages.
package struct PagingRule {
    /// Name of the parameter with the number of records; "" if the call answers with all there is.
    let limit: StaticString
    /// Name of the parameter with the first record; "" if there is one page only.
    let offset: StaticString
    /// The largest number of records of a page.
    let most: Int
    /// Whether the call refuses to answer without a limit.
    let isMandatory: Bool
    /// Whether `cntabsolute` is the number of records that there are in all.
    let countsAll: Bool

    /// What the API says of reading in general.
    /// https://apidoc.onoffice.de/actions/datensatz-lesen/
    private static let reading = PagingRule(
        limit: "listlimit", offset: "listoffset", most: 500, isMandatory: false, countsAll: true)

    /// All at once: one record, or a call that knows no pages.
    private static let whole = PagingRule(
        limit: "", offset: "", most: 0, isMandatory: false, countsAll: true)

    static func of(_ action: Action) -> PagingRule {
        let id = action.resourceID
        if let known = known(action.verb, action.resourceType, id) { return known }
        return action.verb == .read && id.isEmpty ? reading : whole
    }
}

extension Action {
    /// The resource id as text: a string decoded, a number as it is written, null as "".
    var resourceID: [UInt8] {
        let json = resourceIDJSON
        switch json.first {
        case UInt8(ascii: "\""):
            let escaped = UnsafeRawBufferPointer(rebasing: json.dropFirst().dropLast())
            return JSONText.decode(escaped, limit: 256)
        case UInt8(ascii: "n"): return []
        default: return Array(json)
        }
    }
}
