"""Search criteria, quick searches, and who suits an estate."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox.client import Api


def criteria(api: Api, *ids: int, mode: str = "searchcriteria") -> list[dict[str, Any]]:
    return api.call("get", "searchcriterias", {"mode": mode, "ids": list(ids), "listlimit": 500})


def test_modes(api: Api) -> None:
    (by_number,) = criteria(api, 62)
    meta = by_number["elements"]["_meta"]
    internal = criteria(api, int(meta["internaladdressid"]), mode="internal")
    external = criteria(api, int(meta["externaladdressid"]), mode="external")
    assert by_number in internal and internal == external
    person = api.one("read", "address", {"data": ["KdNr"]}, int(meta["internaladdressid"]))
    assert person["KdNr"] == meta["externaladdressid"] != meta["internaladdressid"]


def test_filter_mode(api: Api) -> None:
    asked = {"mode": "filter", "filter": {"status": [{"op": "=", "val": 0}]}, "listlimit": 500,
             "sortby": "creationdate", "sortorder": "DESC"}  # fmt: skip
    result = api.result("get", "searchcriterias", asked)
    metas = [record["elements"]["_meta"] for record in result["data"]["records"]]
    assert result["data"]["meta"]["cntabsolute"] == len(metas) > 50
    assert {meta["status"] for meta in metas} == {"0"}
    dates = [meta["creationdate"] for meta in metas]
    assert dates == sorted(dates, reverse=True)
    for change, code in (
        ({"sortby": None}, 167),
        ({"sortorder": None}, 167),
        ({"sortby": "x"}, 212),
        ({"filter": {"x": [{"op": "=", "val": 1}]}}, 141),
        ({"mode": "x"}, 204),
        ({"mode": None}, 204),
        ({"mode": "internal"}, 167),
        ({"mode": "internal", "ids": 5}, 74),
        ({"mode": "internal", "ids": ["x"]}, 185),
    ):
        assert api.code("get", "searchcriterias", {**asked, **change}) == code


def test_create_modify_delete(own: Api) -> None:
    wishes = {
        "vermarktungsart": "kauf",
        "objektart": ["haus", "wohnung"],
        "kaufpreis__von": 100000,
        "kaufpreis__bis": "300000",
        "wohnflaeche__von": "80",
        "range": "10",
        "range_ort": "Köln",
        "balkon": True,
        "krit_bemerkung": "dringend",
        "advisor": 21,
    }
    number = own.create("searchcriteria", {"addressid": 22, "data": wishes})
    shown = criteria(own, number)[0]["elements"]
    assert shown["vermarktungsart"] == ["kauf"] and shown["objektart"] == ["haus", "wohnung"]
    assert shown["range_kaufpreis"] == ["100000.00", "300000.00"]
    assert shown["range_wohnflaeche"] == ["80.00", ""]
    assert shown["Range"] == {"range": "10", "range_ort": "Köln"}
    assert (shown["balkon"], shown["krit_bemerkung"]) == ("1", "dringend")
    assert (shown["_meta"]["advisor"], shown["_meta"]["status"]) == ("21", "1")
    change = {"kaufpreis": [None, 500000], "sys_status": "0", "sys_ko": ["objektart"],
              "sysExpiryDate": "2027-12-31", "objektart": []}  # fmt: skip
    assert own.one("modify", "searchcriteria", {"data": change}, number) == {"success": "success"}
    shown = criteria(own, number)[0]["elements"]
    assert shown["range_kaufpreis"] == ["", "500000.00"] and shown["objektart"] == []
    assert (shown["_meta"]["status"], shown["_meta"]["kocriterias"]) == ("0", ["objektart"])
    assert own.one("delete", "searchcriteria", {}, number) == {"success": "success"}
    assert criteria(own, number) == []
    assert own.code("delete", "searchcriteria", [], number) == 95
    assert own.create("searchcriteria", {"adressid": 22, "data": {"range": "5"}}) == number


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({}, 254),
        ({"nix": 1}, 75),
        ({"kaufpreis__ab": 1}, 75),
        ({"objektart": ["Haus"]}, 76),
        ({"kaufpreis__von": "viel"}, 255),
        ({"kaufpreis": 5}, 255),
        ({"sys_status": "5"}, 255),
        ({"sysExpiryDate": "bald"}, 122),
        ({"advisor": 18}, 251),
        ({"advisor": "x"}, 251),
    ],
)
def test_refused_wishes(own: Api, data: dict[str, Any], code: int) -> None:
    before = criteria(own, 61)
    assert own.code("create", "searchcriteria", {"addressid": 22, "data": data}) == code
    good: dict[str, Any] = {"objektart": ["wohnung"]} if data else {}
    assert own.code("modify", "searchcriteria", {"data": {**good, **data}}, 61) == code
    assert criteria(own, 61) == before


def test_unknown_criteria(api: Api) -> None:
    assert api.code("modify", "searchcriteria", {"data": {"range": 1}}, 1) == 95
    assert api.code("modify", "searchcriteria", {"data": {"range": 1}}) == 79
    assert api.code("delete", "searchcriteria", {}, "x") == 95
    assert api.code("create", "searchcriteria", {"data": {"range": 1}}) == 96
    assert api.code("create", "searchcriteria", {"addressid": 23, "data": {"range": 1}}) == 292


def test_criteria_that_suit(api: Api) -> None:
    asked = {"searchdata": {"vermarktungsart": "kauf", "objektart": "haus", "kaufpreis": 350000}}
    result = api.result("get", "search", asked, "searchcriteria")
    records = result["data"]["records"]
    assert len(records) == 10 < result["data"]["meta"]["cntabsolute"]
    total = result["data"]["meta"]["cntabsolute"]
    every = api.call(
        "get", "search", {**asked, "limit": 500, "outputall": "true"}, "searchcriteria"
    )
    assert len(every) == total
    for record in every:
        row = record["elements"]
        assert row["Id"] == str(record["id"]) and row["objektart"] == "|haus|"
        assert float(row["kaufpreis__von"]) <= 350000 <= float(row["kaufpreis__bis"])
    assert len({record["elements"]["adresse"] for record in every}) == total
    count = api.result("get", "search", {**asked, "limit": 0}, "searchcriteria")["data"]
    assert count == {"meta": {"cntabsolute": total}, "records": []}
    second = api.call("get", "search", {**asked, "limit": 5, "offset": 5}, "searchcriteria")
    assert second == records[5:]
    assert all(set(record["elements"]) == {"Id", "adresse"} for record in records)
    some = {**asked, "outputfields": ["kaufpreis"], "order": {"Id": "DESC"}}
    ordered = api.call("get", "search", some, "searchcriteria")
    assert set(ordered[0]["elements"]) == {"Id", "adresse", "kaufpreis__von", "kaufpreis__bis"}
    numbers = [record["id"] for record in ordered]
    assert numbers == sorted(numbers, reverse=True)
    each = api.result("get", "search", {**asked, "groupbyaddress": False}, "searchcriteria")
    assert each["data"]["meta"]["cntabsolute"] >= total
    for change, code in (
        ({"searchdata": {}}, 167),
        ({"searchdata": {"nix": 1}}, 75),
        ({"order": ["nix"]}, 212),
        ({"limit": -1}, 67),
        ({"offset": "x"}, 68),
    ):
        assert api.code("get", "search", {**asked, **change}, "searchcriteria") == code


def test_suitors(api: Api) -> None:
    data = {"vermarktungsart": "kauf", "objektart": "haus", "kaufpreis": 350000}
    records = api.call("get", "qualifiedsuitors", {"estatedata": data})
    shares = [record["elements"]["percentage"] for record in records]
    assert shares == sorted(shares, reverse=True) and shares[0] == 100
    by_share = {record["elements"]["percentage"]: record["elements"] for record in records}
    assert by_share[100]["deviated"] == [[]]
    missed = [record["elements"] for record in records if record["elements"]["percentage"] < 100]
    assert missed and all(set(item["deviated"][0].values()) == {0} for item in missed)
    big = next(record for record in records if record["id"] == 18446077777783)
    assert big["elements"]["searchcriteria"] == 61
    assert api.code("get", "qualifiedsuitors") == 167
    assert api.code("get", "qualifiedsuitors", {"estatedata": {"nix": 1}}) == 75


def test_fields_of_criteria(api: Api) -> None:
    asked = {"language": "ENG", "additionalTranslations": True}
    records = api.call("get", "searchCriteriaFields", asked)
    fields = {field["id"]: field for record in records for field in record["elements"]["fields"]}
    assert fields["kaufpreis"]["rangefield"] == "true"
    assert fields["kaufpreis"]["type"].endswith(":dataType:float")
    assert fields["objektart"]["ko"] == "true"
    assert fields["objektart"]["values"]["haus"] == "House"
    assert fields["objektart"]["additionalTranslations"]["DEU"] == "Objektart"


def test_search_for_estates(api: Api) -> None:
    result = api.result("get", "search", {"input": "köln"}, "estate")
    rows = [record["elements"] for record in result["data"]["records"]]
    assert result["data"]["meta"]["cntabsolute"] is None and result["cacheable"] is False
    assert rows and all("Köln" in row["city"] or "Köln" in row["owner"] for row in rows)
    assert set(rows[0]) == {
        "externalestateno", "zipcode", "city", "street", "houseno", "owner", "type"
    }  # fmt: skip
    both = api.call("get", "search", {"input": "Köln Müller"}, "estate")
    assert both and all("Müller" in record["elements"]["owner"] for record in both)
    asked = {"input": "Köln", "sortby": "strasse", "sortorder": "DESC", "includeThumbnail": "small"}
    streets = [row["elements"]["street"] for row in api.call("get", "search", asked, "estate")]
    umlauts = str.maketrans("äöü", "aou")
    keys = [street.casefold().translate(umlauts) for street in streets]
    assert keys == sorted(keys, reverse=True)
    number = rows[0]["externalestateno"]
    hits = api.call("get", "search", {"input": number.lower()}, "estate")
    assert number in [hit["elements"]["externalestateno"] for hit in hits]
    for narrower in (
        {"filterId": 19},
        {"filter": {"objektart": [{"op": "=", "val": "wohnung"}]}},
    ):
        hits = api.call("get", "search", {"input": "Köln", **narrower}, "estate")
        assert 0 < len(hits) < len(rows)
        assert {hit["elements"]["type"] for hit in hits} == {"Wohnung"}
    for change, code in (
        ({"input": " "}, 69),
        ({"input": "K"}, 151),
        ({"sortby": "kaufpreis"}, 212),
        ({"includeThumbnail": "big"}, 172),
        ({"filterId": 5}, 284),
        ({"filter": {"nix": []}}, 143),
    ):
        assert api.code("get", "search", {"input": "Köln", **change}, "estate") == code


def test_search_for_addresses(api: Api) -> None:
    records = api.call("get", "search", {"input": "müller bremen", "listlimit": 3}, "address")
    assert 0 < len(records) <= 3
    for record in records:
        row = record["elements"]
        assert row["surname"] == "Müller" and row["addressDescription"].endswith("Bremen")
        assert isinstance(row["customerno"], int) and "emailaddress" not in row
    asked = {"input": "müller", "includecontactdata": True, "sortby": "KdNr", "sortorder": "DESC"}
    rows = [record["elements"] for record in api.call("get", "search", asked, "address")]
    assert isinstance(rows[0]["emailaddress"], list)
    numbers = [row["customerno"] for row in rows]
    assert numbers == sorted(numbers, reverse=True)
    exact = {"input": "müller", "casesensitive": True, "searchparameter": ["Name"]}
    assert api.call("get", "search", exact, "address") == []
    exact["input"] = "Müller"
    assert api.call("get", "search", exact, "address")
    phone = {"input": "4710", "searchparameter": ["phone"]}
    assert api.call("get", "search", phone, "address")
    for change, code in (
        ({"input": ""}, 69),
        ({"sortby": "Ort"}, 212),
        ({"searchparameter": ["nix"]}, 75),
    ):
        assert api.code("get", "search", {"input": "müller", **change}, "address") == code
