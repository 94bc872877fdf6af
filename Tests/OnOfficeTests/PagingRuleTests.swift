import OnOfficePlatform
import Testing

@testable import OnOffice

/// How the lists of the catalogue come in pages.
@Suite struct PagingRuleTests {
    private func shown(_ verb: String, _ type: String, _ id: String = "\"\"") throws -> String {
        let json = #"{"actionid":"\#(verb)","resourcetype":"\#(type)","resourceid":\#(id)}"#
        let rule = PagingRule.of(try json.withBytes { try Action.parse($0) })
        let names = "\(rule.limit) \(rule.offset) \(rule.most)"
        return names + (rule.isMandatory ? " mandatory" : "") + (rule.countsAll ? "" : " uncounted")
    }

    @Test func readsInGeneral() throws {
        for type in ["estate", "address", "agentslog", "user", "userphoto", "unheardOf"] {
            #expect(try shown("read", type) == "listlimit listoffset 500")
            #expect(try shown("read", type, "17").hasPrefix("  0"))
        }
    }

    @Test func readsWithARuleOfTheirOwn() throws {
        #expect(try shown("read", "task") == "listlimit  500 uncounted")
        #expect(try shown("read", "calendar") == "  500")
        #expect(try shown("read", "log") == "listlimit listOffset 500 mandatory")
        #expect(try shown("read", "recordsLastSeen") == "listlimit  1000 mandatory")
        #expect(try shown("read", "impressum") == "  0 uncounted")
    }

    @Test func getsThatArePaged() throws {
        let files = "listlimit listoffset 100 uncounted"
        for module in ["estate", "address", "appointment"] {
            #expect(try shown("get", "file", "\"\(module)\"") == files)
        }
        #expect(try shown("get", "searchcriterias") == "listlimit listoffset 500")
        #expect(try shown("get", "search", #""searchcriteria""#) == "limit offset 500")
        #expect(try shown("get", "search", #""address""#) == "listlimit  500 uncounted")
        #expect(try shown("get", "appointmentList") == "  500")
    }

    @Test func getsThatAnswerAtOnce() throws {
        for (type, id) in [("search", #""estate""#), ("fields", "null"), ("regions", "\"\"")] {
            #expect(try shown("get", type, id).hasPrefix("  0"))
        }
        #expect(try shown("modify", "estate", "17").hasPrefix("  0"))
    }
}
