internal import CCurl
internal import OnOffice
internal import OnOfficePlatform

/// Which certificates are trusted: a directory, or a file, never both. With both, libcurl parses the
/// system's whole bundle anew for every connection, at 23 ms of CPU time on Debian; a directory is
/// searched for the one that is needed, and what was read from a file is kept.
struct CurlTrust {
    private(set) var file: Text?
    private(set) var directory: Text?

    init(_ settings: Settings, _ easy: UnsafeMutableRawPointer) {
        file = Self.given(settings[.caFile])
        directory = file == nil ? Self.given(settings[.caPath]) : nil
        guard file == nil, directory == nil else { return }
        // What OpenSSL's own programs and Python go by; libcurl does not.
        file = Environment.text("SSL_CERT_FILE")
        directory = file == nil ? Environment.text("SSL_CERT_DIR") : nil
        guard file == nil, directory == nil else { return }
        let system = Self.systemDirectory(easy)
        if let system, isHashedDirectory(system.cText) {
            directory = system
        } else {
            file = Self.text(ccurl_get_text(easy, CURLINFO_CAINFO))
            if file == nil { directory = system }
        }
    }

    private static func given(_ text: Text) -> Text? { text.count > 0 ? text : nil }

    private static func systemDirectory(_ easy: UnsafeMutableRawPointer) -> Text? {
        text(ccurl_get_text(easy, CURLINFO_CAPATH))
    }

    private static func text(_ text: UnsafePointer<CChar>?) -> Text? {
        text.map { Text(copying: cBytes($0)) }
    }
}
