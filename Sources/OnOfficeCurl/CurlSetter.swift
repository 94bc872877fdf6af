internal import CCurl

/// Sets options one after another and remembers whether one was refused.
struct CurlSetter {
    private let easy: UnsafeMutableRawPointer
    private(set) var isComplete = true

    init(_ easy: UnsafeMutableRawPointer) {
        self.easy = easy
    }

    mutating func long(_ option: CURLoption, _ value: Int) {
        check(ccurl_set_long(easy, option, value))
    }

    mutating func offset(_ option: CURLoption, _ value: Int64) {
        check(ccurl_set_offset(easy, option, value))
    }

    mutating func text(_ option: CURLoption, _ value: UnsafePointer<CChar>?) {
        check(ccurl_set_text(easy, option, value))
    }

    mutating func pointer(_ option: CURLoption, _ value: UnsafeRawPointer?) {
        check(ccurl_set_pointer(easy, option, UnsafeMutableRawPointer(mutating: value)))
    }

    mutating func list(_ option: CURLoption, _ value: UnsafeMutablePointer<curl_slist>?) {
        check(ccurl_set_list(easy, option, value))
    }

    mutating func data(_ option: CURLoption, _ function: ccurl_data_function) {
        check(ccurl_set_data_function(easy, option, function))
    }

    mutating func check(_ code: CURLcode) {
        if code != CURLE_OK { isComplete = false }
    }
}
