"""Every call once: the count, the cacheable flag, and the id, type and elements of its records.

What is expected here is what the documentation's own examples show.
"""

from __future__ import annotations

from typing import Any, Optional

import pytest
from sandbox.client import Api, R

from libonoffice.sandbox import registry

PDF = "urn:onoffice-de-ns:smart:2.5:pdf:expose:kurz:design02Expose"
BUYER = {"relationtype": R + "estate:address:buyer", "parentid": 17, "childid": 22}
INVITED = {"relationtype": R + "calendar:address", "parentid": 1201, "childid": 22}
DAY = {"start_dt": "2025-01-01 10:00:00", "end_dt": "2025-01-01 11:00:00"}
MAIL = {"emailidentity": "a", "messageid": "m@b.example", "uid": 1, "folder": "INBOX"}
INFO = {"emailIdentity": "a", "messageId": "m@b.example", "uid": "1", "folder": "INBOX"}
FILE = {"relationtype": "estate", "parentid": 17, "fileId": 3001}

# (call, resource id, parameters, count, cacheable, record id, type, elements)
# Counts: int for any, "n" for the number of records returned. Elements: a map unless said.
OK, EMPTY, STRINGS, OBJECTS = "success", "[]", "strings", "objects"
SHAPES: list[tuple[str, Any, Any, Any, bool, Any, Optional[str], str]] = [
    ("read estate", "", {"data": ["Id"]}, 2360, True, 17, "estate", "map"),
    ("read estate", 17, {"data": ["Id"]}, 1, True, 17, "estate", "map"),
    ("read estate", "", {}, 2360, True, 17, "estate", EMPTY),
    ("read address", "", {"data": ["Name"]}, 1260, True, 22, "address", "map"),
    ("read agentslog", "", {"data": ["Nr"]}, int, True, int, "agentslog", "map"),
    ("read calendar", 1201, {}, 1, True, 1201, "calendar", "map"),
    ("read task", "", {"data": ["Nr"], "listlimit": 3}, 3, False, 301, "task", "map"),
    ("read user", "", {"data": ["Nr"]}, 24, True, 17, "user", "map"),
    ("read userphoto", "", {}, None, True, 17, "", "map"),
    ("read basicsettings", "", {"data": {"basicData": {"team": ["about"]}}},
     None, False, 0, None, "map"),
    ("read impressum", "", {"data": ["city"]}, None, True, "impressum", None, "map"),
    ("read log", "", {"listlimit": 2}, int, False, int, "Log", "map"),
    ("read recordsLastSeen", "", {"module": "estate", "listlimit": 2},
     int, False, int, "lastSeen", "map"),
    ("read messengerroomlist", "", [], None, False, 0, "", "map"),
    ("read messengerchatroomparticipants", "151977", [], "n", False, 134017, None, "map"),
    ("create address", "", {"Name": "A"}, None, False, int, "address", EMPTY),
    ("create estate", "", {"data": {"ort": "A"}}, None, False, int, "estate", EMPTY),
    ("create calendar", "", {"data": DAY}, None, False, int, "calendar", EMPTY),
    ("create task", "", {"data": {"Betreff": "A"}}, None, False, int, "task", EMPTY),
    ("create agentslog", "", {"actionkind": "Notiz", "estateid": 17},
     None, False, int, "agentsLog", EMPTY),
    ("create workinglist", "", {"listName": "A", "type": "estate", "ids": [17]},
     None, False, int, "workinglist", EMPTY),
    ("create searchcriteria", "", {"addressid": 22, "data": {"vermarktungsart": "kauf"}},
     None, False, int, "searchcriteria", EMPTY),
    ("create relation", "", BUYER, None, False, 0, "", OK),
    ("modify relation", "", {**INVITED, "relationinfo": {"statusTerminbestaetigung": "gesendet"}},
     None, False, 0, "", OK),
    ("delete relation", "", INVITED, None, False, 0, "", OK),
    ("modify estate", 17, {"data": {"ort": "A"}}, None, False, 0, "estate", OK),
    ("modify address", 22, {"Name": "A"}, None, False, 0, "address", OK),
    ("modify agentslog", 501, {"data": {"note": "A"}}, None, False, 501, "agentsLog", "map"),
    ("modify calendar", 1201, {"data": {"note": "A"}}, None, False, 0, "calendar", OK),
    ("modify task", 301, {"data": {"Betreff": "A"}}, None, False, 0, "task", OK),
    ("modify searchcriteria", 61, {"data": {"vermarktungsart": "kauf"}},
     None, False, 0, "searchcriteria", OK),
    ("modify timetracking", "", {"track": 1}, None, False, 0, None, "map"),
    ("delete calendar", 1201, [], None, False, 0, "calendar", OK),
    ("delete searchcriteria", 61, {}, None, False, 0, "searchcriteria", OK),
    ("get file", "estate", {"estateid": 17}, "n", True, 3001, "file", "map"),
    ("get file", "address", {"addressid": 22}, "n", True, int, "file", "map"),
    ("get file", "appointment", {"appointmentid": 1201}, "n", True, int, "file", "map"),
    ("modify fileRelation", None, {**FILE, "title": "A"}, None, False, 0, "file", OK),
    ("delete fileRelation", None, FILE, None, False, 0, "file", OK),
    ("modify file", None, {"fileId": 3001, "title": "A"}, None, False, 0, "file", OK),
    ("delete file", None, {"fileId": 3001}, None, False, 0, "file", OK),
    ("get downloadFiles", "address", {"addressid": 22},
     0, True, "downloadUrl", "file", STRINGS),
    ("get estatepictures", "", {"estateids": [17], "categories": ["Titelbild"]},
     None, True, 3001, "files", OBJECTS),
    ("get filters", "", {"module": "estate"}, "n", True, int, "filter", "map"),
    ("get priceOffer", "", {"estateId": 17, "addressId": 22}, None, False, 0, "", "map"),
    ("do priceOffer", "", {"estateId": 17, "addressId": 22, "priceOffer": 1},
     None, False, 0, "", OK),
    ("do createestatetrackingaccount", "",
     {"accountname": "a", "accountpassword": "b", "estateid": 17},
     None, False, int, "estateTracking", "map"),
    ("get estateCategories", "", [], None, True, "objektart", "", OBJECTS),
    ("get search", "estate", {"input": "Aachen"}, None, False, int, "estate", "map"),
    ("get search", "address", {"input": "GmbH"}, None, True, int, "address", "map"),
    ("get search", "searchcriteria", {"searchdata": {"vermarktungsart": "kauf"}},
     int, True, int, "searchcriteria", "map"),
    ("get qualifiedsuitors", "", {"estatedata": {"vermarktungsart": "kauf"}},
     None, True, 18446077777783, "", "map"),
    ("get statisticWidgets", "", {"module": "estate"}, None, True, int, "", "map"),
    ("get addressCompletionFields", "", [], None, True, str, "", "map"),
    ("do sendaddresscompletion", "", {"addressId": 22, "mode": "modus1"},
     None, False, 0, "", OK),
    ("get confignewaddressfields", "fieldvalues", {"fieldname": "Anrede"},
     None, True, "Herr", "", "map"),
    ("do registerNewsletter", 22, {"register": True}, None, False, 0, "address", OK),
    ("get addressHierarchyContacts", 22, [], None, True, int, "address", "map"),
    ("get searchcriterias", "", {"mode": "searchcriteria", "ids": [61]},
     1, True, 61, "searchcriteria", "map"),
    ("get searchCriteriaFields", "", [], None, True, "basic", "", "map"),
    ("get idsfromrelation", "", {"relationtype": R + "estate:allFiles", "parentids": [17]},
     None, True, "relatedIds", "", "map"),
    ("get appointmentList", 1201, {"data": ["id"]}, 1, True, 1201, "appointment", "map"),
    ("get appointmentConflicts", "", {"data": DAY}, None, False, "conflictedUsers", "", EMPTY),
    ("get calendarResources", "", [], None, True, 0, "", "map"),
    ("do appointmentAffirmation", "", {"calendarId": 1201}, None, False, 0, "", OK),
    ("do uploadfile", None, {"data": "eA=="}, None, False, 0, "", "map"),
    ("get templates", "", {"type": "mail"}, None, True, 41, "", "map"),
    ("get templates", "", {"type": "pdf"}, None, True, 0, "", "map"),
    ("get defaultAttachments", "", [],
     None, False, "userDefaultAttachments", "attachmentCollection", OBJECTS),
    ("do sendmail", "", {"emailidentity": "a", "receiver": [22]}, None, False, 0, "", OK),
    ("do emailassignments", "", {**MAIL, "addressIds": [22]}, None, False, 0, "", OK),
    ("get emailInfo", "", INFO, None, True, "m@b.example", "", "map"),
    ("get emailassignments", "", MAIL, None, True, 0, "", EMPTY),
    ("get emailtemplatefolders", "", [], None, False, 0, "", "map"),
    ("get emailsignature", "", [], None, True, int, "", "map"),
    ("do unlockProvider", "", {"parameterCacheId": "a"}, None, False, 0, "", OK),
    ("get getMarketplaceInvoiceRecipient", "", {"transactionid": "4711", "userid": 17},
     None, False, 4711, "", "map"),
    ("do marketplaceCancelAbo", "", {"aboid": "1", "cancelationDate": "2025-01-01"},
     None, False, 0, "", "result"),
    ("do subsequentPaymentLink", None, {"transactionid": "4711", "priceNet": "1.00"},
     None, False, 0, "", "map"),
    ("do transactionRefund", "", {"transactionid": "4711"}, None, False, 0, "", "result"),
    ("do executeMarketplaceWebhooks", 17, {"module": "estate"}, None, False, 0, "", "result"),
    ("get checkuserrecordsright", "", {"action": "read", "module": "estate", "recordIds": [17]},
     None, False, 0, "", STRINGS),
    ("get users", "", [], None, True, 17, None, "map"),
    ("get groups", "", [], None, True, 2, None, "map"),
    ("get fields", "", {"modules": ["estate"]}, None, True, "estate", "", "map"),
    ("get fields", "", {"modules": ["cms"]}, None, True, "cms", "", EMPTY),
    ("get multiselectconfiguration", "", {"module": "estate", "fields": ["objektart"]},
     None, True, int, "", "map"),
    ("get actionkindtypes", "", [], None, True, "0", "", "map"),
    ("get regions", "", {}, 46, True, str, "", "map"),
    ("get regionsLiveSearch", "", {"searchstring": "Aachen"}, None, True, 0, "", OBJECTS),
    ("do accessControl", "",
     {"acTemplate": "a", "module": "estate", "recordId": 17, "templateOwner": 17},
     None, False, 0, "", OK),
    ("get macroresolve", "", {"text": "a"}, None, True, 0, "", "map"),
    ("get getlink", "estate", {"recordId": 17}, None, False, 17, "", "map"),
    ("get appointmentdocument", "", [], None, True, 1, "", "map"),
    ("do contactaddress", "", {"addressdata": {"Name": "A"}}, None, False, 0, "", OK),
    ("get distinctValues", "", {"module": "estate", "field": "objektart"},
     None, True, 0, "", "map"),
    ("get pdf", "", {"estateid": 17, "template": PDF}, None, True, 17, "", "map"),
    ("get pdf", "", {"estateid": 17, "template": PDF, "asurl": True},
     None, True, 17, "", STRINGS),
    ("do pdf", "", {"estateid": 17, "template": PDF}, None, False, 17, "", "map"),
]  # fmt: skip
# Those that need something to be done before, or answer with no record at all.
ELSEWHERE = {("do", "messengersendmessageroom"), ("get", "estatetrackingdetails")}


def form(elements: Any) -> str:
    """What kind of elements these are."""
    if elements == {"success": "success"}:
        return OK
    if elements == {"result": "success"}:
        return "result"
    if isinstance(elements, dict):
        return "map"
    if not elements:
        return EMPTY
    return STRINGS if isinstance(elements[0], str) else OBJECTS


@pytest.mark.parametrize(
    "shape", SHAPES, ids=[f"{shape[0]}[{shape[1]}]".replace(" ", "-") for shape in SHAPES]
)
def test_a_call_answers_as_documented(own: Api, shape: tuple[Any, ...]) -> None:
    call, resource_id, parameters, count, cacheable, id, type, elements = shape
    verb, resource_type = call.split()
    if call in ("modify relation", "delete relation"):
        own.call("create", "relation", INVITED)
    result = own.result(verb, resource_type, parameters, resource_id)
    assert result["status"] == {"errorcode": 0, "message": "OK"}
    assert result["cacheable"] is cacheable
    records, told = result["data"]["records"], result["data"]["meta"]["cntabsolute"]
    if count == "n":
        assert told == len(records)
    else:
        assert isinstance(told, int) if count is int else told == count
    first = records[0]
    assert isinstance(first["id"], id) if id in (int, str) else first["id"] == id
    assert first["type"] == type
    assert form(first["elements"]) == elements


def test_no_call_is_left_out() -> None:
    shown = {(verb, kind) for verb, _, kind in (shape[0].partition(" ") for shape in SHAPES)}
    assert shown | ELSEWHERE == set(registry.HANDLERS)
