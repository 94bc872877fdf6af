internal import COnOffice
internal import OnOffice
internal import OnOfficeCurl
internal import OnOfficePlatform

/// An exchange of a client that is NULL, or of a request that is.
private func refused(_ what: StaticString, _ request: OpaquePointer?) -> Exchange {
    let asked = Handle.borrow(request, as: RequestHandle.self).map {
        Asked($0.request, signer: nil)
    }
    return Exchange(Response(failure: .null(what), asked: asked ?? .nothing))
}

@_cdecl("onoffice_client_start") @implementation
public func onoffice_client_start(
    _ self: OpaquePointer?, _ request: OpaquePointer?
) -> OpaquePointer? {
    guard let handle = Handle.borrow(request, as: RequestHandle.self) else {
        return Handle.give(refused("request", request))
    }
    guard let client = Handle.borrow(self, as: Client.self) else {
        return Handle.give(refused("client", request))
    }
    return Handle.give(client.start(handle.request))
}

@_cdecl("onoffice_client_poll") @implementation
public func onoffice_client_poll(_ self: OpaquePointer?, _ timeout_ms: Int32) -> Int32 {
    guard let client = Handle.borrow(self, as: Client.self) else { return Status.argument.rawValue }
    return Int32(clamping: client.poll(milliseconds: timeout_ms < 0 ? nil : Int64(timeout_ms)))
}

@_cdecl("onoffice_client_next") @implementation
public func onoffice_client_next(_ self: OpaquePointer?) -> OpaquePointer? {
    Handle.borrow(self, as: Client.self)?.next().map { Handle.lend($0) }
}

@_cdecl("onoffice_client_descriptor") @implementation
public func onoffice_client_descriptor(_ self: OpaquePointer?) -> Int32 {
    guard let client = Handle.borrow(self, as: Client.self) else { return Status.argument.rawValue }
    return client.descriptor() ?? Status.memory.rawValue
}

@_cdecl("onoffice_exchange_state") @implementation
public func onoffice_exchange_state(_ self: OpaquePointer?) -> Int32 {
    guard let exchange = Handle.borrow(self, as: Exchange.self) else {
        return Status.argument.rawValue
    }
    let state = exchange.response == nil ? ONOFFICE_STATE_RUNNING : ONOFFICE_STATE_FINISHED
    return Int32(bitPattern: state.rawValue)
}

@_cdecl("onoffice_exchange_response") @implementation
public func onoffice_exchange_response(_ self: OpaquePointer?) -> OpaquePointer? {
    Handle.borrow(self, as: Exchange.self)?.response.map { Handle.lend($0) }
}

@_cdecl("onoffice_exchange_cancel") @implementation
public func onoffice_exchange_cancel(_ self: OpaquePointer?) -> Int32 {
    guard let exchange = Handle.borrow(self, as: Exchange.self) else {
        return Status.argument.rawValue
    }
    exchange.cancel()
    return Status.ok.rawValue
}

@_cdecl("onoffice_exchange_free") @implementation
public func onoffice_exchange_free(_ self: OpaquePointer?) {
    Handle.borrow(self, as: Exchange.self)?.drop()
    Handle.free(self, as: Exchange.self)
}
