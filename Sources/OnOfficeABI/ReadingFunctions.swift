internal import COnOffice
internal import OnOffice
internal import OnOfficePlatform

@_cdecl("onoffice_response_kind") @implementation
public func onoffice_response_kind(
    _ self: OpaquePointer?, _ index: Int32, _ pointer: UnsafePointer<CChar>?
) -> Int32 {
    look(self, index, pointer) { _, found in (found?.kind ?? .absent).rawValue }
}

@_cdecl("onoffice_response_size") @implementation
public func onoffice_response_size(
    _ self: OpaquePointer?, _ index: Int32, _ pointer: UnsafePointer<CChar>?
) -> Int64 {
    Int64(look(self, index, pointer) { _, found in found?.count ?? 0 })
}

@_cdecl("onoffice_response_text") @implementation
public func onoffice_response_text(
    _ self: OpaquePointer?, _ index: Int32, _ pointer: UnsafePointer<CChar>?,
    _ length: UnsafeMutablePointer<Int>?
) -> UnsafePointer<CChar>? {
    text(self, index, pointer, length) { response, found in response.text(of: found) }
}

@_cdecl("onoffice_response_integer") @implementation
public func onoffice_response_integer(
    _ self: OpaquePointer?, _ index: Int32, _ pointer: UnsafePointer<CChar>?,
    _ value: UnsafeMutablePointer<Int64>?
) -> Int32 {
    read(self, index, pointer, value) { response, found in response.integer(of: found) }
}

@_cdecl("onoffice_response_number") @implementation
public func onoffice_response_number(
    _ self: OpaquePointer?, _ index: Int32, _ pointer: UnsafePointer<CChar>?,
    _ value: UnsafeMutablePointer<Double>?
) -> Int32 {
    read(self, index, pointer, value) { response, found in response.number(of: found) }
}

@_cdecl("onoffice_response_boolean") @implementation
public func onoffice_response_boolean(
    _ self: OpaquePointer?, _ index: Int32, _ pointer: UnsafePointer<CChar>?,
    _ value: UnsafeMutablePointer<Int32>?
) -> Int32 {
    read(self, index, pointer, value) { response, found in
        response.boolean(of: found).map { $0 ? 1 : 0 }
    }
}

@_cdecl("onoffice_response_key") @implementation
public func onoffice_response_key(
    _ self: OpaquePointer?, _ index: Int32, _ pointer: UnsafePointer<CChar>?, _ position: Int64,
    _ length: UnsafeMutablePointer<Int>?
) -> UnsafePointer<CChar>? {
    text(self, index, pointer, length) { response, found in
        response.key(of: found, at: Int(clamping: position))
    }
}

@_cdecl("onoffice_response_json") @implementation
public func onoffice_response_json(
    _ self: OpaquePointer?, _ index: Int32, _ pointer: UnsafePointer<CChar>?,
    _ length: UnsafeMutablePointer<Int>?
) -> UnsafePointer<CChar>? {
    text(self, index, pointer, length) { response, found in
        let range = response.range(of: found)
        return LentText(response.bodyText + range.lowerBound, count: range.count)
    }
}

/// Looks up a value; returns what the body makes of it (nil for absent), or a status.
private func look<Result: SignedInteger>(
    _ response: OpaquePointer?, _ index: Int32, _ pointer: UnsafePointer<CChar>?,
    _ body: (Response, FoundValue?) -> Result
) -> Result {
    guard let response = Handle.borrow(response, as: Response.self), let pointer else {
        return Result(Status.argument.rawValue)
    }
    do throws(LookupError) {
        return body(response, try response.find(cBytes(pointer), in: index))
    } catch {
        return Result(error.status.rawValue)
    }
}

/// Looks up a value and stores what the body makes of it.
private func read<Value>(
    _ response: OpaquePointer?, _ index: Int32, _ pointer: UnsafePointer<CChar>?,
    _ value: UnsafeMutablePointer<Value>?, _ body: (Response, FoundValue) -> Value?
) -> Int32 {
    guard let value else { return Status.argument.rawValue }
    return look(response, index, pointer) { response, found in
        guard let read = found.flatMap({ body(response, $0) }) else {
            return Status.protocol.rawValue
        }
        value.pointee = read
        return Status.ok.rawValue
    }
}

/// Looks up a value and lends the text that the body makes of it.
private func text(
    _ response: OpaquePointer?, _ index: Int32, _ pointer: UnsafePointer<CChar>?,
    _ length: UnsafeMutablePointer<Int>?,
    _ body: (Response, FoundValue) -> LentText
) -> UnsafePointer<CChar> {
    var text = LentText.empty
    _ = look(response, index, pointer) { response, found in
        if let found { text = body(response, found) }
        return Status.ok.rawValue
    }
    return lend(text.start, text.count, length)
}
