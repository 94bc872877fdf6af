internal import COnOffice
internal import OnOffice
internal import OnOfficePlatform

/// A walk, or why there is none, and what C may borrow from it.
final class PagesHandle {
    let pages: Pages?
    /// What the first call for a page hands out where there is no walk.
    private var refusal: Response?
    /// The report that was asked for last.
    var trace = Text.empty

    init(_ pages: Pages) {
        self.pages = pages
        refusal = nil
    }

    init(_ failure: Failure) {
        pages = nil
        refusal = Response(failure: failure, asked: .nothing)
    }

    func takeRefusal() -> Response? {
        defer { refusal = nil }
        return refusal
    }
}

@_cdecl("onoffice_client_pages") @implementation
public func onoffice_client_pages(
    _ self: OpaquePointer?, _ action: UnsafePointer<CChar>?, _ length: Int, _ page_size: Int32,
    _ ahead: Int32
) -> OpaquePointer? {
    do throws(Failure) {
        guard let client = Handle.borrow(self, as: Client.self) else { throw .null("client") }
        guard let json = document(action, length) else { throw .null("action") }
        return Handle.give(
            PagesHandle(try client.pages(json, pageSize: page_size, ahead: ahead)))
    } catch {
        return Handle.give(PagesHandle(error))
    }
}

@_cdecl("onoffice_pages_poll") @implementation
public func onoffice_pages_poll(_ self: OpaquePointer?, _ timeout_ms: Int32) -> Int32 {
    guard let handle = Handle.borrow(self, as: PagesHandle.self) else {
        return Status.argument.rawValue
    }
    guard let pages = handle.pages else { return 1 }
    return pages.poll(milliseconds: timeout_ms < 0 ? nil : Int64(timeout_ms)) ? 1 : 0
}

@_cdecl("onoffice_pages_next") @implementation
public func onoffice_pages_next(_ self: OpaquePointer?) -> OpaquePointer? {
    guard let handle = Handle.borrow(self, as: PagesHandle.self) else { return nil }
    return (handle.pages?.next() ?? handle.takeRefusal()).map { Handle.give($0) }
}

@_cdecl("onoffice_pages_total") @implementation
public func onoffice_pages_total(_ self: OpaquePointer?) -> Int64 {
    Handle.borrow(self, as: PagesHandle.self)?.pages?.total ?? -1
}

@_cdecl("onoffice_pages_trace") @implementation
public func onoffice_pages_trace(
    _ self: OpaquePointer?, _ length: UnsafeMutablePointer<Int>?
) -> UnsafePointer<CChar>? {
    guard let handle = Handle.borrow(self, as: PagesHandle.self), let pages = handle.pages else {
        return lend(emptyText, 0, length)
    }
    handle.trace = pages.trace
    return lend(handle.trace.cText, handle.trace.count, length)
}

@_cdecl("onoffice_pages_cancel") @implementation
public func onoffice_pages_cancel(_ self: OpaquePointer?) -> Int32 {
    guard let handle = Handle.borrow(self, as: PagesHandle.self) else {
        return Status.argument.rawValue
    }
    handle.pages?.cancel()
    return Status.ok.rawValue
}

@_cdecl("onoffice_pages_free") @implementation
public func onoffice_pages_free(_ self: OpaquePointer?) {
    Handle.borrow(self, as: PagesHandle.self)?.pages?.drop()
    Handle.free(self, as: PagesHandle.self)
}
