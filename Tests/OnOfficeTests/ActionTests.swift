import Testing

@testable import OnOffice

@Suite struct ActionTests {
    /// Adds an action; nil if it is taken, else why it is not.
    private func refusal(_ action: String, of request: Request = Request()) -> String? {
        do throws(Failure) {
            _ = try action.withBytes { (bytes) throws(Failure) in try request.add(bytes) }
            return nil
        } catch {
            #expect(error.status == .argument)
            return String(error.message)
        }
    }

    @Test(arguments: ["read", "create", "modify", "delete", "get", "do"])
    func verbs(verb: String) throws {
        let urn = "urn:onoffice-de-ns:smart:2.5:smartml:action:\(verb)"
        for name in [verb, urn] {
            let request = try makeRequest(#"{"actionid":"\#(name)","resourcetype":"estate"}"#)
            #expect(try sign(request, makeCredentials()).contains(#""actionid":"\#(urn)""#))
            #expect(request.actions[0].verb.writes == (verb != "read" && verb != "get"))
        }
    }

    @Test(arguments: [
        (#""resourceid":"""#, #""resourceid":"","#),
        (#""resourceid":null"#, #""resourceid":null,"#),
        (#""resourceid":32"#, #""resourceid":32,"#),
        (#""resourceid":-1"#, #""resourceid":-1,"#),
        (#""resourceid":18446744073709551616"#, #""resourceid":18446744073709551616,"#),
        (#""resourceid":"estate""#, #""resourceid":"estate","#),
        (#""resourceid":"\u00fc""#, #""resourceid":"\u00fc","#),
        (#""identifier":null"#, #""identifier":null,"#),
        (#""identifier":"q/1""#, #""identifier":"q/1","#),
        (#""identifier":"q\/1""#, #""identifier":"q\/1","#),
        (#""parameters":[]"#, #""parameters":[],"#),
        (#""parameters": [ ] "#, #""parameters":[ ],"#),
        (#""parameters":{}"#, #""parameters":{},"#),
        (
            #""parameters":{"sortby":{"z":"ASC","a":"DESC"},"x":1.10,"x":1e400,"u":"\u00FC\/ü"}"#,
            #""parameters":{"sortby":{"z":"ASC","a":"DESC"},"x":1.10,"x":1e400,"u":"\u00FC\/ü"},"#
        ),
        (#""\u0069dentifier":"escaped key""#, #""identifier":"escaped key","#),
    ])
    func passesBytesOn(member: String, expected: String) throws {
        let request = try makeRequest(#"{"actionid":"read","resourcetype":"estate",\#(member)}"#)
        let body = try sign(request, makeCredentials())
        #expect(body.contains(expected))
    }

    @Test func defaults() throws {
        let request = try makeRequest(#"{"resourcetype":"estate","actionid":"read"}"#)
        let body = try sign(request, makeCredentials())
        #expect(body.contains(#""identifier":"","parameters":{},"resourceid":"","#))
    }

    @Test(arguments: [
        ("", "the action is empty"),
        ("   ", "not JSON: the text ends early, at byte 3 of the action"),
        ("[]", "an action is a JSON object, at byte 0 of the action"),
        (" null", "an action is a JSON object, at byte 1 of the action"),
        ("{", "not JSON: the text ends early, at byte 1 of the action"),
        ("{} x", "not JSON: something follows the value, at byte 3 of the action"),
        ("{}", "member actionid is missing, at byte 2 of the action"),
        (#"{"actionid":"read"}"#, "member resourcetype is missing, at byte 19 of the action"),
        (#"{"resourcetype":""}"#, "member actionid is missing, at byte 19 of the action"),
        (
            #"{"actionid":"Read"}"#,
            #"actionid is read, create, modify, delete, get or do, or its URN, not "Read", at byte 12 of the action"#
        ),
        (
            #"{"actionid":"urn:onoffice-de-ns:smart:2.5:smartml:action:"}"#,
            #"actionid is read, create, modify, delete, get or do, or its URN, not "urn:onoffice-de-ns:smart:2.5:smartml:action:", at byte 12 of the action"#
        ),
        (
            #"{"actionid":1}"#,
            "actionid is read, create, modify, delete, get or do, or its URN, at byte 12 of the action"
        ),
        (
            #"{"actionid":"read","actionid":"get"}"#,
            "member actionid is there twice, at byte 19 of the action"
        ),
        (
            #"{"actionid":"read","\u0061ctionid":"get"}"#,
            "member actionid is there twice, at byte 19 of the action"
        ),
        (
            #"{"resourceId":1}"#,
            #"unknown member "resourceId" (its name is resourceid), at byte 1 of the action"#
        ),
        (
            #"{"resource_type":1}"#,
            #"unknown member "resource_type" (its name is resourcetype), at byte 1 of the action"#
        ),
        (
            #"{"hmac":"x"}"#,
            #"unknown member "hmac" (leave it out: the library signs), at byte 1 of the action"#
        ),
        (
            #"{"timestamp":1}"#,
            #"unknown member "timestamp" (leave it out: the library signs), at byte 1 of the action"#
        ),
        (
            #"{"data":[]}"#,
            #"unknown member "data" (an action has actionid, resourcetype, resourceid, identifier and parameters), at byte 1 of the action"#
        ),
        (#"{"resourcetype":null}"#, "resourcetype is a string, at byte 16 of the action"),
        (
            #"{"resourcetype":"\ud800"}"#,
            "resourcetype has half of a surrogate pair, at byte 16 of the action"
        ),
        (
            #"{"resourceid":1.5}"#,
            "resourceid is a string, an integer or null, at byte 14 of the action"
        ),
        (
            #"{"resourceid":1e3}"#,
            "resourceid is a string, an integer or null, at byte 14 of the action"
        ),
        (
            #"{"resourceid":true}"#,
            "resourceid is a string, an integer or null, at byte 14 of the action"
        ),
        (
            #"{"resourceid":[]}"#,
            "resourceid is a string, an integer or null, at byte 14 of the action"
        ),
        (
            #"{"identifier":1.5}"#,
            "identifier is a string, an integer or null, at byte 14 of the action"
        ),
        (
            #"{"parameters":null}"#,
            "parameters is an object, or [] for none, at byte 14 of the action"
        ),
        (
            #"{"parameters":[1]}"#,
            "parameters is an object, or [] for none, at byte 14 of the action"
        ),
        (
            #"{"parameters":"{}"}"#,
            "parameters is an object, or [] for none, at byte 14 of the action"
        ),
        (
            #"{"parameters":{"a":[1,2,}]}}"#,
            "not JSON: unexpected character, at byte 24 of the action"
        ),
        (
            #"{"parameters":{"a":NaN}}"#,
            "not JSON: unexpected character, at byte 19 of the action"
        ),
        (
            "\u{FEFF}{}",
            "not JSON: byte order mark (send UTF-8 without one), at byte 0 of the action"
        ),
    ])
    func refuses(action: String, message: String) {
        #expect(refusal(action) == message)
    }

    @Test func refusesInvalidUTF8() {
        let action = Array(#"{"actionid":"read","resourcetype":"X"}"#.utf8)
            .map { $0 == UInt8(ascii: "X") ? 0xFF : $0 }
        #expect(throws: Failure.self) {
            try action.withUnsafeBytes { (bytes) throws(Failure) in try Request().add(bytes) }
        }
    }

    @Test func refusesLongResourceTypes() {
        let long = String(repeating: "x", count: 257)
        #expect(
            refusal(#"{"actionid":"read","resourcetype":"\#(long)"}"#)
                == "resourcetype has at most 256 bytes, at byte 34 of the action")
        #expect(refusal(#"{"actionid":"read","resourcetype":"\#(long.dropLast())"}"#) == nil)
    }

    @Test func nesting() {
        func action(_ depth: Int) -> String {
            // The action and its parameters are two levels themselves.
            let lists = String(repeating: "[", count: depth - 2)
            let ends = String(repeating: "]", count: depth - 2)
            return #"{"actionid":"read","resourcetype":"x","parameters":{"a":\#(lists)\#(ends)}}"#
        }
        #expect(refusal(action(512)) == nil)
        #expect(
            refusal(action(513)) == "nested deeper than 512 levels, at byte 566 of the action")
        #expect(
            refusal(action(100_000)) == "nested deeper than 512 levels, at byte 566 of the action")
    }

    @Test func aRefusalLosesNothing() throws {
        let request = try makeRequest(#"{"actionid":"read","resourcetype":"first"}"#)
        #expect(refusal(#"{"actionid":"read"}"#, of: request) != nil)
        let index = try #"{"actionid":"read","resourcetype":"second"}"#.withBytes {
            try request.add($0)
        }
        #expect(index == 1)
        let body = try sign(request, makeCredentials())
        #expect(body.contains("first") && body.contains("second"))
    }

    /// Hostile text in a message is cut and tamed.
    @Test func messagesQuoteLittle() throws {
        let name = String(repeating: "k", count: 10_000)
        let message = try #require(refusal("{\"\(name)\":1}"))
        #expect(message.utf8.count < 250)
        let control = try #require(refusal(#"{"a\u001b\u0000b":1}"#))
        #expect(control.contains("\"a??b\""))
    }
}
