"""The agents log."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox.client import Api

DATA = ["Nr", "Objekt_nr", "Adress_nr", "Aktionsart", "Aktionstyp", "Datum", "Kosten", "merkmal"]


def test_newest_first(api: Api) -> None:
    entries = api.all("agentslog", {"data": ["Datum", "merkmal", "Objekt_nr"]})
    assert len(entries) == 3100 and {entry["type"] for entry in entries} == {"agentslog"}
    dates = [entry["elements"]["Datum"] for entry in entries]
    assert dates == sorted(dates, reverse=True)
    features = {entry["elements"]["merkmal"] for entry in entries}
    assert None in features and "|dringend||vip|" in features
    assert all(isinstance(entry["elements"]["Objekt_nr"], list) for entry in entries)


def test_by_estate_and_address(api: Api) -> None:
    entry = next(
        entry
        for entry in api.all("agentslog", {"data": ["Objekt_nr", "Adress_nr"]})
        if entry["elements"]["Objekt_nr"]
    )
    estate, address = (int(entry["elements"][name][0]) for name in ("Objekt_nr", "Adress_nr"))
    for parameters in ({"estateid": estate}, {"estateid": [estate]}, {"addressid": address}):
        assert entry["id"] in [found["id"] for found in api.all("agentslog", parameters)]
    assert api.all("agentslog", {"estateid": [18]}) == []


def test_sorting_and_filter(api: Api) -> None:
    given = {"Aktionsart": [{"op": "=", "val": "Email"}], "Kosten": [{"op": ">", "val": 20}]}
    sortby = {"Kosten": "ASC", "Nr": "DESC"}
    entries = api.all("agentslog", {"data": DATA, "filter": given, "sortby": sortby})
    keys = [(float(row["elements"]["Kosten"]), -int(row["id"])) for row in entries]
    assert entries and keys == sorted(keys)
    assert {row["elements"]["Aktionsart"] for row in entries} == {"Email"}
    refused = {"Absagegrund": [{"op": "=", "val": "preis"}]}
    refused["Beratungsebene"] = [{"op": "=", "val": "G"}]
    assert api.code("read", "agentslog", {"filter": refused}) == 0


def test_mail_body(api: Api) -> None:
    entry = api.one("read", "agentslog", {"data": ["Aktionsart"], "fullmail": True}, 501)
    assert set(entry) == {"Aktionsart", "mailbody"}
    assert api.call("read", "agentslog", {"data": DATA}, 1) == []


def test_create(own: Api) -> None:
    asked = {
        "datetime": "2026-01-02 03:04:05",
        "actionkind": "Besichtigung",
        "actiontype": "Erstbesichtigung",
        "origincontact": "Portal",
        "features": ["vip", "dringend"],
        "cost": 12.5,
        "duration": 600,
        "advisorylevel": "G",
        "reasoncancellation": "preis",
        "note": "Grüße",
        "addressids": [22, 25],
        "estateid": 17,
        "userid": 21,
    }
    records = own.call("create", "agentslog", asked)
    assert [record["type"] for record in records] == ["agentsLog"]
    number = records[0]["id"]
    for address, entry in (("22", number), ("25", number + 1)):
        row = own.one("read", "agentslog", {"data": [*DATA, "Bemerkung", "dauer"]}, entry)
        assert row == {
            "Nr": str(entry),
            "Objekt_nr": ["17"],
            "Adress_nr": [address],
            "Aktionsart": "Besichtigung",
            "Aktionstyp": "Erstbesichtigung",
            "Datum": "2026-01-02 03:04:05",
            "Kosten": "12.50",
            "merkmal": "|vip||dringend|",
            "Bemerkung": "Grüße",
            "dauer": "600",
        }


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"addressids": None, "estateid": None}, 98),
        ({"addressids": 22}, 99),
        ({"addressids": ["x"]}, 185),
        ({"addressids": [23]}, 292),
        ({"estateid": 18}, 293),
        ({"estateid": "x"}, 65),
        ({"actionkind": "Umzug"}, 100),
        ({"actionkind": ""}, 100),
        ({"actiontype": "Umzug"}, 101),
        ({"datetime": "gestern"}, 122),
        ({"origincontact": "Zufall"}, 220),
        ({"features": ["neu"]}, 221),
        ({"features": "vip"}, 74),
        ({"cost": -1}, 222),
        ({"cost": "x"}, 222),
        ({"duration": -1}, 223),
        ({"duration": "x"}, 223),
        ({"advisorylevel": "A", "reasoncancellation": "preis"}, 224),
        ({"advisorylevel": "X"}, 225),
        ({"advisorylevel": "G", "reasoncancellation": "x"}, 226),
        ({"userid": 18}, 184),
        ({"userid": "x"}, 186),
    ],
)
def test_refused_creates(api: Api, change: dict[str, Any], code: int) -> None:
    asked = {"actionkind": "Notiz", "addressids": [22], "estateid": 17, **change}
    assert api.code("create", "agentslog", asked) == code


def test_an_entry_needs_no_kind(own: Api) -> None:
    (record,) = own.call("create", "agentslog", {"addressids": [22], "note": "nur Text"})
    names = ["Aktionsart", "Aktionstyp", "Bemerkung"]
    read = own.one("read", "agentslog", {"data": names}, record["id"])
    assert read == {"Aktionsart": "", "Aktionstyp": "", "Bemerkung": "nur Text"}


def test_modify_answers_with_columns(own: Api) -> None:
    change = {"actionkind": "Telefonat", "actiontype": "Eingang", "cost": "3", "features": ["vip"],
              "datetime": "2026-01-02 03:04:05"}  # fmt: skip
    (record,) = own.call("modify", "agentslog", {"data": change}, 501)
    assert record["id"] == 501
    assert record["elements"] == {
        "Aktionsart": "Telefonat",
        "Aktionstyp": "Eingang",
        "Kosten": "3.00",
        "merkmal": "|vip|",
        "Datum": "2026-01-02",
        "Uhrzeit": "03:04:05",
    }
    row = own.one("read", "agentslog", {"data": ["Datum", "Aktionsart"]}, 501)
    assert row == {"Datum": "2026-01-02 03:04:05", "Aktionsart": "Telefonat"}
    assert own.code("modify", "agentslog", {"data": {"note": "n"}}, 501) == 0
    for data, number, code in (
        ({"note": "x"}, 1, 235),
        ({"note": "x"}, "", 79),
        ({}, 501, 167),
        ({"x": 1}, 501, 254),
        ({"actiontype": "x"}, 501, 101),
        ({"actionkind": "x"}, 501, 100),
    ):
        assert own.code("modify", "agentslog", {"data": data}, number) == code


def test_kinds_and_types(api: Api) -> None:
    kinds = {row["elements"]["key"]: row["elements"] for row in api.call("get", "actionkindtypes")}
    assert kinds["Notiz"]["types"] == [] and kinds["Notiz"]["default"] is None
    assert kinds["Email"]["types"] == {"Eingang": "Eingang", "Ausgang": "Ausgang"}
    english = api.call("get", "actionkindtypes", {"lang": "ENG"})
    assert "Phone call" in [row["elements"]["label"] for row in english]
    used = {row["elements"]["Aktionsart"] for row in api.all("agentslog", {"data": DATA})}
    assert used <= set(kinds)
