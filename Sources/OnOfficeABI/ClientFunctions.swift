public import COnOffice
internal import OnOffice
internal import OnOfficeCurl
internal import OnOfficePlatform

@_cdecl("onoffice_client_new") @implementation
public func onoffice_client_new(
    _ token: UnsafePointer<CChar>?, _ secret: UnsafePointer<CChar>?
) -> OpaquePointer? {
    do throws(OutOfMemory) {
        let credentials = try Credentials.make(
            token: token.map(cBytes), secret: secret.map(cBytes))
        return Handle.give(Client(credentials: credentials))
    } catch {
        return nil
    }
}

@_cdecl("onoffice_client_free") @implementation
public func onoffice_client_free(_ self: OpaquePointer?) {
    Handle.free(self, as: Client.self)
}

@_cdecl("onoffice_client_set_text") @implementation
public func onoffice_client_set_text(
    _ self: OpaquePointer?, _ option: onoffice_option, _ value: UnsafePointer<CChar>?
) -> Int32 {
    guard let client = Handle.borrow(self, as: Client.self) else { return Status.argument.rawValue }
    return client.set(Option(rawValue: option.rawValue), to: value.map(cBytes)).rawValue
}

@_cdecl("onoffice_client_set_number") @implementation
public func onoffice_client_set_number(
    _ self: OpaquePointer?, _ option: onoffice_option, _ value: Int64
) -> Int32 {
    guard let client = Handle.borrow(self, as: Client.self) else { return Status.argument.rawValue }
    return client.set(Option(rawValue: option.rawValue), to: value).rawValue
}

@_cdecl("onoffice_client_get_text") @implementation
public func onoffice_client_get_text(
    _ self: OpaquePointer?, _ option: onoffice_option
) -> UnsafePointer<CChar>? {
    guard let client = Handle.borrow(self, as: Client.self) else { return emptyText }
    return client.text(of: Option(rawValue: option.rawValue))
}

@_cdecl("onoffice_client_get_number") @implementation
public func onoffice_client_get_number(
    _ self: OpaquePointer?, _ option: onoffice_option, _ value: UnsafeMutablePointer<Int64>?
) -> Int32 {
    guard let client = Handle.borrow(self, as: Client.self), let value,
        let number = client.number(of: Option(rawValue: option.rawValue))
    else { return Status.argument.rawValue }
    value.pointee = number
    return Status.ok.rawValue
}

@_cdecl("onoffice_client_message") @implementation
public func onoffice_client_message(_ self: OpaquePointer?) -> UnsafePointer<CChar>? {
    cText(Handle.borrow(self, as: Client.self)?.message ?? "the client is NULL")
}

@_cdecl("onoffice_client_send") @implementation
public func onoffice_client_send(
    _ self: OpaquePointer?, _ request: OpaquePointer?
) -> OpaquePointer? {
    guard let request = Handle.borrow(request, as: RequestHandle.self) else {
        return Handle.give(Response(failure: .null("request"), asked: .nothing))
    }
    guard let client = Handle.borrow(self, as: Client.self) else {
        let asked = Asked(request.request, signer: nil)
        return Handle.give(Response(failure: .null("client"), asked: asked))
    }
    return Handle.give(client.send(request.request))
}

@_cdecl("onoffice_client_cancel") @implementation
public func onoffice_client_cancel(_ self: OpaquePointer?) -> Int32 {
    guard let client = Handle.borrow(self, as: Client.self) else { return Status.argument.rawValue }
    client.cancel()
    return Status.ok.rawValue
}

@_cdecl("onoffice_client_cache_clear") @implementation
public func onoffice_client_cache_clear(_ self: OpaquePointer?) -> Int32 {
    guard let client = Handle.borrow(self, as: Client.self) else { return Status.argument.rawValue }
    client.clearCache()
    return Status.ok.rawValue
}

extension Failure {
    static func null(_ what: StaticString) -> Failure {
        Failure(.argument, "the \(what) is NULL")
    }
}
