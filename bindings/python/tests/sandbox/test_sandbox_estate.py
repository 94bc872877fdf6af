"""Estates: create and modify, exposés, prices, tracking, working lists, statistics."""

from __future__ import annotations

import base64
import time
import zlib
from typing import Any

import pytest
from sandbox.client import Api, R


def test_create_and_read(own: Api) -> None:
    data = {
        "objektart": "wohnung",
        "kaufpreis": "299000",
        "ort": "Köln",
        "heizungsart": ["ofen", "etage"],
        "balkon": True,
        "verkauft": 0,
        "auftragbis": "2027-01-31",
        "benutzer": 17,
        "land": "AUT",
    }
    number = own.create("estate", {"data": data})
    assert number > 4735
    row = own.one("read", "estate", {"data": [*data, "Id", "status", "erstellt_am"]}, number)
    assert row == {
        "objektart": "wohnung",
        "kaufpreis": "299000.00",
        "ort": "Köln",
        "heizungsart": "|ofen||etage|",
        "balkon": "1",
        "verkauft": "0",
        "auftragbis": "2027-01-31",
        "benutzer": "17",
        "land": "AUT",
        "Id": str(number),
        "status": "1",
        "erstellt_am": row["erstellt_am"],
    }
    assert row["erstellt_am"].startswith(time.strftime("%Y-%m-"))
    result = own.result("read", "estate", {"listlimit": 1})
    assert result["data"]["meta"]["cntabsolute"] == 2361
    assert own.create("estate", {"data": {"ort": "Ulm"}}) == number + 1


def test_modify(own: Api) -> None:
    before = own.one("read", "estate", {"data": ["geaendert_am", "ort"]}, 17)
    result = own.result("modify", "estate", {"data": {"kaufpreis": 1, "heizungsart": []}}, 17)
    assert result["data"]["records"] == [
        {"id": 0, "type": "estate", "elements": {"success": "success"}}
    ]
    assert result["data"]["meta"] == {"cntabsolute": None}
    after = own.one(
        "read", "estate", {"data": ["geaendert_am", "ort", "kaufpreis", "heizungsart"]}, 17
    )
    assert after["geaendert_am"] > before["geaendert_am"]
    assert after["ort"] == before["ort"]
    assert (after["kaufpreis"], after["heizungsart"]) == ("1.00", "")
    cleared = {"data": {"kaufpreis": "", "objekttyp": ""}}
    assert own.code("modify", "estate", cleared, "17") == 0
    row = own.one("read", "estate", {"data": ["kaufpreis", "objekttyp"]}, 17)
    assert row == {"kaufpreis": None, "objekttyp": ""}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"nix": 1}, 75),
        ({"Kaufpreis": 1}, 75),
        ({"erstellt_am": "2025-01-01 00:00:00"}, 75),
        ({"erstellt_von": 17}, 75),
        ({"provisionsbetrag": 1}, 75),
        ({"Id": 5}, 75),
        ({"heizungsart": ["ofen", "kamin"]}, 76),
        ({"heizungsart": [["ofen"]]}, 76),
        ({"heizungsart": 5}, 74),
        ({"objektart": "Haus"}, 77),
        ({"status": 7}, 77),
        ({"auftragbis": "31.01.2027"}, 122),
        ({"auftragbis": "2027-02-30"}, 122),
        ({"ort": ["Köln"]}, 187),
        ({"kaufpreis": {"a": 1}}, 187),
        ({"kaufpreis": "billig"}, 255),
        ({"kaufpreis": "nan"}, 255),
        ({"kaufpreis": 1e300}, 255),
        ({"etage": 1.5}, 255),
        ({"balkon": "vielleicht"}, 255),
        ({"ort": True}, 255),
        ({"benutzer": 18}, 251),
    ],
)
def test_refused_values(own: Api, data: dict[str, Any], code: int) -> None:
    assert own.code("create", "estate", {"data": data}) == code
    before = own.call("read", "estate", {"data": ["kaufpreis", "geaendert_am"]}, 17)
    assert own.code("modify", "estate", {"data": {"kaufpreis": 7, **data}}, 17) == code
    assert own.call("read", "estate", {"data": ["kaufpreis", "geaendert_am"]}, 17) == before


def test_refused_calls(api: Api) -> None:
    assert api.code("create", "estate") == 254
    assert api.code("create", "estate", {"data": []}) == 254
    assert api.code("create", "estate", {"data": ["ort"]}) == 270
    assert api.code("modify", "estate", {"data": {"ort": "x"}}) == 79
    assert api.code("modify", "estate", {"data": {"ort": "x"}}, 18) == 293
    assert api.code("modify", "estate", {"data": {"ort": "x"}}, "x") == 293
    assert api.code("modify", "estate", {}, 17) == 167


def test_pdf(api: Api) -> None:
    templates = api.call("get", "templates", {"type": "pdf"})
    template = templates[0]["elements"]["identifier"]
    asked = {"estateid": 17, "template": template, "addressids": [22]}
    packed = base64.b64decode(api.one("get", "pdf", asked)["document"])
    assert packed[0] == 0x78
    plain = base64.b64decode(api.one("get", "pdf", {**asked, "gzcompress": False})["document"])
    assert zlib.decompress(packed) == plain
    assert plain.startswith(b"%PDF-1.4\n") and plain.endswith(b"%%EOF\n")
    start = int(plain.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert plain[start:].startswith(b"xref\n0 6\n")
    (url,) = api.one("get", "pdf", {**asked, "asurl": True})
    assert url.endswith("/17.pdf")
    assert api.code("get", "pdf") == 111
    assert api.code("get", "pdf", {"estateid": 17}) == 54
    assert api.code("get", "pdf", {**asked, "estateid": 18}) == 293
    assert api.code("get", "pdf", {**asked, "estateid": "x"}) == 65
    assert api.code("get", "pdf", {**asked, "addressids": 1}) == 292
    assert api.code("get", "pdf", {**asked, "language": "xx"}) == 160


def test_price_offers(own: Api) -> None:
    pair = {"estateId": 17, "addressId": 22}
    assert own.one("get", "priceOffer", pair) == {"priceOffer": ""}
    assert own.one("do", "priceOffer", {**pair, "priceOffer": 350000}) == {"success": "success"}
    result = own.result("get", "priceOffer", pair)
    assert result["cacheable"] is False
    assert result["data"]["records"][0]["elements"] == {"priceOffer": "350.000,00 €"}
    assert own.code("do", "priceOffer", {**pair, "priceOffer": "viel"}) == 214
    assert own.code("do", "priceOffer", pair) == 214
    assert own.code("get", "priceOffer", {"addressId": 22}) == 110
    assert own.code("get", "priceOffer", {"estateId": 17}) == 96
    assert own.code("get", "priceOffer", {"estateId": 17, "addressId": 21}) == 292
    assert own.code("get", "priceOffer", {"estateId": 17, "addressId": "x"}) == 64


def test_tracking(own: Api) -> None:
    account = {"accountname": "eigentuemer", "accountpassword": "geheim", "estateid": 17}
    created = own.call("do", "createestatetrackingaccount", {**account, "addressid": 22})[0]
    assert created["type"] == "estateTracking"
    login = {"accountname": "eigentuemer", "password": "geheim"}
    shown = own.one("get", "estatetrackingdetails", login)
    assert shown["estateids"] == {"1": "17"}
    assert shown["addressid"] == "22"
    assert "password" not in shown
    assert own.code("get", "estatetrackingdetails", {**login, "password": "x"}) == 105
    assert own.code("get", "estatetrackingdetails", {**login, "accountname": "x"}) == 103
    assert own.code("get", "estatetrackingdetails", {"accountname": "x"}) == 102
    assert own.code("do", "createestatetrackingaccount", account) == 255
    assert own.code("do", "createestatetrackingaccount", {**account, "estateid": 18}) == 293
    related = {"relationtype": R + "estateTracking:estate", "parentids": [created["id"]]}
    assert own.one("get", "idsfromrelation", related) == {str(created["id"]): ["17"]}


def test_working_lists(own: Api) -> None:
    asked = {"listName": "Heute anrufen", "type": "address", "visibility": 0, "ids": [22, 25]}
    assert own.create("workinglist", asked) == 1
    for change, code in (
        ({}, 266),
        ({"listName": " "}, 273),
        ({"listName": "b", "type": "task"}, 269),
        ({"listName": "b", "ids": []}, 265),
        ({"listName": "b", "ids": [22] * 1001}, 264),
        ({"listName": "b", "ids": [21]}, 292),
        ({"listName": "b", "ids": ["x"]}, 185),
        ({"listName": "b", "type": "estate", "ids": [18]}, 293),
        ({"listName": "b", "visibility": 5}, 255),
        ({"listName": "b", "groupId": 1}, 272),
        ({"listName": "b", "userId": 1}, 251),
    ):
        assert own.code("create", "workinglist", {**asked, **change}) == code


def test_categories(api: Api) -> None:
    records = {record["id"]: record["elements"] for record in api.call("get", "estateCategories")}
    assert {"id": "haus", "name": "Haus"} in records["objektart"]
    assert {"id": "penthouse", "name": "Penthouse"} in records["objekttyp"]


def test_widgets(api: Api) -> None:
    widgets = api.call("get", "statisticWidgets", {"module": "estate"})
    origins = [widget["elements"]["configuration"]["origin"] for widget in widgets]
    assert origins[0] == [] and isinstance(origins[1], dict)
    assert api.code("get", "statisticWidgets", {"module": "address"}) == 163
