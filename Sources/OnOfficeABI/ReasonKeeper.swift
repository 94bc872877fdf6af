internal import OnOffice
internal import OnOfficePlatform

/// A handle that keeps why the last call on it failed, for C to ask.
protocol ReasonKeeper: AnyObject {
    var message: Text { get set }
}

extension ReasonKeeper {
    /// Runs a call that may fail, and keeps the reason.
    func attempt<Value>(_ body: () throws(Failure) -> Value) -> Result<Value, Failure> {
        do throws(Failure) {
            let value = try body()
            message = .empty
            return .success(value)
        } catch {
            message = error.message.text
            return .failure(error)
        }
    }
}
