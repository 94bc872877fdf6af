internal import COnOffice
internal import OnOffice
internal import OnOfficePlatform

/// A provider of the marketplace, and what C may borrow from it.
final class MarketplaceHandle: ReasonKeeper {
    let marketplace: Marketplace
    var message = Text.empty
    /// The parameters of the URL that was verified last.
    var query: Buffer?
    /// The order that was signed last.
    var signed: Buffer?

    init(_ marketplace: Marketplace) {
        self.marketplace = marketplace
        _ = attempt { () throws(Failure) in try marketplace.usableSecret() }
    }
}

@_cdecl("onoffice_marketplace_new") @implementation
public func onoffice_marketplace_new(_ secret: UnsafePointer<CChar>?) -> OpaquePointer? {
    do throws(OutOfMemory) {
        let marketplace = try Marketplace.make(secret: secret.map(cBytes))
        return Handle.give(MarketplaceHandle(marketplace))
    } catch {
        return nil
    }
}

@_cdecl("onoffice_marketplace_free") @implementation
public func onoffice_marketplace_free(_ self: OpaquePointer?) {
    Handle.free(self, as: MarketplaceHandle.self)
}

@_cdecl("onoffice_marketplace_verify") @implementation
public func onoffice_marketplace_verify(
    _ self: OpaquePointer?, _ url: UnsafePointer<CChar>?, _ unix_time: Int64, _ window_s: Int64
) -> Int32 {
    guard let handle = Handle.borrow(self, as: MarketplaceHandle.self) else {
        return Status.argument.rawValue
    }
    handle.query = nil
    let result = handle.attempt { () throws(Failure) in
        guard let url else { throw .null("url") }
        return try handle.marketplace.verify(cBytes(url), at: unix_time, window: window_s)
    }
    switch result {
    case .success(let query):
        handle.query = query
        return Status.ok.rawValue
    case .failure(let failure): return failure.status.rawValue
    }
}

@_cdecl("onoffice_marketplace_query") @implementation
public func onoffice_marketplace_query(
    _ self: OpaquePointer?, _ length: UnsafeMutablePointer<Int>?
) -> UnsafePointer<CChar>? {
    let query = Handle.borrow(self, as: MarketplaceHandle.self)?.query
    return lend(query?.text ?? emptyText, query?.count ?? 0, length)
}

@_cdecl("onoffice_marketplace_sign") @implementation
public func onoffice_marketplace_sign(
    _ self: OpaquePointer?, _ order: UnsafePointer<CChar>?, _ length: Int, _ unix_time: Int64,
    _ signed_length: UnsafeMutablePointer<Int>?
) -> UnsafePointer<CChar>? {
    signed_length?.pointee = 0
    guard let handle = Handle.borrow(self, as: MarketplaceHandle.self) else { return nil }
    let result = handle.attempt { () throws(Failure) in
        guard let order = document(order, length) else { throw .null("order") }
        return try handle.marketplace.sign(order, at: unix_time)
    }
    guard case .success(let signed) = result else { return nil }
    handle.signed = signed
    return lend(signed.text, signed.count, signed_length)
}

@_cdecl("onoffice_marketplace_message") @implementation
public func onoffice_marketplace_message(_ self: OpaquePointer?) -> UnsafePointer<CChar>? {
    Handle.borrow(self, as: MarketplaceHandle.self)?.message.cText
        ?? cText("the marketplace is NULL")
}
