"""Relations."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox.client import Api, R

from libonoffice.sandbox.relations import KNOWN

OWNER = R + "estate:address:owner"


def related(api: Api, type: str, **ids: Any) -> Any:
    records = api.call("get", "idsfromrelation", {"relationtype": R + type, **ids})
    assert [(record["id"], record["type"]) for record in records] == [("relatedIds", "")]
    return records[0]["elements"]


def test_both_directions_agree(api: Api) -> None:
    estates = list(range(17, 117, 2))
    owners = related(api, "estate:address:owner", parentids=estates)
    assert len(owners) == 50 and all(owners.values())
    people = sorted({int(owner) for found in owners.values() for owner in found})
    owned = related(api, "estate:address:owner", childids=people)
    for estate, found in owners.items():
        for owner in found:
            assert estate in owned[owner]


def test_without_hits(api: Api) -> None:
    assert related(api, "estate:address:owner", parentids=[18]) == {}
    hits = related(api, "estate:address:owner", parentids=[17, 18])
    assert hits["18"] == [] and len(hits["17"]) >= 1
    result = api.post_text("get", "idsfromrelation", {"relationtype": OWNER, "parentids": 18})
    assert '"elements":{}' in result


@pytest.mark.parametrize("type", sorted(KNOWN))
def test_every_type_can_be_read(api: Api, type: str) -> None:
    assert isinstance(related(api, type, parentids=list(range(1, 400))), dict)


def test_relations_that_follow_from_records(own: Api) -> None:
    agent = own.one("read", "estate", {"data": ["benutzer"]}, 17)["benutzer"]
    assert related(own, "estate:user:officer", parentids=[17]) == {"17": [agent]}
    own.call("modify", "estate", {"data": {"benutzer": 21}}, 17)
    assert related(own, "estate:user:officer", parentids=[17]) == {"17": ["21"]}
    name = own.one("read", "address", {"data": ["Benutzer"]}, 22)["Benutzer"]
    (officer,) = related(own, "address:user:officer", parentids=[22])["22"]
    assert own.one("read", "user", {"data": ["Name"]}, int(officer)) == {"Name": name}
    files = own.call("get", "file", {"estateid": 17, "listlimit": 100}, "estate")
    assert related(own, "estate:allFiles", parentids=[17]) == {
        "17": [str(file["id"]) for file in files]
    }
    titles = [str(file["id"]) for file in files if file["elements"]["type"] == "Titelbild"]
    assert related(own, "estate:file:titelbild", parentids=[17]) == {"17": titles}
    entry = own.one("read", "agentslog", {"data": ["Adress_nr"]}, 501)
    assert related(own, "agentsLog:address", parentids=[501]) == {"501": entry["Adress_nr"]}
    criteria = related(own, "address:searchcriteria", parentids=[3799])["3799"]
    assert "61" in criteria
    refused = {"relationtype": R + "estate:user:officer", "parentid": 17, "childid": 21}
    for verb in ("create", "delete"):
        assert own.code(verb, "relation", refused) == 132


def test_units(api: Api) -> None:
    base = {"filter": {"stammobjekt": [{"op": "=", "val": 1}]}, "listlimit": 500}
    numbers = [record["id"] for record in api.call("read", "estate", base)]
    units = related(api, "complex:estate:units", parentids=numbers)
    assert len(units) == len(numbers) and all(len(found) >= 2 for found in units.values())
    assert related(api, "estate:estateUnit", parentids=numbers) == units


def test_create_and_delete(own: Api) -> None:
    type = "estate:address:buyer"
    pair = {"relationtype": R + type, "parentid": 17, "childid": [22, 25]}
    assert own.one("create", "relation", pair) == {"success": "success"}
    assert set(related(own, type, parentids=[17])["17"]) >= {"22", "25"}
    one = {"relationtype": R + type, "parentid": 17, "childid": 22}
    assert own.code("delete", "relation", one) == 0
    assert own.code("delete", "relation", one) == 180
    assert "22" not in related(own, type, parentids=[17])["17"]
    several = {"relationtype": R + type, "parentid": [17, 19], "childid": 28}
    assert own.code("create", "relation", several) == 0
    assert {"17", "19"} <= set(related(own, type, childids=[28])["28"])
    assert own.code("delete", "relation", {**one, "childid": [25]}) == 187


@pytest.mark.parametrize(
    ("verb", "change", "code"),
    [
        ("create", {"relationtype": "estate:address:owner"}, 132),
        ("create", {"relationtype": R + "estate:address:friend"}, 132),
        ("create", {"relationtype": None}, 132),
        ("create", {"parentid": None}, 167),
        ("create", {"childid": None}, 167),
        ("create", {"childid": ["x"]}, 185),
        ("create", {"parentid": [17, 19], "childid": [22, 25]}, 219),
        ("create", {"parentid": 18}, 293),
        ("create", {"childid": 23}, 292),
        ("create", {"relationtype": R + "task:estate", "parentid": 1, "childid": 17}, 80),
        ("create", {"relationinfo": {"statusTerminbestaetigung": "gesendet"}}, 179),
        ("modify", {}, 182),
        ("delete", {"childid": 23}, 180),
    ],
)
def test_refusals(api: Api, verb: str, change: dict[str, Any], code: int) -> None:
    pair = {"relationtype": OWNER, "parentid": 17, "childid": 22, **change}
    assert api.code(verb, "relation", pair) == code


def test_refused_reads(api: Api) -> None:
    for change, code in (
        ({}, 167),
        ({"parentids": [17], "childids": [22]}, 144),
        ({"parentids": ["x"]}, 185),
        ({"parentids": list(range(501))}, 302),
        ({"relationtype": "x", "parentids": [1]}, 132),
    ):
        assert api.code("get", "idsfromrelation", {"relationtype": OWNER, **change}) == code


def test_confirmation_of_appointments(own: Api) -> None:
    asked = {"data": ["contacts"]}
    pair: dict[str, Any] = {"relationtype": R + "calendar:address", "childid": 22}
    number = own.create(
        "calendar", {"data": {"start_dt": "2027-01-01 10:00:00", "end_dt": "2027-01-01 11:00:00"}}
    )
    pair["parentid"] = number
    info = {"statusTerminbestaetigung": "gesendet"}
    assert own.code("modify", "relation", {**pair, "relationinfo": info}) == 180
    assert own.code("create", "relation", {**pair, "relationinfo": info}) == 0
    contact = {"id": "22", "confirmationStatus": "gesendet"}
    assert own.one("get", "appointmentList", asked, number) == {"contacts": [contact]}
    info = {"statusTerminbestaetigung": "bestätigt", "statusTerminrueckmeldung": "aktiv"}
    assert own.code("modify", "relation", {**pair, "relationinfo": info}) == 0
    contact["confirmationStatus"] = "bestätigt"
    assert own.one("get", "appointmentList", asked, number) == {"contacts": [contact]}
    for bad in ({"statusTerminbestaetigung": "ja"}, {"x": 1}, {}):
        assert own.code("modify", "relation", {**pair, "relationinfo": bad}) == 181
    assert own.code("create", "relation", {**pair, "relationinfo": {"x": 1}}) == 179
