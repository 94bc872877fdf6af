package import OnOffice
internal import OnOfficePlatform

extension Client {
    /// A client that sends over libcurl.
    package convenience init(credentials: Credentials?) {
        self.init(credentials: credentials, transport: CurlTransport())
    }
}
