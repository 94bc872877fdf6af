/// An option cannot have that value. The message is a constant, so that C may keep it.
struct SettingError: Error {
    /// What the option takes.
    let rule: StaticString

    /// nil: there is no such option, or no value.
    init(_ option: Option?) {
        rule = option?.rule.sentence ?? "there is no such option: take one of onoffice_option"
    }
}
