import OnOfficePlatform
import Testing

@testable import OnOffice

private let read = #"{"actionid":"read","resourcetype":"estate"}"#
private let create = #"{"actionid":"create","resourcetype":"address"}"#

/// A result that reports this status.
private func result(_ status: String, extra: String = #","data":[]"#) -> String {
    #"{"actionid":"x","resourcetype":"estate"\#(extra),"status":\#(status)}"#
}

private let good = result(
    #"{"errorcode":0,"message":"OK"}"#,
    extra: #","cacheable":true,"data":{"meta":{"cntabsolute":1},"records":[{"id":1}]}"#)
private let bad = result(#"{"errorcode":144,"message":"Not allowed: \"listoffset\" \u00fc"}"#)

private func answer(
    _ results: String..., top: String = #"{"code":200,"errorcode":0,"message":"OK"}"#
) -> String {
    #"{"status":\#(top),"response":{"results":[\#(results.joined(separator: ","))]}}"#
}

private let failed = #"{"code":500,"errorcode":97,"message":"one or more actions failed"}"#

@Suite struct VerdictTests {
    @Test func success() throws {
        let response = try judge(answer(good, good), makeRequest(read, read))
        #expect(response.verdict.status == .ok)
        #expect(String(response.verdict.message) == "")
        #expect(response.verdict.code == 0)
        #expect(response.verdict.results.count == 2)
        for index in 0..<2 {
            let result = try #require(response.result(at: Int32(index)))
            #expect(result.status == .ok)
            #expect(String(decoding: response.body[result.range], as: UTF8.self) == good)
        }
        #expect(!response.verdict.isUncertain)
    }

    @Test func oneActionFails() throws {
        let response = try judge(
            answer(good, bad, top: failed), makeRequest(read, read), http: 500)
        let verdict = response.verdict
        #expect(verdict.status == .action)
        #expect(verdict.code == 97)
        #expect(
            String(verdict.message) == #"Not allowed: "listoffset" ü (action 1, error 144)"#)
        #expect(verdict.results.map(\.status) == [.ok, .api])
        #expect(verdict.results.map(\.code) == [0, 144])
        #expect(String(verdict.results[1].message) == #"Not allowed: "listoffset" ü"#)
        #expect(!verdict.isUncertain)
    }

    /// The top may repeat the code of the action instead of 97.
    @Test func theTopRepeatsTheCode() throws {
        let top = #"{"code":500,"errorcode":144,"message":"x"}"#
        let verdict = try judge(answer(good, bad, top: top), makeRequest(read, read)).verdict
        #expect(verdict.status == .action)
        #expect(verdict.code == 144)
        #expect(verdict.results.map(\.status) == [.ok, .api])
    }

    /// Even a top that reports success does not hide an action's error.
    @Test func theTopHidesNothing() throws {
        let verdict = try judge(answer(good, bad), makeRequest(read, read)).verdict
        #expect(verdict.status == .action)
        #expect(verdict.results.map(\.code) == [0, 144])
    }

    @Test(arguments: [
        #"{"code":400,"errorcode":22,"message":"Not authenticated"}"#,
        #"{"code":"400","errorcode":"22","message":"Not authenticated"}"#,
        #"{"errorcode":22,"message":"Not authenticated"}"#,
        #"{"code":200,"errorcode":22,"message":"Not authenticated"}"#,
    ])
    func theWholeIsRefused(top: String) throws {
        for body in [
            answer(top: top), #"{"status":\#(top)}"#, #"{"status":\#(top),"response":[]}"#,
            #"{"status":\#(top),"response":{"results":[]}}"#,
        ] {
            let verdict = try judge(body, makeRequest(read, create), http: 400).verdict
            #expect(verdict.status == .api)
            #expect(verdict.code == 22)
            #expect(String(verdict.message) == "Not authenticated")
            #expect(verdict.results.map(\.code) == [22, 22])
            #expect(verdict.results.map(\.status) == [.api, .api])
            #expect(!verdict.isUncertain)
        }
    }

    /// A server that gave up may have done a part of its work.
    @Test(arguments: [
        (#""code":500,"errorcode":1"#, true), (#""code":500,"errorcode":0"#, true),
        (#""code":503"#, true), (#""code":200,"errorcode":70"#, true),
        (#""code":499"#, false), (#""code":500,"errorcode":22"#, false),
        (#""code":500,"errorcode":"Syntax error""#, false),
        (#""code":500,"errorcode":9999"#, false),
    ])
    func breakdownsAreUncertain(status: String, isUncertain: Bool) throws {
        let body = #"{"status":{\#(status),"message":"x"}}"#
        #expect(try judge(body, makeRequest(read)).verdict.isUncertain == false)
        let written = try judge(body, makeRequest(read, create)).verdict
        #expect(written.status == .api)
        #expect(written.isUncertain == isUncertain)
    }

    @Test(arguments: [300, 301, 400, 401, 500, 501])
    func aCodeWithoutAnErrorCode(code: Int) throws {
        let top = #"{"code":\#(code),"errorcode":0,"message":"No"}"#
        let verdict = try judge(answer(top: top), makeRequest(read)).verdict
        #expect(verdict.status == .api)
        #expect(verdict.code == -1)
        #expect(String(verdict.message) == "No (status code \(code), error code 0)")
    }

    @Test(arguments: [
        ("\"Syntax error\"", Int32(-1), "Syntax error: m"),
        ("\"144\"", 144, "m"),
        ("144", 144, "m"),
        ("-5", -1, "-5: m"),
        ("99999999999999999999999", -1, "99999999999999999999999: m"),
        ("1e400", -1, "1e400: m"),
        ("1.5", -1, "1.5: m"),
        ("true", -1, "true: m"),
    ])
    func errorCodesOfAllKinds(code: String, expected: Int32, message: String) throws {
        let body = answer(
            result(#"{"errorcode":\#(code),"message":"m"}"#), top: failed)
        let verdict = try judge(body, makeRequest(read)).verdict
        #expect(verdict.results[0].status == .api)
        #expect(verdict.results[0].code == expected)
        #expect(String(verdict.results[0].message) == message)
    }

    @Test(arguments: [
        #"{"errorcode":0,"message":"OK"}"#, #"{"errorcode":"0"}"#, #"{"code":0,"message":"OK"}"#,
        #"{"code":200}"#, #"{"errorcode":0,"message":null,"more":[1]}"#,
        #"{"errorcode":5,"errorcode":0}"#, #"{"error\u0063ode":0}"#,
    ])
    func successOfAllKinds(status: String) throws {
        #expect(try judge(answer(result(status)), makeRequest(read)).verdict.status == .ok)
    }

    /// An action that has no usable result did not succeed, and if it writes, nobody knows.
    @Test(arguments: [
        ("null", "the result of action 0 is not an object"),
        ("[]", "the result of action 0 is not an object"),
        ("{}", "the result of action 0 has no status"),
        (#"{"status":null}"#, "the result of action 0 has no status"),
        (#"{"status":{}}"#, "the result of action 0 has no status"),
        (#"{"status":{"errorcode":null}}"#, "the result of action 0 has no status"),
    ])
    func unusableResults(result: String, message: String) throws {
        for (action, isUncertain) in [(read, false), (create, true)] {
            let verdict = try judge(answer(result), makeRequest(action)).verdict
            #expect(verdict.status == .protocol)
            #expect(verdict.results[0].status == .protocol)
            #expect(String(verdict.message) == message)
            #expect(verdict.isUncertain == isUncertain)
        }
    }

    @Test func fewerResultsThanActions() throws {
        let verdict = try judge(answer(good), makeRequest(read, create)).verdict
        #expect(verdict.status == .protocol)
        #expect(String(verdict.message) == "the answer has 1 results for 2 actions")
        #expect(verdict.results.map(\.status) == [.ok, .protocol])
        #expect(String(verdict.results[1].message) == "the answer has no result for action 1")
        #expect(verdict.isUncertain)
    }

    @Test func moreResultsThanActions() throws {
        let verdict = try judge(answer(good, good, good), makeRequest(read)).verdict
        #expect(verdict.status == .protocol)
        #expect(String(verdict.message) == "the answer has 3 results for 1 actions")
        #expect(verdict.results.map(\.status) == [.ok])
    }

    /// What PHP makes of a list with gaps.
    @Test func resultsAsAnObject() throws {
        let top = #"{"status":{"code":200,"errorcode":0,"message":"OK"},"response":{"results":"#
        let both = try judge(top + "{\"1\":\(bad),\"0\":\(good)}}}", makeRequest(read, read))
        #expect(both.verdict.results.map(\.code) == [0, 144])
        let gap = try judge(top + "{\"1\":\(good)}}}", makeRequest(read, read)).verdict
        #expect(gap.results.map(\.status) == [.protocol, .ok])
        let strange = try judge(top + "{\"x\":\(good),\"-1\":\(good)}}}", makeRequest(read))
        #expect(strange.verdict.results.map(\.status) == [.protocol])
    }

    @Test(arguments: [
        ("", "the answer is not the API's: it is empty"),
        (
            "<html>",
            "the answer is not the API's: it is not JSON (unexpected character, at byte 0 of 6)"
        ),
        (
            #"{"status":"#,
            "the answer is not the API's: it is not JSON (the text ends early, at byte 10 of 10)"
        ),
        ("{}", "the answer is not the API's: it has no response.results"),
        ("null", "the answer is not the API's: it has no response.results"),
        ("[1]", "the answer is not the API's: it has no response.results"),
        (#"{"response":{}}"#, "the answer is not the API's: it has no response.results"),
        (#"{"response":{"results":1}}"#, "the answer is not the API's: it has no response.results"),
        (
            #"{"response":"x","status":7}"#,
            "the answer is not the API's: it has no response.results"
        ),
    ])
    func noAnswerOfTheAPI(body: String, message: String) throws {
        let verdict = try judge(body, makeRequest(read)).verdict
        #expect(verdict.status == .protocol)
        #expect(String(verdict.message) == message)
        #expect(verdict.results.map(\.status) == [.protocol])
        let page = try judge(body, makeRequest(read), http: 502).verdict
        #expect(page.status == .http)
        #expect(String(page.message).hasPrefix("HTTP 502 instead of an answer of the API: it "))
    }

    @Test(
        arguments: [
            (200, true), (302, false), (404, false), (413, false), (500, true), (503, true),
        ] as [(Int32, Bool)])
    func uncertainWrites(http: Int32, isUncertain: Bool) throws {
        #expect(
            try judge("x", makeRequest(read, create), http: http).verdict.isUncertain == isUncertain
        )
        #expect(try !judge("x", makeRequest(read), http: http).verdict.isUncertain)
    }

    @Test func redirectsAreErrors() throws {
        let verdict = try judge("", makeRequest(read), http: 302).verdict
        #expect(verdict.status == .http)
        #expect(String(verdict.message).hasPrefix("HTTP 302: redirects are not followed"))
    }

    @Test func everyTruncationIsRefused() throws {
        let whole = Array(answer(good, bad, top: failed).utf8)
        let request = try makeRequest(read, read)
        for end in 0..<whole.count {
            let text = String(decoding: whole[..<end], as: UTF8.self)
            #expect(try judge(text, request).verdict.status == .protocol)
        }
    }

    @Test(arguments: [
        (31, 64, true), (33, 64, true), (32, 63, true), (32, 65, true), (32, 64, false),
    ])
    func hintsAtLengths(token: Int, secret: Int, isHinted: Bool) throws {
        for code in [22, 137, 9] {
            let request = try makeRequest(read)
            let credentials = try makeCredentials(
                String(repeating: "a", count: token), String(repeating: "b", count: secret))
            _ = try sign(request, credentials)
            let body = answer(
                result(#"{"errorcode":\#(code),"message":"m"}"#), top: failed)
            let message = String(try judge(body, request).verdict.results[0].message)
            #expect(message.hasPrefix("m"))
            #expect(message.contains("this one \(token)") == (isHinted && code != 9))
        }
    }

    @Test func hintsAtSwappedCredentials() throws {
        let request = try makeRequest(read)
        _ = try sign(
            request,
            makeCredentials(String(repeating: "a", count: 64), String(repeating: "b", count: 32)))
        let top = #"{"code":400,"errorcode":22,"message":""}"#
        let message = String(try judge(answer(top: top), request).verdict.message)
        #expect(message.contains("swapped"))
        #expect(message.hasPrefix("Token/HMAC did not authenticate the caller ("))
    }

    @Test func longMessagesAreCut() throws {
        let long = String(repeating: "m", count: 100_000)
        let body = answer(result(#"{"errorcode":1,"message":"\#(long)"}"#), top: failed)
        let verdict = try judge(body, makeRequest(read)).verdict
        #expect(verdict.results[0].message.count == 4096)
    }

    /// A server cannot make the library keep more results than were asked for.
    @Test func surplusResultsAreOnlyCounted() throws {
        let many = #"{"response":{"results":["# + String(repeating: "{},", count: 200_000) + "{}]}}"
        let verdict = try judge(many, makeRequest(read)).verdict
        #expect(verdict.results.count == 1)
        #expect(String(verdict.message) == "the answer has 200001 results for 1 actions")
    }

    @Test func indexesAreChecked() throws {
        let response = try judge(answer(good), makeRequest(read))
        for index in [-1, 1, Int32.min, Int32.max] {
            #expect(response.result(at: index) == nil)
        }
    }
}
