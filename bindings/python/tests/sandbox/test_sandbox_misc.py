"""Mail, marketplace, log, macros, links, surveys, time tracking."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox.client import Api

MAIL = {"emailidentity": "a@musterhaus.example", "messageid": "<1@x>", "uid": 5, "folder": "INBOX"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, 0),
        ({"receiver": ["22"], "cc": ["b@example.com"]}, 0),
        ({"emailidentity": ""}, 50),
        ({"receiver": "a@example.com"}, 52),
        ({"receiver": []}, 53),
        ({"receiver": ["x"]}, 146),
        ({"bcc": ["x"]}, 55),
        ({"receiver": [23]}, 292),
        ({"templateid": 5}, 72),
        ({"templateid": 41}, 0),
        ({"estateids": 17}, 73),
        ({"estateids": ["x"]}, 65),
        ({"estateids": [18]}, 293),
    ],
)
def test_sending_mail(api: Api, change: dict[str, Any], code: int) -> None:
    asked = {"emailidentity": "a@musterhaus.example", "receiver": ["a@example.com"], **change}
    assert api.code("do", "sendmail", asked) == code


def test_relating_mail(own: Api) -> None:
    asked = {"emailIdentity": "a", "messageId": "<1@x>", "uid": "5", "folder": "INBOX"}
    assert own.one("get", "emailInfo", asked)["addresses"] == []
    assert own.one("get", "emailassignments", MAIL) == []
    assert own.code("do", "emailassignments", {**MAIL, "addressIds": [22, 25], "estateid": 17}) == 0
    (record,) = own.call("get", "emailInfo", asked)
    assert record["id"] == "<1@x>"
    assert (record["elements"]["addresses"], record["elements"]["estates"]) == (
        ["22", "25"],
        ["17"],
    )
    old = own.one("get", "emailassignments", MAIL)
    assert (old["addressid"], old["estateid"]) == ("22", "17")
    assert own.code("do", "emailassignments", {**MAIL, "addressid": 0, "estateid": 0}) == 0
    assert own.one("get", "emailInfo", asked)["addresses"] == []
    for change, code in (
        ({"addressIds": [22], "addressid": 22}, 297),
        ({"addressIds": 22}, 298),
        ({"addressIds": ["x"]}, 299),
        ({"addressIds": [23]}, 292),
        ({"addressid": "x"}, 64),
        ({"estateid": 18}, 293),
        ({"emailidentity": None}, 50),
        ({"messageid": None}, 58),
        ({"uid": None}, 59),
        ({"folder": None}, 60),
    ):
        assert own.code("do", "emailassignments", {**MAIL, **change}) == code


def test_signatures(api: Api) -> None:
    listed = api.call("get", "emailsignature")
    assert [record["elements"]["isdefault"] for record in listed] == [True, False]
    assert len(api.call("get", "emailsignature", {"getdefaultsignature": True})) == 1
    text = api.one("get", "emailsignature", {}, -1)["signature"]
    assert "Grüßen\nMusterhaus" in text
    assert "<br>" in api.one("get", "emailsignature", {"ishtml": True}, 3)["signature"]
    assert api.code("get", "emailsignature", {}, 9) == 279


def test_marketplace(own: Api) -> None:
    unlock = {"parameterCacheId": "6802c44a", "isRegularCustomer": 1, "extendedclaim": "c"}
    assert own.one("do", "unlockProvider", unlock) == {"success": "success"}
    assert own.code("do", "unlockProvider") == 177
    assert own.code("do", "unlockProvider", {**unlock, "extendedclaim": ""}) == 193
    buyer = {"transactionid": "4711", "userid": 17}
    result = own.result("get", "getMarketplaceInvoiceRecipient", buyer)
    assert result["cacheable"] is False
    assert result["data"]["records"][0]["elements"]["companyname"] == "Musterhaus Immobilien GmbH"
    assert own.code("get", "getMarketplaceInvoiceRecipient", {**buyer, "userid": 18}) == 184
    assert own.code("get", "getMarketplaceInvoiceRecipient", {"transactionid": 1}) == 189
    cancel = {"aboid": "5", "cancelationDate": "2027-01-31"}
    assert own.one("do", "marketplaceCancelAbo", cancel) == {"result": "success"}
    assert own.code("do", "marketplaceCancelAbo", {**cancel, "cancelationDate": "x"}) == 122
    link = {"transactionid": "4711", "priceNet": "1100.50", "sendMailToCustomer": True}
    payment = own.one("do", "subsequentPaymentLink", link, None)["result"]
    assert payment["mailToCustomerSent"] is True
    assert own.code("do", "subsequentPaymentLink", {**link, "priceNet": "0"}, None) == 214
    assert own.one("do", "transactionRefund", {"transactionid": 4711}) == {"result": "success"}
    assert own.code("do", "transactionRefund", {"transactionid": 4711}) == 210
    assert own.code("do", "transactionRefund", {"transactionid": 1}) == 189
    hook = {"module": "estate"}
    assert own.one("do", "executeMarketplaceWebhooks", hook, 17) == {"result": "success"}
    assert own.code("do", "executeMarketplaceWebhooks", hook, 18) == 293
    assert own.code("do", "executeMarketplaceWebhooks", {"module": "file"}, 17) == 163


def test_log(own: Api) -> None:
    count = own.result("read", "log", {"listlimit": 0})["data"]
    assert count == {"meta": {"cntabsolute": 2600}, "records": []}
    own.call("modify", "estate", {"data": {"ort": "Ulm"}}, 17)
    result = own.result("read", "log", {"listlimit": 2})
    newest = result["data"]["records"][0]
    assert result["cacheable"] is False and newest["type"] == "Log"
    elements = newest["elements"]
    assert (elements["action"], elements["module"]) == ("edit", "estate")
    assert elements["resourceId"] == "17" and elements["id"] == "2601"
    second = own.call("read", "log", {"listlimit": 1, "listOffset": 1})
    assert second == result["data"]["records"][1:]
    given = {"dateTime": [{"op": "<", "val": "2020-01-01"}]}
    asked = {"listlimit": 500, "module": "address", "action": "edit", "user": 17, "filter": given}
    for record in own.call("read", "log", asked):
        assert record["elements"]["dateTime"] < "2020" and record["elements"]["userId"] == "17"
    for change, code in (
        ({"listlimit": None}, 167),
        ({"module": "x"}, 163),
        ({"action": "x"}, 255),
        ({"listOffset": -1}, 67),
        ({"filter": {"x": [{"op": "=", "val": 1}]}}, 141),
    ):
        assert own.code("read", "log", {"listlimit": 1, **change}) == code


def test_last_seen(api: Api) -> None:
    asked = {"listlimit": 5, "module": "estate"}
    result = api.result("read", "recordsLastSeen", asked)
    records = result["data"]["records"]
    assert result["cacheable"] is False and len(records) == 5
    assert result["data"]["meta"]["cntabsolute"] <= 1000
    assert records[0] == {
        "id": records[0]["id"], "type": "lastSeen", "elements": {"id": str(records[0]["id"])}
    }  # fmt: skip
    given = {"ort": [{"op": "=", "val": "Köln"}], "date": [{"op": ">", "val": "2022-01-01"}]}
    some = api.call("read", "recordsLastSeen", {**asked, "filter": given})
    for record in some:
        assert api.one("read", "estate", {"data": ["ort"]}, record["id"]) == {"ort": "Köln"}
    assert api.call("read", "recordsLastSeen", {**asked, "module": "email"}) == []
    for change, code in (
        ({"listlimit": None}, 167),
        ({"module": None}, 167),
        ({"module": "user"}, 163),
        ({"user": 18}, 251),
        ({"filter": {"x": [{"op": "=", "val": 1}]}}, 143),
    ):
        assert api.code("read", "recordsLastSeen", {**asked, **change}) == code


def test_macros(api: Api) -> None:
    estate = api.one("read", "estate", {"data": ["objektnr_extern", "ort"]}, 17)
    person = api.one("read", "address", {"data": ["Briefanrede"]}, 22)
    text = "_Briefanrede, _objektnr_extern in _ort kostet _nichts_davon"
    asked = {"text": text, "estateids": [17], "addressids": [22]}
    expected = (
        f"{person['Briefanrede']}, {estate['objektnr_extern']} in {estate['ort']} "
        "kostet _nichts_davon"
    )
    assert api.one("get", "macroresolve", asked) == {"resolvedtext": expected}
    assert api.code("get", "macroresolve", {"text": ""}) == 125
    assert api.code("get", "macroresolve", {"text": "x", "estateids": [18]}) == 293
    assert api.code("get", "macroresolve", {"text": "x", "appointmentids": [18]}) == 169


def test_links(api: Api) -> None:
    for module, number in (("estate", 17), ("address", 22), ("agentslog", 17)):
        result = api.result("get", "getlink", {"recordId": number}, module)
        assert result["cacheable"] is False
        assert f"id={number}" in result["data"]["records"][0]["elements"]["url"]
    assert api.code("get", "getlink", {"recordId": 22, "type": "address"}, "agentslog") == 0
    assert api.code("get", "getlink", {"recordId": 22, "type": "task"}, "agentslog") == 156
    assert api.code("get", "getlink", {"recordId": 18}, "estate") == 293
    assert api.code("get", "getlink", {}, "estate") == 79


def test_surveys(api: Api) -> None:
    first = api.call("get", "appointmentdocument")[0]
    shown = api.one("get", "appointmentdocument", {}, first["id"])
    assert isinstance(shown[first["elements"]["title"]], list)
    assert api.code("get", "appointmentdocument", {}, 9) == 130


def test_time_tracking(own: Api) -> None:
    assert own.one("modify", "timetracking")["currentlytracking"] is False
    assert own.one("modify", "timetracking", {"track": 1})["currentlytracking"] is True
    assert own.one("modify", "timetracking")["currentlytracking"] is True
    stopped = own.one("modify", "timetracking", {"track": "0"})
    assert stopped["currentlytracking"] is False and stopped["worktime"] >= 0
    assert own.code("modify", "timetracking", {"track": 5}) == 255
