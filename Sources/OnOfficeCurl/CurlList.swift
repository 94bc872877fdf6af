internal import CCurl
internal import OnOfficePlatform

/// A list of texts for libcurl. It must outlive the handle that uses it.
final class CurlList {
    private(set) var pointer: UnsafeMutablePointer<curl_slist>?
    private(set) var isComplete = true

    deinit {
        curl_slist_free_all(pointer)
    }

    func append(_ text: UnsafePointer<CChar>) {
        guard let longer = curl_slist_append(pointer, text) else {
            isComplete = false
            return
        }
        pointer = longer
    }
}
