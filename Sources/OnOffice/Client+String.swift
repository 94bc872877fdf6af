internal import OnOfficePlatform

/// The client's settings for Swift programs.
extension Client {
    /// Sets an option that takes text.
    public func set(_ option: Option, to value: String) throws(Failure) {
        var value = value
        let status = value.withUTF8 { set(option, to: UnsafeRawBufferPointer($0)) }
        guard status == .ok else { throw Failure(.argument, "\(SettingError(option).rule)") }
    }

    /// Sets an option that takes a number; a switch is 0 or 1.
    public func set(_ option: Option, to value: Int) throws(Failure) {
        guard set(option, to: Int64(value)) == .ok else {
            throw Failure(.argument, "\(SettingError(option).rule)")
        }
    }
}
