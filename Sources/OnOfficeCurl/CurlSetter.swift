internal import CCurl

/// Sets options one after another and remembers whether one was refused.
final class CurlSetter {
    private let easy: UnsafeMutableRawPointer
    private(set) var isComplete = true

    init(_ easy: UnsafeMutableRawPointer) {
        self.easy = easy
    }

    func long(_ option: CURLoption, _ value: Int) {
        check(ccurl_set_long(easy, option, value))
    }

    func offset(_ option: CURLoption, _ value: Int64) {
        check(ccurl_set_offset(easy, option, value))
    }

    func text(_ option: CURLoption, _ value: UnsafePointer<CChar>?) {
        check(ccurl_set_text(easy, option, value))
    }

    func pointer(_ option: CURLoption, _ value: UnsafeRawPointer?) {
        check(ccurl_set_pointer(easy, option, UnsafeMutableRawPointer(mutating: value)))
    }

    func list(_ option: CURLoption, _ value: UnsafeMutablePointer<curl_slist>?) {
        check(ccurl_set_list(easy, option, value))
    }

    func data(_ option: CURLoption, _ function: ccurl_data_function) {
        check(ccurl_set_data_function(easy, option, function))
    }

    func check(_ code: CURLcode) {
        if code != CURLE_OK { isComplete = false }
    }
}
