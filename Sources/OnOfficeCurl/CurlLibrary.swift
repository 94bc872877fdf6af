internal import CCurl
package import OnOfficePlatform

/// libcurl as a whole.
package enum CurlLibrary {
    /// Whether libcurl is ready; the first use makes it so, once for the process. It is never shut
    /// down: the host may be using the same libcurl.
    static let isReady = curl_global_init(ccurl_global_all) == CURLE_OK

    /// libcurl's version and those of what it was built with.
    package static let version: Text = {
        guard isReady, let text = curl_version() else { return .empty }
        return Text(copying: cBytes(text))
    }()
}
