public import COnOffice
internal import OnOffice
internal import OnOfficeCurl
internal import OnOfficePlatform

@_cdecl("onoffice_version") @implementation
public func onoffice_version() -> UnsafePointer<CChar>? {
    cText(LibraryVersion.text)
}

@_cdecl("onoffice_version_number") @implementation
public func onoffice_version_number() -> Int32 {
    LibraryVersion.number
}

@_cdecl("onoffice_transport_version") @implementation
public func onoffice_transport_version() -> UnsafePointer<CChar>? {
    CurlLibrary.version.cText
}

@_cdecl("onoffice_status_name") @implementation
public func onoffice_status_name(_ status: Int32) -> UnsafePointer<CChar>? {
    cText(Status(rawValue: status)?.name ?? "")
}

@_cdecl("onoffice_error_name") @implementation
public func onoffice_error_name(_ code: Int32) -> UnsafePointer<CChar>? {
    ErrorCode.known(code)?.name ?? emptyText
}

@_cdecl("onoffice_error_text") @implementation
public func onoffice_error_text(_ code: Int32) -> UnsafePointer<CChar>? {
    ErrorCode.known(code)?.text ?? emptyText
}

@_cdecl("onoffice_error_category") @implementation
public func onoffice_error_category(_ code: Int32) -> UnsafePointer<CChar>? {
    cText(ErrorCode.known(code)?.category.name ?? "")
}

@_cdecl("onoffice_option_find") @implementation
public func onoffice_option_find(_ name: UnsafePointer<CChar>?) -> Int32 {
    guard let name, let option = Option.find(cBytes(name)) else { return Status.argument.rawValue }
    return Int32(bitPattern: option.rawValue)
}

@_cdecl("onoffice_option_name") @implementation
public func onoffice_option_name(_ option: onoffice_option) -> UnsafePointer<CChar>? {
    cText(Option(rawValue: option.rawValue)?.name ?? "")
}

@_cdecl("onoffice_option_type") @implementation
public func onoffice_option_type(_ option: onoffice_option) -> Int32 {
    guard let option = Option(rawValue: option.rawValue) else { return Status.argument.rawValue }
    let type = option.takesText ? ONOFFICE_TYPE_TEXT : ONOFFICE_TYPE_NUMBER
    return Int32(bitPattern: type.rawValue)
}

/// How a call hands out a list; nil for want of a verb or a type.
private func paging(
    _ verb: UnsafePointer<CChar>?, _ resourceType: UnsafePointer<CChar>?,
    _ resourceID: UnsafePointer<CChar>?
) -> PagingRule? {
    guard let verb, let resourceType, let verb = Verb(cBytes(verb)) else { return nil }
    return PagingRule.of(
        verb, Array(cBytes(resourceType)), resourceID.map { Array(cBytes($0)) } ?? [])
}

@_cdecl("onoffice_paging_limit") @implementation
public func onoffice_paging_limit(
    _ verb: UnsafePointer<CChar>?, _ resource_type: UnsafePointer<CChar>?,
    _ resource_id: UnsafePointer<CChar>?
) -> UnsafePointer<CChar>? {
    cText(paging(verb, resource_type, resource_id)?.limit ?? "")
}

@_cdecl("onoffice_paging_offset") @implementation
public func onoffice_paging_offset(
    _ verb: UnsafePointer<CChar>?, _ resource_type: UnsafePointer<CChar>?,
    _ resource_id: UnsafePointer<CChar>?
) -> UnsafePointer<CChar>? {
    cText(paging(verb, resource_type, resource_id)?.offset ?? "")
}

@_cdecl("onoffice_paging_most") @implementation
public func onoffice_paging_most(
    _ verb: UnsafePointer<CChar>?, _ resource_type: UnsafePointer<CChar>?,
    _ resource_id: UnsafePointer<CChar>?
) -> Int32 {
    Int32(paging(verb, resource_type, resource_id)?.most ?? 0)
}
