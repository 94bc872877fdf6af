public import OnOffice
internal import OnOfficePlatform

extension Client {
    /// A client that sends over libcurl.
    package convenience init(credentials: Credentials?) {
        self.init(credentials: credentials, transport: CurlTransport())
    }

    /// A client of an API user that sends over libcurl.
    public convenience init(token: String, secret: String) throws(Failure) {
        let credentials: Credentials?
        do throws(OutOfMemory) {
            credentials = try Credentials.make(token: token, secret: secret)
        } catch {
            throw Failure(.memory, "memory for the credentials cannot be had")
        }
        guard let credentials else { throw Failure(.argument, "\(Credentials.rule)") }
        self.init(credentials: credentials)
    }
}
