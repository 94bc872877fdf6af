import Testing

@testable import OnOffice

private let t32 = String(repeating: "0123456789abcdef", count: 2)
private let s64 = String(repeating: "fedcba9876543210", count: 4)

/// One signature: what goes in, and what the API expects.
struct Vector: Sendable, CustomTestStringConvertible {
    let secret: String
    let timestamp: Int64
    let token: String
    let resourceType: String
    let verb: String
    let hmac: String

    init(
        _ secret: String, _ timestamp: Int64, _ token: String, _ resourceType: String,
        _ verb: String, _ hmac: String
    ) {
        self.secret = secret
        self.timestamp = timestamp
        self.token = token
        self.resourceType = resourceType
        self.verb = verb
        self.hmac = hmac
    }

    var testDescription: String { "\(verb) \(resourceType) at \(timestamp)" }

    static let all = [
        Vector(
            "yOJobbhGLXdp90XxvxedFhH7073L9U", 123_456_789, "mgjIQkNRnaqggVzy9cZW",
            "estateCategories", "get", "dsvg3r4AFcQXges0MZ+3auzQVfnEB39pLkKSgmm9Wvg="),
        Vector(
            "testsecret", 1_646_228_220, "testtoken", "calendar", "read",
            "w6ifKMmAdJoKhu0vl2twvfP+ltyOTQ7LqLpvsZkOnlg="),
        Vector(
            "dhY8h7FeU9", 123_456_789, "dX5hkIIU6W", "estateCategories", "get",
            "F9OXyaJv7p+bLkwGDGV7ZUmfYgjH2E24zpsxY5/nVDk="),
        Vector(
            "SECRET456", 1_700_000_000, "TOKEN123", "estate", "read",
            "wJDygBB5z29lQj0hmEcmKycC39lOBXFLt/vDJ9JrIjk="),
        Vector(
            "test-secret", 1_234_567_890, "test-token", "address", "get",
            "1OhME2RHXcERlTzKF4quUgHZeSs8mwKdvHnkt0s0EwU="),
        Vector(
            s64, 1_700_000_000, t32, "estate", "read",
            "XeJ0btz7R8Z7O0HCe2cea7Nb5BPGNJa92ZxcHmuJPnk="),
        Vector(
            s64, 1_700_000_000, t32, "address", "create",
            "1z+ebPXpu8GH2GIIJA+kZ/ClZoQ49SvFrCds9YbZEGs="),
        Vector(
            s64, 1_700_000_000, t32, "estate", "modify",
            "ZI+MysqgHmuUWYBQCiLmy6PdoUKeawRwfgO/S9sM01Y="),
        Vector(
            s64, 1_700_000_000, t32, "searchcriteria", "delete",
            "wbA2nta9CukLmpOsHM4MhtwrhqM8piSR2GIX5A+cx1Y="),
        Vector(
            s64, 1_700_000_000, t32, "idsfromrelation", "get",
            "UXDlk04PlFbGLAOmHr3T4JkBNrdhZ7bIsJQu2E+ffnk="),
        Vector(
            s64, 1_700_000_000, t32, "uploadfile", "do",
            "b/G2WOtlbL1XZPJceIyvTuie8z60mR0DCHU1b+QHxzY="),
        Vector(
            s64, 1_700_000_121, t32, "estate", "read",
            "VylQIzQggSPguBThlGx2LNoFVwWg0Ykqn4lbtVwObMc="),
        Vector(
            s64, 1_700_000_000, t32, "", "read",
            "QILvIT8KXFxmqHbbT1rRNI/5BR0hCuN6h1i8nj3/qkg="),
    ]
}

@Suite struct SignatureTests {
    @Test(arguments: Vector.all)
    func vectors(vector: Vector) throws {
        let request = try makeRequest(
            #"{"actionid":"\#(vector.verb)","resourcetype":"\#(vector.resourceType)"}"#)
        let body = try sign(
            request, try makeCredentials(vector.token, vector.secret), at: vector.timestamp)
        // Slashes are written as PHP writes them.
        let hmac = vector.hmac.split(separator: "/", omittingEmptySubsequences: false)
            .joined(separator: #"\/"#)
        #expect(body.contains(#""hmac_version":2,"hmac":"\#(hmac)"}"#))
        #expect(body.contains(#""timestamp":\#(vector.timestamp),"#))
    }

    /// The body on the wire of the API's best-known client, byte for byte.
    @Test func goldenBody() throws {
        let request = try makeRequest(
            #"""
            {"actionid": "read", "resourcetype": "calendar", "resourceid": "", "identifier": null,
             "parameters": {"allusers":false,"dateend":"25-03-2022 02:17:53",\#
            "datestart":"25-03-2022 02:17:53","showcancelled":true}}
            """#)
        let body = try sign(
            request, try makeCredentials("testtoken", "testsecret"), at: 1_646_228_220)
        #expect(body.utf8.count == 382)
        #expect(
            body
                == #"{"token":"testtoken","request":{"actions":[{"actionid":"#
                + #""urn:onoffice-de-ns:smart:2.5:smartml:action:read","identifier":null,"#
                + #""parameters":{"allusers":false,"dateend":"25-03-2022 02:17:53","#
                + #""datestart":"25-03-2022 02:17:53","showcancelled":true},"resourceid":"","#
                + #""resourcetype":"calendar","timestamp":1646228220,"hmac_version":2,"#
                + #""hmac":"w6ifKMmAdJoKhu0vl2twvfP+ltyOTQ7LqLpvsZkOnlg="}]}}"#)
    }

    /// What is signed is the text, however it was escaped.
    @Test func escapedResourceType() throws {
        let plain = try makeRequest(#"{"actionid":"read","resourcetype":"estate"}"#)
        let escaped = try makeRequest(#"{"actionid":"read","resourcetype":"\u0065st\u0061te"}"#)
        let hmac = Vector.all[5].hmac
        #expect(try sign(plain, makeCredentials()).contains(hmac))
        let body = try sign(escaped, makeCredentials())
        #expect(body.contains(hmac))
        #expect(body.contains(#""resourcetype":"\u0065st\u0061te""#))
    }

    @Test func everyActionHasTheSameTimestamp() throws {
        let request = Request()
        for _ in 0..<100 {
            _ = try #"{"actionid":"get","resourcetype":"users"}"#.withBytes { try request.add($0) }
        }
        let body = try sign(request, makeCredentials())
        #expect(body.components("\"timestamp\":1700000000,") == 100)
    }

    @Test func refusesWhatCannotBeSigned() throws {
        let credentials = try makeCredentials()
        #expect(throws: Failure.self) { try sign(Request(), credentials) }
        let request = try makeRequest(#"{"actionid":"read","resourcetype":"estate"}"#)
        #expect(throws: Failure.self) { try sign(request, credentials, at: -1) }
        #expect(try sign(request, credentials, at: 0).contains("\"timestamp\":0,"))
    }

    @Test(arguments: [
        ("", "secret"), ("token", ""), ("tok en", "secret"), ("token\n", "secret"),
        ("token", "sécret"), ("token", String(repeating: "s", count: 2000)),
    ])
    func refusesUnusableCredentials(token: String, secret: String) throws {
        let credentials = try token.withBytes { token in
            try secret.withBytes { try Credentials.make(token: token, secret: $0) }
        }
        #expect(credentials == nil)
        #expect(try Credentials.make(token: nil, secret: nil) == nil)
    }

    @Test func tokensAreEscaped() throws {
        let request = try makeRequest(#"{"actionid":"read","resourcetype":"estate"}"#)
        let body = try sign(request, try makeCredentials(#"a"b\c"#, "secret"))
        #expect(body.hasPrefix(#"{"token":"a\"b\\c","request""#))
    }
}

@Suite struct ClaimTests {
    @Test(arguments: [
        ("", #""parameters":{"extendedclaim":"c\"1"}"#),
        (#","parameters":{}"#, #""parameters":{"extendedclaim":"c\"1"}"#),
        (#","parameters":[ ]"#, #""parameters":{"extendedclaim":"c\"1"}"#),
        (#","parameters":{"a":1}"#, #""parameters":{"a":1,"extendedclaim":"c\"1"}"#),
        (#","parameters":{ "a" : {} }"#, #""parameters":{ "a" : {} ,"extendedclaim":"c\"1"}"#),
        (
            #","parameters":{"extendedclaim":"own"}"#, #""parameters":{"extendedclaim":"own"}"#
        ),
        (
            #","parameters":{"extended\u0063laim":null}"#,
            #""parameters":{"extended\u0063laim":null}"#
        ),
    ])
    func claim(parameters: String, expected: String) throws {
        let request = try makeRequest(
            #"{"actionid":"read","resourcetype":"estate"\#(parameters)}"#)
        let body = try sign(request, makeCredentials(), claim: #"c"1"#)
        #expect(body.contains(expected + ","))
        #expect(try !sign(request, makeCredentials()).contains("c\\\"1"))
    }
}

extension String {
    /// How often a text is in this one.
    fileprivate func components(_ text: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: text) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
