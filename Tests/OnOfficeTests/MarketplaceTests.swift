import OnOfficePlatform
import Testing

@testable import OnOffice

@Suite struct MarketplaceTests {
    private static let now: Int64 = 1_700_000_000

    /// URLs, and the text that their signature covers.
    @Test(arguments: [
        (
            """
            https://shop.example.com/unlock.php?userId=17&customerWebId=0e0f&apiToken=abc\
            &timestamp=1700000000&parameterCacheId=6802c44a-7ac0-4210-a3d4-e5581e3fa0b6\
            &customerName=M%C3%BCller+Immo&apiClaim=a%2Bb%2Fc_-&signature=zzz
            """,
            """
            https://shop.example.com/unlock.php?apiClaim=a%2Bb%2Fc_-&apiToken=abc\
            &customerName=M%C3%BCller+Immo&customerWebId=0e0f\
            &parameterCacheId=6802c44a-7ac0-4210-a3d4-e5581e3fa0b6&timestamp=1700000000&userId=17
            """
        ),
        (
            """
            https://shop.example.com/shop?timestamp=1700000000&estateId=12&imageIds=1%2C2%2C3\
            &signature=0&text=a~b%20c%2Ad
            """,
            """
            https://shop.example.com/shop?estateId=12&imageIds=1%2C2%2C3&text=a%7Eb+c%2Ad\
            &timestamp=1700000000
            """
        ),
        // Port, user and fragment do not count; letters keep their case.
        ("https://u:p@Shop.de:8443/A?b=1#c?d=2", "https://Shop.de/A?b=1"),
        ("HTTP://[::1]:80/a/%7e?b=1", "HTTP://[::1]/a/%7e?b=1"),
        ("https://shop.de?b=1", "https://shop.de?b=1"),
        ("https://shop.de/#?b=1", "https://shop.de/?"),
        ("https://shop.de/?", "https://shop.de/?"),
        // Parameters as PHP reads and writes them.
        ("https://s.de/?b=1&a=2&B=3&_=4&10=5&9=6", "https://s.de/?10=5&9=6&B=3&_=4&a=2&b=1"),
        ("https://s.de/?a=1&b=2&a=3&a=", "https://s.de/?a=&b=2"),
        ("https://s.de/?&&a&=x&b==y&", "https://s.de/?a=&b=%3Dy"),
        ("https://s.de/?%20a.b+c=1&d.=%zz%4", "https://s.de/?a_b_c=1&d_=%25zz%254"),
        ("https://s.de/?ü=%fc%00%2b", "https://s.de/?%C3%BC=%FC%00%2B"),
        ("https://s.de/?signature=1&signature=2&signatur=3", "https://s.de/?signatur=3"),
    ])
    func signedText(url: String, expected: String) throws {
        let text = try url.withBytes { url in
            let text = Buffer()
            _ = try SignedURL(url).append(to: text)
            return String(decoding: text.bytes, as: UTF8.self)
        }
        #expect(text == expected)
    }

    @Test func verifiesVectors() throws {
        let query = try verify(
            """
            https://shop.example.com/unlock.php?userId=17&customerWebId=0e0f&apiToken=abc\
            &timestamp=1700000000&parameterCacheId=6802c44a-7ac0-4210-a3d4-e5581e3fa0b6\
            &customerName=M%C3%BCller+Immo&apiClaim=a%2Bb%2Fc_-\
            &signature=1c925d05f308ab5bd946d875fbec9027b803c38d0c2cc927fd5e694839e14e0f
            """)
        #expect(
            query == """
                apiClaim=a%2Bb%2Fc_-&apiToken=abc&customerName=M%C3%BCller+Immo&customerWebId=0e0f\
                &parameterCacheId=6802c44a-7ac0-4210-a3d4-e5581e3fa0b6&timestamp=1700000000&userId=17
                """)
        #expect(try verify(Self.shop()).hasPrefix("estateId=12&"))
    }

    private static func shop(
        text: String = "a~b%20c%2Ad",
        signature: String = "7296ec1a1d0b8afb87f565dacc450ef7e22b93a5f1e3febd0e2d420c1bc19ac3"
    ) -> String {
        """
        https://shop.example.com/shop?timestamp=1700000000&estateId=12&imageIds=1%2C2%2C3\
        &signature=\(signature)&text=\(text)
        """
    }

    @Test func noOtherSignatureServes() throws {
        let right = "7296ec1a1d0b8afb87f565dacc450ef7e22b93a5f1e3febd0e2d420c1bc19ac3"
        for place in 0..<64 {
            var wrong = Array(right.utf8)
            wrong[place] ^= 1
            let url = Self.shop(signature: String(decoding: wrong, as: UTF8.self))
            #expect(status { _ = try verify(url) } == .signature)
        }
        for wrong in ["", right.uppercased(), String(right.dropLast()), right + "0", "%00" + right]
        {
            #expect(status { _ = try verify(Self.shop(signature: wrong)) } == .signature)
        }
        #expect(status { _ = try verify(Self.shop(text: "a~b%20c%2Ae")) } == .signature)
        #expect(status { _ = try verify(Self.shop() + "&more=1") } == .signature)
        #expect(status { _ = try verify(Self.shop(), secret: "another") } == .signature)
        #expect(status { _ = try verify("https://shop.example.com/shop") } == .signature)
        // The same parameters, spelt otherwise, are the same.
        _ = try verify(Self.shop(text: "%61%7Eb+c*d"))
    }

    @Test func theWindowHasTwoEnds() throws {
        for (time, window): (Int64, Int64) in [
            (Self.now - 120, 120), (Self.now + 120, 120), (Self.now, 1), (.min, 0), (.max, -1),
            (0, .max), (0, .min),
        ] {
            _ = try verify(Self.shop(), at: time, window: window)
        }
        for (time, window): (Int64, Int64) in [
            (Self.now - 121, 120), (Self.now + 121, 120), (.min, 120), (.max, .max / 2),
            (.min, .max),
        ] {
            #expect(
                status { _ = try verify(Self.shop(), at: time, window: window) } == .expired)
        }
        // A wrong signature is told first.
        #expect(status { _ = try verify(Self.shop(signature: "0"), at: 0) } == .signature)
    }

    @Test(arguments: ["", "timestamp=&", "timestamp=soon&", "timestamp=1700000000.5&"])
    func withoutATimeItHasExpired(parameter: String) throws {
        let signature = try hmac(
            "https://s.de/?a=1" + (parameter.isEmpty ? "" : "&") + parameter.dropLast())
        let url = "https://s.de/?\(parameter)a=1&signature=\(signature)"
        #expect(status { _ = try verify(url) } == .expired)
        #expect(try verify(url, window: 0).hasPrefix("a=1"))
    }

    @Test(arguments: [
        "", "shop.example.com/?a=1", "ftp://s.de/?a=1", "https://", "https:///?a=1", "https://:80/",
        "https://u@/", "https://s.de/?a[]=1", "https://s.de/?a%5Bb%5D=1", "https://s.de/?[=1",
        "https://s.de/?a%00b=1", "https://s.de/?a b=1", "https://s.de/?a=1\n",
        "https://s.de/\u{7F}",
        "https://s.de/?" + String(repeating: "a=1&", count: 1001),
        "https://s.de/?a=" + String(repeating: "1", count: 64 << 10),
    ])
    func refusesWhatIsNoURL(url: String) {
        #expect(status { _ = try verify(url) } == .argument)
    }

    @Test func refusesBrokenText() throws {
        let marketplace = try makeMarketplace()
        let url = Array("https://s.de/?a=".utf8) + [0xFC]
        #expect(
            status {
                _ = try url.withUnsafeBytes { (url) throws(Failure) in
                    try marketplace.verify(url, at: 0, window: 0)
                }
            } == .argument)
    }

    @Test(arguments: ["", "two words", "line\n", "ü", String(repeating: "s", count: 1025)])
    func secretsHaveRules(secret: String) {
        #expect(status { _ = try verify(Self.shop(), secret: secret) } == .argument)
        #expect(status { _ = try sign("{}", secret: secret) } == .argument)
    }

    // MARK: Orders

    @Test(arguments: [
        (
            #"""
            {"products": [{"name": "3D Rundgang", "price": "49.95", "quantity": 2,
              "circleofusers": "customer"}], "totalprice": "99.90",
             "callbackurl": "https:\/\/www.providershop.de/result.php",
             "parametercacheid": "6802c44a-7ac0-4210-a3d4-e5581e3fa0b6"}
            """#,
            "33fca5f1daf5966400667867ee091715f42c64d1aa9e4735decc54de43b4f761"
        ),
        (
            #"""
            {"abo": {"durationinmonth": "12", "noticeperiod": 1, "automaticrenewal": true,
              "monthlycosts": "10.00", "monthlyservicedescription": "B\u00fcro & Co",
              "circleofusers": "user", "none": null, "nothing": []},
             "parametercacheid": "x", "callbackurl": "https://e.de/r", "totalprice": "10.00"}
            """#,
            "c6ba1a8f55156f643c0cab06e2cdbfabfd35f2ca850727f0f1f30d96a228e0d1"
        ),
    ])
    func signsVectors(order: String, signature: String) throws {
        let members = order.drop { $0 != "\"" }.dropLast()
        #expect(
            try sign(order)
                == #"{\#(compact(members)),"timestamp":1700000000,"signature":"\#(signature)"}"#)
        // With a time and a signature of its own, whatever they are.
        let old = order.dropLast() + #", "signature": {"a": 1.5}, "timestamp": "1700000000"}"#
        #expect(
            try sign(String(old), at: 5)
                == #"{\#(compact(members)),"timestamp": "1700000000","signature":"\#(signature)"}"#)
    }

    /// Only the blanks around members, not those within, are left out.
    private func compact(_ members: Substring) -> String {
        var depth = 0
        var isText = false
        var text = ""
        for character in members {
            if character == "\"" { isText.toggle() }
            if !isText, "[{".contains(character) { depth += 1 }
            if !isText, "]}".contains(character) { depth -= 1 }
            let isGap = !isText && depth == 0 && (character == "\n" || character == " ")
            if isGap, text.last == "," || character == "\n" { continue }
            text.append(character)
        }
        return text
    }

    @Test(arguments: [
        ("{}", "timestamp=5"),
        (#"{"timestamp":null,"a":-0}"#, "a=-0&timestamp=5"),
        (#"{"timestamp":7,"b":false,"a":true}"#, "a=1&b=0&timestamp=7"),
        (#"{"b":{"d":[],"c":{}},"a":null}"#, "timestamp=5"),
        (
            #"{"b":{"d":[null,"x",{"z":1,"y":2}],"c":"~ +/"}}"#,
            "b%5Bc%5D=~%20%2B%2F&b%5Bd%5D%5B1%5D=x&b%5Bd%5D%5B2%5D%5By%5D=2&b%5Bd%5D%5B2%5D%5Bz%5D=1&timestamp=5"
        ),
        (#"{"a b[":{"":"\u0000\ud83d\ude00"}}"#, "a%20b%5B%5B%5D=%00%F0%9F%98%80&timestamp=5"),
        (
            #"{"Z":1,"a":9223372036854775807,"_":[[1],[[2]]]}"#,
            "Z=1&_%5B0%5D%5B0%5D=1&_%5B1%5D%5B0%5D%5B0%5D=2&a=9223372036854775807&timestamp=5"
        ),
    ])
    func flattens(order: String, expected: String) throws {
        let text = try order.withBytes { order in
            let text = try SignedOrder(order, at: 5).text
            return String(decoding: text.bytes, as: UTF8.self)
        }
        #expect(text == expected)
    }

    @Test(arguments: [
        "", "[]", "1", "{", #"{"a":1}x"#, #"{"a":1.5}"#, #"{"a":[1e3]}"#,
        #"{"a":9223372036854775808}"#, #"{"a":1,"\u0061":2}"#, #"{"b":{"a":1,"a":1}}"#,
        #"{"a":"\ud800"}"#, #"{"\ud800":1}"#, #"{"timestamp":"soon"}"#, #"{"timestamp":true}"#,
        #"{"timestamp":[]}"#, #"{"timestamp":1,"timestamp":1}"#,
        #"{"a":"# + String(repeating: "[", count: 32) + String(repeating: "]", count: 32) + "}",
        #"{"a":""# + String(repeating: "x", count: 256 << 10) + #""}"#,
        // Each element repeats the name.
        #"{"\#(String(repeating: "n", count: 100_000))":[\#(String(repeating: "1,", count: 50))1]}"#,
    ])
    func refusesOrders(order: String) {
        #expect(status { _ = try sign(order) } == .argument)
    }

    @Test func messagesTellNoSecret() throws {
        let secret = "not-to-be-told"
        let marketplace = try makeMarketplace(secret)
        for url in [Self.shop(), "https://s.de/?a[]=1", "x"] {
            do throws(Failure) {
                _ = try url.withBytes { (url) throws(Failure) in
                    try marketplace.verify(url, at: 0, window: 5)
                }
                Issue.record("verified")
            } catch {
                #expect(!error.description.contains(secret))
                #expect(!error.description.contains(try hmac("x", secret)))
            }
        }
    }

    // MARK: Steps

    private func makeMarketplace(_ secret: String = "provider-secret") throws -> Marketplace {
        try secret.withBytes { try Marketplace.make(secret: $0) }
    }

    private func verify(
        _ url: String, secret: String = "provider-secret", at time: Int64 = now, window: Int64 = 120
    ) throws -> String {
        let marketplace = try makeMarketplace(secret)
        let query = try url.withBytes { try marketplace.verify($0, at: time, window: window) }
        return String(decoding: query.bytes, as: UTF8.self)
    }

    private func sign(
        _ order: String, secret: String = "provider-secret", at time: Int64 = now
    ) throws -> String {
        let marketplace = try makeMarketplace(secret)
        let signed = try order.withBytes { try marketplace.sign($0, at: time) }
        return String(decoding: signed.bytes, as: UTF8.self)
    }

    private func hmac(_ text: String, _ secret: String = "provider-secret") throws -> String {
        let digits = try #require(
            secret.withBytes { secret in
                text.withBytes { hmacSHA256Hex(key: secret, message: $0) }
            })
        return String(decoding: digits.indices.map { digits[$0] }, as: UTF8.self)
    }

    private func status(_ body: () throws -> Void) -> Status? {
        do {
            try body()
            return .ok
        } catch {
            return (error as? Failure)?.status
        }
    }
}
