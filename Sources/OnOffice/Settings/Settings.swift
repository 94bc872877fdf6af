package import OnOfficePlatform

/// The values of all options. A call takes a copy, so that changes never meet it half-way.
package struct Settings: Sendable {
    /// By option; lists have several, or none.
    private var texts: [[Text]]
    private var numbers: [Int64]
    package private(set) var claim: Secret?
    /// What url and api_version come to.
    private var address: Endpoint?
    /// Another one for every change in this process: settings with the same one are the same.
    package private(set) var revision: UInt64

    private static let defaultUserAgent: Text =
        ("libonoffice/\(LibraryVersion.text)" as Message).text
    private static let revisions = Locked<UInt64>(0)

    /// The defaults.
    private static let initial = Settings(
        texts: Option.slots { option in
            guard case .text(let form) = option.rule.value, !form.isList else { return [] }
            return [option == .userAgent ? defaultUserAgent : form.initial]
        },
        numbers: Option.slots { option in
            if case .number(_, let value) = option.rule.value { value } else { 0 }
        })

    private init(texts: [[Text]], numbers: [Int64]) {
        self.texts = texts
        self.numbers = numbers
        revision = 0
        address = Endpoint(url: self[.url].bytes, apiVersion: self[.apiVersion].bytes)
    }

    package init() {
        self = Self.initial
    }

    private mutating func change() {
        revision = Self.revisions.withLock {
            $0 &+= 1
            return $0
        }
    }

    // MARK: Text

    mutating func set(_ option: Option, to value: UnsafeRawBufferPointer) throws(SettingError) {
        guard case .text(let form) = option.rule.value, form.accepts(value) else {
            throw SettingError(option)
        }
        if case .claim = form {
            guard setClaim(value) else { throw SettingError(option) }
        } else if !form.isList {
            texts[option.slot] = [Text(copying: value, isSecret: form.isSecret)]
        } else if value.isEmpty {
            texts[option.slot] = []
        } else {
            texts[option.slot].append(Text(copying: value, isSecret: form.isSecret))
        }
        if option == .url || option == .apiVersion {
            address = Endpoint(url: self[.url].bytes, apiVersion: self[.apiVersion].bytes)
        }
        change()
    }

    private mutating func setClaim(_ value: UnsafeRawBufferPointer) -> Bool {
        guard !value.isEmpty else {
            claim = nil
            return true
        }
        do throws(OutOfMemory) { claim = try Secret(copying: value) } catch { return false }
        return true
    }

    /// The value of an option that takes text, without what is secret in it.
    func text(of option: Option) -> Text? {
        guard case .text(let form) = option.rule.value else { return nil }
        switch form {
        case .proxy: return ProxyAddress.masked(self[option])
        case .claim: return claim == nil ? .empty : Text("***")
        case .password: return self[option].count == 0 ? .empty : Text("***")
        case .header, .address: return listed(option)
        default: return self[option]
        }
    }

    /// The texts of a list, a line each.
    private func listed(_ option: Option) -> Text {
        var lines = Message("")
        for (index, text) in list(option).enumerated() {
            lines += index > 0 ? "\n" : ""
            guard option == .header, let line = HeaderLine(Array(text.bytes)) else {
                lines += Message(Array(text.bytes))
                continue
            }
            lines += Message(Array(line.name))
            lines += line.value.isEmpty ? ":" : ": ***"
        }
        return lines.text
    }

    /// The text of an option that has one.
    package subscript(_ option: Option) -> Text { texts[option.slot].last ?? .empty }

    /// The texts of an option that may have several.
    package func list(_ option: Option) -> [Text] { texts[option.slot] }

    // MARK: Numbers

    mutating func set(_ option: Option, to value: Int64) throws(SettingError) {
        guard case .number(let range, _) = option.rule.value, range.contains(value),
            option != .ipVersion || [0, 4, 6].contains(value)
        else { throw SettingError(option) }
        numbers[option.slot] = value
        change()
    }

    func number(of option: Option) -> Int64? {
        option.takesText ? nil : number(option)
    }

    /// The number of an option that takes one.
    package func number(_ option: Option) -> Int64 { numbers[option.slot] }

    /// Whether a switch is on.
    package func isOn(_ option: Option) -> Bool { number(option) == 1 }

    // MARK: What they come to

    /// Where requests go. Fails where that would be http to another machine.
    func endpoint() throws(Failure) -> Endpoint {
        guard let endpoint = address else {
            throw Failure(.argument, "\(SettingError(.url).rule)")
        }
        guard endpoint.isEncrypted || endpoint.isLoopback || isOn(.allowHTTP) else {
            throw Failure(
                .argument,
                """
                url is http to another machine, which would show the credentials to everybody on \
                the way: use https, or set allow_http to 1
                """)
        }
        return endpoint
    }

    /// Whether connections made under these settings may serve under the others.
    package func sharesConnections(with other: Settings) -> Bool {
        revision == other.revision
            || Option.allCases.allSatisfy { option in
                !option.belongsToConnection
                    || number(option) == other.number(option)
                        && list(option).elementsEqual(other.list(option)) {
                            $0.isEqual(to: $1.bytes)
                        }
            }
    }
}

extension Option {
    /// Its place in a list of values.
    fileprivate var slot: Int { Int(rawValue) }

    /// A list with a value for each option.
    fileprivate static func slots<Value>(_ value: (Option) -> Value) -> [Value] {
        // There is no option 0.
        [value(.url)] + allCases.map(value)
    }
}
