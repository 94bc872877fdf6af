internal import COnOffice
internal import OnOffice
internal import OnOfficePlatform

@_cdecl("onoffice_response_parse") @implementation
public func onoffice_response_parse(
    _ request: OpaquePointer?, _ http_status: Int32, _ body: UnsafePointer<CChar>?, _ length: Int
) -> OpaquePointer? {
    guard let request = Handle.borrow(request, as: RequestHandle.self)?.request else {
        return Handle.give(Response(failure: .null("request"), asked: .nothing))
    }
    let asked = Asked(request, signer: request.signer)
    guard let bytes = document(body, length) else {
        return Handle.give(Response(failure: .null("body"), asked: asked))
    }
    do throws(OutOfMemory) {
        let answer = try Buffer(copying: bytes)
        return Handle.give(Response(reading: answer, httpStatus: http_status, asked: asked))
    } catch {
        let failure = Failure.outOfMemory("the answer", bytes: length)
        return Handle.give(
            Response(failure: failure, asked: asked, httpStatus: http_status))
    }
}

@_cdecl("onoffice_response_free") @implementation
public func onoffice_response_free(_ self: OpaquePointer?) {
    Handle.free(self, as: Response.self)
}

@_cdecl("onoffice_response_status") @implementation
public func onoffice_response_status(_ self: OpaquePointer?) -> Int32 {
    (verdict(self)?.status ?? .argument).rawValue
}

@_cdecl("onoffice_response_message") @implementation
public func onoffice_response_message(_ self: OpaquePointer?) -> UnsafePointer<CChar>? {
    verdict(self)?.message.cText ?? cText("the response is NULL")
}

@_cdecl("onoffice_response_code") @implementation
public func onoffice_response_code(_ self: OpaquePointer?) -> Int32 {
    verdict(self)?.code ?? ErrorCode.none
}

@_cdecl("onoffice_response_http_status") @implementation
public func onoffice_response_http_status(_ self: OpaquePointer?) -> Int32 {
    Handle.borrow(self, as: Response.self)?.httpStatus ?? 0
}

@_cdecl("onoffice_response_body") @implementation
public func onoffice_response_body(
    _ self: OpaquePointer?, _ length: UnsafeMutablePointer<Int>?
) -> UnsafePointer<CChar>? {
    guard let response = Handle.borrow(self, as: Response.self) else {
        return lend(emptyText, 0, length)
    }
    return lend(response.bodyText, response.body.count, length)
}

@_cdecl("onoffice_response_count") @implementation
public func onoffice_response_count(_ self: OpaquePointer?) -> Int32 {
    Int32(clamping: verdict(self)?.results.count ?? 0)
}

@_cdecl("onoffice_response_result_status") @implementation
public func onoffice_response_result_status(_ self: OpaquePointer?, _ index: Int32) -> Int32 {
    (result(self, index)?.status ?? .argument).rawValue
}

@_cdecl("onoffice_response_result_code") @implementation
public func onoffice_response_result_code(_ self: OpaquePointer?, _ index: Int32) -> Int32 {
    result(self, index)?.code ?? ErrorCode.none
}

@_cdecl("onoffice_response_result_message") @implementation
public func onoffice_response_result_message(
    _ self: OpaquePointer?, _ index: Int32
) -> UnsafePointer<CChar>? {
    result(self, index)?.message.cText ?? cText("the response has no result with that index")
}

@_cdecl("onoffice_response_result") @implementation
public func onoffice_response_result(
    _ self: OpaquePointer?, _ index: Int32, _ length: UnsafeMutablePointer<Int>?
) -> UnsafePointer<CChar>? {
    guard let response = Handle.borrow(self, as: Response.self),
        let range = response.result(at: index)?.range, !range.isEmpty
    else { return lend(emptyText, 0, length) }
    return lend(response.bodyText + range.lowerBound, range.count, length)
}

@_cdecl("onoffice_response_uncertain") @implementation
public func onoffice_response_uncertain(_ self: OpaquePointer?) -> Int32 {
    verdict(self)?.isUncertain == true ? 1 : 0
}

@_cdecl("onoffice_response_trace") @implementation
public func onoffice_response_trace(
    _ self: OpaquePointer?, _ length: UnsafeMutablePointer<Int>?
) -> UnsafePointer<CChar>? {
    guard let trace = Handle.borrow(self, as: Response.self)?.traceText else {
        return lend(emptyText, 0, length)
    }
    return lend(trace.cText, trace.count, length)
}

private func verdict(_ response: OpaquePointer?) -> Verdict? {
    Handle.borrow(response, as: Response.self)?.verdict
}

private func result(_ response: OpaquePointer?, _ index: Int32) -> ActionResult? {
    Handle.borrow(response, as: Response.self)?.result(at: index)
}
