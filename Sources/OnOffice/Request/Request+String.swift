/// The request for Swift programs.
extension Request {
    /// Adds the action that a JSON text describes and returns its index, which is also that of its
    /// result. If the text is refused, the request is as before.
    @discardableResult
    public func add(_ action: String) throws(Failure) -> Int {
        var action = action
        let index = action.withUTF8 { bytes -> Result<Int32, Failure> in
            do throws(Failure) {
                return .success(try add(UnsafeRawBufferPointer(bytes)))
            } catch {
                return .failure(error)
            }
        }
        return Int(try index.get())
    }
}
