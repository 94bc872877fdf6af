internal import COnOffice
internal import OnOffice
internal import OnOfficePlatform

/// Begins an upload, or tells why there is none.
private func upload(
    _ client: OpaquePointer?, _ origin: UploadOrigin, _ parameters: UnsafePointer<CChar>?,
    _ length: Int, _ blockSize: Int64
) -> OpaquePointer {
    guard let client = Handle.borrow(client, as: Client.self) else {
        return Handle.give(Transfer(.null("client")))
    }
    guard let json = document(parameters, length) else {
        return Handle.give(Transfer(.null("text of the parameters")))
    }
    return Handle.give(
        client.upload(origin, json.isEmpty ? nil : json, blockSize: blockSize))
}

@_cdecl("onoffice_client_upload") @implementation
public func onoffice_client_upload(
    _ self: OpaquePointer?, _ path: UnsafePointer<CChar>?, _ parameters: UnsafePointer<CChar>?,
    _ length: Int, _ block_size: Int64
) -> OpaquePointer? {
    let origin: UploadOrigin = path.map { .path(Text(copying: cBytes($0))) } ?? .none
    return upload(self, origin, parameters, length, block_size)
}

@_cdecl("onoffice_client_upload_descriptor") @implementation
public func onoffice_client_upload_descriptor(
    _ self: OpaquePointer?, _ descriptor: Int32, _ parameters: UnsafePointer<CChar>?,
    _ length: Int, _ block_size: Int64
) -> OpaquePointer? {
    upload(self, .descriptor(descriptor), parameters, length, block_size)
}

@_cdecl("onoffice_client_upload_bytes") @implementation
public func onoffice_client_upload_bytes(
    _ self: OpaquePointer?, _ bytes: UnsafeRawPointer?, _ count: Int,
    _ parameters: UnsafePointer<CChar>?, _ length: Int, _ block_size: Int64
) -> OpaquePointer? {
    guard count >= 0, bytes != nil || count == 0 else {
        return Handle.give(Transfer(.null("file")))
    }
    let memory = UnsafeRawBufferPointer(start: bytes, count: count)
    return upload(self, .memory(memory), parameters, length, block_size)
}

/// Begins a download, or tells why there is none.
private func download(
    _ client: OpaquePointer?, _ action: UnsafePointer<CChar>?, _ length: Int,
    _ target: DownloadTarget
) -> OpaquePointer {
    guard let client = Handle.borrow(client, as: Client.self) else {
        return Handle.give(Transfer(.null("client")))
    }
    guard let json = document(action, length) else {
        return Handle.give(Transfer(.null("action")))
    }
    return Handle.give(client.download(json, to: target))
}

@_cdecl("onoffice_client_download") @implementation
public func onoffice_client_download(
    _ self: OpaquePointer?, _ action: UnsafePointer<CChar>?, _ length: Int,
    _ path: UnsafePointer<CChar>?
) -> OpaquePointer? {
    guard let path else { return Handle.give(Transfer(.null("path"))) }
    return download(self, action, length, .path(Text(copying: cBytes(path))))
}

@_cdecl("onoffice_client_download_descriptor") @implementation
public func onoffice_client_download_descriptor(
    _ self: OpaquePointer?, _ action: UnsafePointer<CChar>?, _ length: Int, _ descriptor: Int32
) -> OpaquePointer? {
    download(self, action, length, .descriptor(descriptor))
}

@_cdecl("onoffice_client_download_bytes") @implementation
public func onoffice_client_download_bytes(
    _ self: OpaquePointer?, _ action: UnsafePointer<CChar>?, _ length: Int
) -> OpaquePointer? {
    download(self, action, length, .memory)
}

@_cdecl("onoffice_transfer_poll") @implementation
public func onoffice_transfer_poll(_ self: OpaquePointer?, _ timeout_ms: Int32) -> Int32 {
    guard let transfer = Handle.borrow(self, as: Transfer.self) else {
        return Status.argument.rawValue
    }
    return transfer.poll(milliseconds: timeout_ms < 0 ? nil : Int64(timeout_ms)) ? 1 : 0
}

@_cdecl("onoffice_transfer_done") @implementation
public func onoffice_transfer_done(_ self: OpaquePointer?) -> Int64 {
    Handle.borrow(self, as: Transfer.self)?.done ?? 0
}

@_cdecl("onoffice_transfer_size") @implementation
public func onoffice_transfer_size(_ self: OpaquePointer?) -> Int64 {
    Handle.borrow(self, as: Transfer.self)?.size ?? -1
}

@_cdecl("onoffice_transfer_response") @implementation
public func onoffice_transfer_response(_ self: OpaquePointer?) -> OpaquePointer? {
    Handle.borrow(self, as: Transfer.self)?.response.map { Handle.lend($0) }
}

@_cdecl("onoffice_transfer_bytes") @implementation
public func onoffice_transfer_bytes(
    _ self: OpaquePointer?, _ length: UnsafeMutablePointer<Int>?
) -> UnsafeRawPointer? {
    length?.pointee = 0
    guard let bytes = Handle.borrow(self, as: Transfer.self)?.bytes else { return nil }
    length?.pointee = bytes.count
    return UnsafeRawPointer(bytes.text)
}

@_cdecl("onoffice_transfer_cancel") @implementation
public func onoffice_transfer_cancel(_ self: OpaquePointer?) -> Int32 {
    guard let transfer = Handle.borrow(self, as: Transfer.self) else {
        return Status.argument.rawValue
    }
    transfer.cancel()
    return Status.ok.rawValue
}

@_cdecl("onoffice_transfer_free") @implementation
public func onoffice_transfer_free(_ self: OpaquePointer?) {
    Handle.borrow(self, as: Transfer.self)?.drop()
    Handle.free(self, as: Transfer.self)
}
