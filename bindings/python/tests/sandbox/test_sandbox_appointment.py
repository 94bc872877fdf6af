"""Appointments by both families of calls."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sandbox.client import Api

from libonoffice.sandbox import clock

YEAR = {"datestart": "2025-01-01 00:00:00", "dateend": "2025-12-31 23:59:59"}
DATES = {"start_dt": "2027-06-01 10:00:00", "end_dt": "2027-06-01 11:00:00"}
MONTH = {"startDate": "2025-05-01", "endDate": "2025-05-31"}


def ids(records: list[dict[str, Any]]) -> list[int]:
    return [record["id"] for record in records]


def test_period(api: Api) -> None:
    everything = api.call("read", "calendar", {**YEAR, "allusers": True, "showcancelled": True})
    assert 150 < len(everything) < 400
    starts = [record["elements"]["start_dt"] for record in everything]
    assert starts == sorted(starts) and all(start.startswith("2025") for start in starts)
    day_first = {"datestart": "01-01-2025 00:00:00", "dateend": "31-12-2025 23:59:59"}
    asked = {**day_first, "allusers": True, "showcancelled": True}
    assert api.call("read", "calendar", asked) == everything
    shown = ids(api.call("read", "calendar", {**YEAR, "allusers": True}))
    cancelled = {record["id"] for record in everything if record["elements"]["abgesagt"]}
    assert cancelled and set(shown) == set(ids(everything)) - cancelled
    attended = ids(api.call("read", "calendar", YEAR))
    alone = {record["id"] for record in everything if record["elements"]["emails"] == []}
    assert alone and set(attended) == set(shown) - alone


def test_users(api: Api) -> None:
    mine = api.call("read", "calendar", {**YEAR, "users": [17]})
    assert mine and all("17" in record["elements"]["emails"] for record in mine)
    assert api.call("read", "calendar", {**YEAR, "groups": [2]}) == []


def test_elements(api: Api) -> None:
    number = ids(api.call("read", "calendar", YEAR))[0]
    row = api.one(
        "read", "calendar", {"showConfirmationStatus": True, "showConflicts": True}, number
    )
    assert row["hints"] == []
    assert isinstance(row["ganztags"], bool) and row["private"] in ("0", "1")
    assert isinstance(row["art"], dict) and isinstance(row["ressources"], list)
    assert row["rp_beginn_datum"] == "0000-00-00" or row["rp_flag"]
    assert set(row["confirmationStatus"] or {}) == set(row["assignedaddressids"])
    assert api.call("read", "calendar", {}, 1) == []


def test_modified(api: Api) -> None:
    window = {"modifiedstart": "2025-03-01 00:00:00", "modifiedend": "2025-03-31 23:59:59"}
    rows = api.call("read", "calendar", {**window, "allusers": True})
    assert rows
    assert all(row["elements"]["modified"].startswith("2025-03") for row in rows)


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({}, 230),
        ({"filter": {"art": [{"op": "=", "val": "notar"}]}}, 241),
        ({"datestart": "2025-01-01"}, 92),
        ({"dateend": "2025-01-01"}, 91),
        ({"datestart": "2025-02-01", "dateend": "2025-01-01"}, 93),
        ({"datestart": "x", "dateend": "2025-01-01"}, 122),
        ({"modifiedstart": "2025-02-01", "modifiedend": "2025-01-01"}, 288),
        ({**YEAR, "filter": {"nix": [{"op": "=", "val": 1}]}}, 154),
        ({**YEAR, "filter": {"private": [{"op": "=", "val": 1}]}}, 144),
        ({**YEAR, "filter": {"art": [{"op": "=", "val": "notar"}]}}, 0),
        ({**YEAR, "users": ["x"]}, 185),
        ({**YEAR, "users": 17}, 301),
        ({**YEAR, "groups": 2}, 295),
    ],
)
def test_refused_reads(api: Api, parameters: dict[str, Any], code: int) -> None:
    assert api.code("read", "calendar", parameters) == code


def test_create_modify_delete(own: Api) -> None:
    asked = {
        "data": {**DATES, "description": "Übergabe", "art": "notar", "ressources": ["beamer"],
                 "erinnerung": "15 minutes", "transitTimePre": "00:45:00"},
        "relatedAddressIds": [22, 25],
        "relatedEstateId": 17,
        "location": {"sonstiges": "Café"},
        "subscribers": {"users": [17, 21], "groups": [2]},
        "reminderTypes": ["email", "popup"],
    }  # fmt: skip
    number = own.create("calendar", asked)
    row = own.one("read", "calendar", {}, number)
    assert row["description"] == "Übergabe" and row["art"] == {"notar": "Notartermin"}
    assert row["ressourcesWithKeys"] == {"beamer": "Beamer"} and set(row["emails"]) == {"17", "21"}
    assert (row["assignedaddressids"], row["assignedobjectids"]) == (["22", "25"], ["17"])
    names = ["date", "location", "users", "groups", "contacts", "estate", "reminder", "travelTime"]
    item = own.one("get", "appointmentList", {"data": names}, number)
    assert item["date"] == {
        "start": "2027-06-01T08:00:00+00:00",
        "end": "2027-06-01T09:00:00+00:00",
        "allDay": False,
    }
    assert item["location"] == {"type": "sonstiges", "value": "Café"}
    assert (item["users"], item["groups"], item["estate"]) == (["17", "21"], ["2"], "17")
    assert item["travelTime"] == {"outward": 45, "return": None}
    assert item["reminder"]["types"] == ["email", "popup"]
    assert [contact["id"] for contact in item["contacts"]] == ["22", "25"]

    change = {"data": {"status": "canceled"}, "relatedAddressIds": [28], "replaceAddressIds": True}
    assert own.one("modify", "calendar", {**change, "relatedEstateId": 0}, number) == {
        "success": "success"
    }
    row = own.one("read", "calendar", {}, number)
    assert (row["assignedaddressids"], row["assignedobjectids"]) == (["28"], [])
    assert row["abgesagt"] is True and row["description"] == "Übergabe"
    assert own.code("modify", "calendar", {"relatedAddressIds": [22]}, number) == 0
    assert own.one("read", "calendar", {}, number)["assignedaddressids"] == ["28", "22"]
    assert own.one("do", "appointmentAffirmation", {"calendarId": number}) == {"success": "success"}
    status = own.one("read", "calendar", {"showConfirmationStatus": True}, number)
    assert status["confirmationStatus"] == {"28": "gesendet", "22": "gesendet"}

    assert own.one("delete", "calendar", [], number) == {"success": "success"}
    assert own.code("delete", "calendar", [], number) == 169
    assert own.call("read", "calendar", {}, number) == []


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"data": {"start_dt": ""}}, 91),
        ({"data": {"end_dt": ""}}, 92),
        ({"data": {"start_dt": "2028-01-01 00:00:00"}}, 93),
        ({"data": {"start_dt": "x"}}, 122),
        ({"data": {"nix": 1}}, 154),
        ({"data": {"modified": "2027-01-01 00:00:00"}}, 154),
        ({"data": {"status": "x"}}, 77),
        ({"data": {"ressources": ["x"]}}, 76),
        ({"data": {"transitTimePre": "45"}}, 255),
        ({"reminderTypes": ["fax"]}, 255),
        ({"location": {}}, 0),
        ({"location": "Büro"}, 290),
        ({"location": {"address": "x"}}, 290),
        ({"location": {"address": 23}}, 290),
        ({"location": {"group": 1}}, 290),
        ({"location": {"mandant": False}}, 290),
        ({"location": {"address": 22, "estate": 17}}, 290),
        ({"location": {"address": 22}}, 0),
        ({"location": {"mandant": True}}, 0),
        ({"location": {"userMeetingUrl": 17}}, 0),
        ({"subscribers": {"users": 17}}, 301),
        ({"subscribers": {"users": ["x"]}}, 301),
        ({"subscribers": {"users": [18]}}, 184),
        ({"subscribers": {"groups": 2}}, 295),
        ({"subscribers": {"groups": [1]}}, 272),
        ({"relatedAddressIds": 22}, 99),
        ({"relatedAddressIds": [23]}, 292),
        ({"relatedEstateId": 18}, 293),
        ({"relatedEstateId": "x"}, 65),
    ],
)
def test_writes(own: Api, parameters: dict[str, Any], code: int) -> None:
    given = {**parameters, "data": {**DATES, **parameters.get("data", {})}}
    if parameters == {"location": {}}:
        given["location"] = None
    assert own.code("create", "calendar", given) == code
    number = own.create("calendar", {"data": DATES})
    before = own.call("read", "calendar", {}, number)
    assert own.code("modify", "calendar", given, number) == code
    if code:
        assert own.call("read", "calendar", {}, number) == before


def test_unknown_appointments(api: Api) -> None:
    for verb in ("modify", "delete"):
        assert api.code(verb, "calendar", {}, 1) == 169
        assert api.code(verb, "calendar", {}, "x") == 169
        assert api.code(verb, "calendar", {}) == 79
    assert api.code("do", "appointmentAffirmation") == 117
    assert api.code("do", "appointmentAffirmation", {"calendarId": 1}) == 169


def test_appointment_list(api: Api) -> None:
    data = ["id", "type", "status", "date", "recurrence", "createdBy", "users", "modified"]
    result = api.result("get", "appointmentList", {"data": data, "filter": MONTH})
    records = result["data"]["records"]
    assert result["data"]["meta"]["cntabsolute"] == len(records) > 10
    first = records[0]["elements"]
    assert first["id"] == str(records[0]["id"])
    assert set(first["type"]) == set(first["status"]) == {"value", "label"}
    assert first["modified"].endswith("+00:00")

    def found(**given: Any) -> list[dict[str, Any]]:
        asked = {"data": data, "filter": {**MONTH, **given}}
        return [record["elements"] for record in api.call("get", "appointmentList", asked)]

    notary = [{"op": "=", "val": "notar"}]
    assert {item["type"]["value"] for item in found(type=notary)} == {"notar"}
    user = first["users"][0]
    assert all(user in item["users"] for item in found(userIds=[user]))
    series = found(isRecurrent=True)
    assert all(item["recurrence"]["interval"] == 1 for item in series)
    assert len(series) + len(found(isRecurrent=False)) == len(records)
    assert len(found(isDone=True)) + len(found(isDone=False)) == len(records)
    assert len(found(isCancelled=True)) < len(found(isCancelled=False))
    creator = [{"op": "=", "val": first["createdBy"]}]
    assert {item["createdBy"] for item in found(createdBy=creator)} == {first["createdBy"]}


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({}, 91),
        ({"filter": {"startDate": "2025-01-01"}}, 92),
        ({"filter": {"startDate": "2025-02-01", "endDate": "2025-01-01"}}, 93),
        ({"filter": {"startDate": "x", "endDate": "2025-01-01"}}, 122),
        ({"filter": {**MONTH, "nix": 1}}, 154),
        ({"filter": {**MONTH, "type": [{"op": "~", "val": 1}]}}, 142),
        ({"filter": "x"}, 257),
        ({"data": ["nix"], "filter": MONTH}, 154),
    ],
)
def test_refused_lists(api: Api, parameters: dict[str, Any], code: int) -> None:
    assert api.code("get", "appointmentList", parameters) == code


def test_conflicts(own: Api) -> None:
    asked = {
        "data": {**DATES, "ressources": ["beamer", "drohne"]},
        "relatedAddressIds": [22, 25],
        "relatedEstateId": 17,
        "subscribers": {"users": [17, 21]},
    }
    result = own.result("get", "appointmentConflicts", asked)
    assert result["cacheable"] is False
    names = ["conflictedUsers", "conflictedResources", "conflictedAddresses", "conflictedEstates"]
    assert [record["id"] for record in result["data"]["records"]] == names
    assert [record["elements"] for record in result["data"]["records"]] == [[]] * 4
    own.create("calendar", {
        "data": {**DATES, "start_dt": "2027-06-01 10:30:00", "ressources": ["beamer"]},
        "relatedAddressIds": [25], "relatedEstateId": 17, "subscribers": {"users": [21]},
    })  # fmt: skip
    elements = [record["elements"] for record in own.call("get", "appointmentConflicts", asked)]
    assert elements == [[{"id": "21"}], [{"id": "beamer"}], [{"id": "25"}], [{"id": "17"}]]
    later = {**asked, "data": {"start_dt": DATES["end_dt"], "end_dt": "2027-06-01 12:00:00"}}
    elements = [record["elements"] for record in own.call("get", "appointmentConflicts", later)]
    assert elements == [[]] * 4
    assert own.code("get", "appointmentConflicts") == 91


def test_resources(api: Api) -> None:
    given = {"filter": {"active": [{"op": "=", "val": 1}]}}
    records = api.call("get", "calendarResources", given)
    assert [record["id"] for record in records] == [0, 1, 2, 3]
    assert records[0]["elements"] == {"beamer": "Beamer"}
    given = {"filter": {"active": [{"op": "=", "val": 0}]}}
    assert api.call("get", "calendarResources", given) == []
    assert api.code("get", "calendarResources", {"filter": {"x": [{"op": "=", "val": 0}]}}) == 141


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2025-01-15 12:00:00", "2025-01-15 11:00:00"),
        ("2025-07-15 12:00:00", "2025-07-15 10:00:00"),
        ("2025-03-30 01:59:59", "2025-03-30 00:59:59"),
        ("2025-03-30 03:00:00", "2025-03-30 01:00:00"),
        ("2025-10-26 01:59:59", "2025-10-25 23:59:59"),
        ("2025-10-26 03:00:00", "2025-10-26 02:00:00"),
    ],
)
def test_local_time(local: str, utc: str) -> None:
    assert clock.utc(datetime.fromisoformat(local)) == datetime.fromisoformat(utc)
