internal import COnOffice
internal import OnOffice
internal import OnOfficePlatform

/// A request and what C may borrow from it.
final class RequestHandle: ReasonKeeper {
    let request = Request()
    var message = Text.empty
    /// The body that was signed last.
    var signed: Buffer?
}

@_cdecl("onoffice_request_new") @implementation
public func onoffice_request_new() -> OpaquePointer? {
    Handle.give(RequestHandle())
}

@_cdecl("onoffice_request_free") @implementation
public func onoffice_request_free(_ self: OpaquePointer?) {
    Handle.free(self, as: RequestHandle.self)
}

@_cdecl("onoffice_request_add") @implementation
public func onoffice_request_add(
    _ self: OpaquePointer?, _ action: UnsafePointer<CChar>?, _ length: Int
) -> Int32 {
    guard let handle = Handle.borrow(self, as: RequestHandle.self) else {
        return Status.argument.rawValue
    }
    let result = handle.attempt { () throws(Failure) in
        guard let json = document(action, length) else { throw .null("action") }
        return try handle.request.add(json)
    }
    switch result {
    case .success(let index): return index
    case .failure(let failure): return failure.status.rawValue
    }
}

@_cdecl("onoffice_request_count") @implementation
public func onoffice_request_count(_ self: OpaquePointer?) -> Int32 {
    Int32(clamping: Handle.borrow(self, as: RequestHandle.self)?.request.actions.count ?? 0)
}

@_cdecl("onoffice_request_message") @implementation
public func onoffice_request_message(_ self: OpaquePointer?) -> UnsafePointer<CChar>? {
    Handle.borrow(self, as: RequestHandle.self)?.message.cText ?? cText("the request is NULL")
}

@_cdecl("onoffice_request_sign") @implementation
public func onoffice_request_sign(
    _ self: OpaquePointer?, _ client: OpaquePointer?, _ unix_time: Int64,
    _ length: UnsafeMutablePointer<Int>?
) -> UnsafePointer<CChar>? {
    length?.pointee = 0
    guard let handle = Handle.borrow(self, as: RequestHandle.self) else { return nil }
    let result = handle.attempt { () throws(Failure) in
        guard let client = Handle.borrow(client, as: Client.self) else { throw .null("client") }
        return try client.sign(handle.request, at: unix_time)
    }
    guard case .success(let body) = result else { return nil }
    handle.signed = body
    return lend(body.text, body.count, length)
}
