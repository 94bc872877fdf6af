"""Tasks."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox.client import Api, R


def test_counts_rows_and_takes_no_offset(api: Api) -> None:
    result = api.result("read", "task", {"data": ["Nr", "Betreff"], "listlimit": 7})
    assert result["data"]["meta"]["cntabsolute"] == len(result["data"]["records"]) == 7
    assert result["cacheable"] is False
    assert len(api.call("read", "task", {"listlimit": 1000})) == 500
    assert api.code("read", "task", {"listoffset": 0}) == 144


def test_filter_and_relations(api: Api) -> None:
    given = {"Status": [{"op": "=", "val": 3}], "Nr": [{"op": "<", "val": 400}]}
    rows = api.call("read", "task", {"data": ["Status", "erledigt"], "filter": given})
    assert rows and all(row["elements"] == {"Status": "3", "erledigt": "1"} for row in rows)
    asked = {"data": ["Nr", "relatedAddressId", "relatedEstateId", "relatedProjectIds"]}
    task = api.one("read", "task", asked, 301)
    assert task["relatedProjectIds"] == []
    (address,) = task["relatedAddressId"]
    found = api.call("read", "task", {"relatedAddressId": int(address)})
    assert {"id": 301, "type": "task", "elements": {"relatedAddressId": [address]}} in found
    parents = {"relationtype": R + "task:address", "parentids": [301]}
    assert api.one("get", "idsfromrelation", parents) == {"301": [address]}


def test_efforts(api: Api) -> None:
    row = api.one("read", "task", {"data": ["Nr"], "showEfforts": True, "addMobileUrl": True}, 301)
    assert set(row["efforts"]) == {"remaining", "actual", "users"}
    assert row["efforts"]["remaining"].startswith("PT")
    assert row["mobileUrl"].endswith("/301")


def test_create_and_modify(own: Api) -> None:
    asked = {
        "data": {"Betreff": "Rückruf", "Prio": 2, "Status": "1", "Deadline": "2027-01-01 10:00:00"},
        "relatedAddressId": 22,
        "relatedEstateId": [17],
    }
    number = own.create("task", asked)
    shown = {"data": ["Betreff", "Prio", "relatedAddressId", "relatedEstateId", "Stand"]}
    row = own.one("read", "task", shown, number)
    assert row["Betreff"] == "Rückruf" and row["Prio"] == "2"
    assert (row["relatedAddressId"], row["relatedEstateId"]) == (["22"], ["17"])
    change = {"data": {"Stand": 100, "erledigt": True}, "relatedEstateId": 19}
    assert own.one("modify", "task", change, number) == {"success": "success"}
    row = own.one("read", "task", {"data": [*shown["data"], "erledigt"]}, number)
    assert (row["Stand"], row["erledigt"], row["relatedEstateId"]) == ("100", "1", ["19"])
    group = {"data": {"Verantwortung": "Zentrale"}, "responsibilityByGroup": 1}
    assert own.code("modify", "task", group, number) == 0
    (mine,) = own.call("read", "task", {"responsibilityByGroup": True})
    assert mine["id"] == number


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({}, 254),
        ({"data": {"nix": 1}}, 138),
        ({"data": {"Eintragsdatum": "2027-01-01 10:00:00"}}, 138),
        ({"data": {"Prio": 9}}, 77),
        ({"data": {"Deadline": "bald"}}, 122),
        ({"data": {"Verantwortung": "niemand"}}, 251),
        ({"data": {"Verantwortung": "Zentrale"}, "relatedEstateId": 18}, 293),
        ({"data": {"Betreff": "x"}, "relatedAddressId": 23}, 292),
    ],
)
def test_refusals(own: Api, parameters: dict[str, Any], code: int) -> None:
    assert own.code("create", "task", parameters) == code
    if parameters:
        assert own.code("modify", "task", parameters, 301) == code


def test_refused_modifies(api: Api) -> None:
    assert api.code("modify", "task", {"data": {"Prio": 1}}, 1) == 235
    assert api.code("modify", "task", {"data": {"Prio": 1}}) == 79
    assert api.code("modify", "task", {"mailMessageId": "x"}, 301) == 144
