internal import OnOfficePlatform

/// How objects cross the boundary: C holds an opaque pointer that owns one reference. No other file
/// counts references by hand.
enum Handle {
    /// Gives an object to C, which frees it.
    static func give(_ object: some AnyObject) -> OpaquePointer {
        OpaquePointer(Unmanaged.passRetained(object).toOpaque())
    }

    /// Shows C an object that lives on because C, or another object that C holds, owns it.
    static func lend(_ object: some AnyObject) -> OpaquePointer {
        OpaquePointer(Unmanaged.passUnretained(object).toOpaque())
    }

    /// The object behind a pointer that C still owns; nil for NULL.
    static func borrow<Object: AnyObject>(
        _ handle: OpaquePointer?, as type: Object.Type
    ) -> Object? {
        handle.map { Unmanaged<Object>.fromOpaque(UnsafeRawPointer($0)).takeUnretainedValue() }
    }

    /// Takes back what ``give(_:)`` gave.
    static func free<Object: AnyObject>(_ handle: OpaquePointer?, as type: Object.Type) {
        guard let handle else { return }
        Unmanaged<Object>.fromOpaque(UnsafeRawPointer(handle)).release()
    }
}

/// A document from C; nil for a NULL pointer with a length, or a length no memory can have.
func document(_ text: UnsafePointer<CChar>?, _ length: Int) -> UnsafeRawBufferPointer? {
    guard length >= 0, text != nil || length == 0 else { return nil }
    return UnsafeRawBufferPointer(start: text, count: length)
}

/// A document for C.
func lend(
    _ text: UnsafePointer<CChar>, _ count: Int, _ length: UnsafeMutablePointer<Int>?
) -> UnsafePointer<CChar> {
    length?.pointee = count
    return text
}
