"""Lists: pages, order, what is shown of each record, radius search."""

from __future__ import annotations

import math
from typing import Any

import pytest
from sandbox.client import Api

Record = dict[str, Any]


def ids(records: list[Record]) -> list[int]:
    return [record["id"] for record in records]


def test_paging_reaches_every_estate_once(api: Api) -> None:
    records = api.all("estate", {"data": ["Id"], "sortby": {"ort": "ASC", "kaufpreis": "DESC"}})
    assert len(records) == len(set(ids(records))) == 2360
    small: list[int] = []
    for offset in range(0, 200, 37):
        page = {"data": ["Id"], "listlimit": 37, "listoffset": offset}
        page["sortby"] = {"ort": "ASC", "kaufpreis": "DESC"}
        small += ids(api.call("read", "estate", page))
    assert small == ids(records)[: len(small)]


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ({}, 20),
        ({"listlimit": 3}, 3),
        ({"listlimit": "7"}, 7),
        ({"listlimit": 500}, 500),
        ({"listlimit": 5000}, 500),
        ({"listlimit": 0}, 0),
        ({"listoffset": 2350}, 10),
        ({"listoffset": 2360}, 0),
        ({"listoffset": 10**9}, 0),
    ],
)
def test_limits(api: Api, parameters: dict[str, Any], count: int) -> None:
    result = api.result("read", "estate", {"data": ["Id"], **parameters})
    assert len(result["data"]["records"]) == count
    assert result["data"]["meta"]["cntabsolute"] == 2360


@pytest.mark.parametrize("name", ["listlimit", "listoffset"])
def test_bad_limits(api: Api, name: str) -> None:
    assert api.code("read", "estate", {name: -1}) == 67
    assert api.code("read", "estate", {name: "x"}) == 68
    assert api.code("read", "address", {name: [1]}) == 68


def prices(api: Api, **parameters: Any) -> list[Any]:
    records = api.all("estate", {"data": ["kaufpreis"], **parameters})
    return [record["elements"]["kaufpreis"] for record in records]


def test_sorting_is_numeric_and_puts_empty_values_first(api: Api) -> None:
    rising = prices(api, sortby="kaufpreis")
    empty = rising.count(None)
    assert 0 < empty < 2360 and rising[:empty] == [None] * empty
    numbers = [float(price) for price in rising[empty:]]
    assert numbers == sorted(numbers)
    assert rising[empty:] != sorted(rising[empty:])  # as texts they would come in another order
    falling = prices(api, sortby="kaufpreis", sortorder="DESC")
    assert [price for price in falling if price] == sorted(rising[empty:], key=float, reverse=True)
    assert prices(api, sortby={"kaufpreis": "desc"}) == falling


def test_first_key_of_sortby_matters_most(api: Api) -> None:
    data = {"data": ["ort", "kaufpreis", "Id"]}

    def rows(sortby: Any) -> list[tuple[str, float, int]]:
        records = [record["elements"] for record in api.all("estate", {**data, "sortby": sortby})]
        return [(row["ort"], float(row["kaufpreis"] or -1), int(row["Id"])) for row in records]

    by_town = rows({"ort": "ASC", "kaufpreis": "DESC"})
    towns = [row[0] for row in by_town]
    umlauts = str.maketrans("äöü", "aou")
    assert towns == sorted(towns, key=lambda town: town.casefold().translate(umlauts))
    for town in ("Aachen", "Zürich"):
        column = [row[1] for row in by_town if row[0] == town]
        assert column == sorted(column, reverse=True)
    by_price = rows({"kaufpreis": "DESC", "ort": "ASC"})
    assert by_price != by_town
    column = [row[1] for row in by_price]
    assert column == sorted(column, reverse=True)


def test_sorting_is_stable(api: Api) -> None:
    records = api.all("estate", {"data": ["status"], "sortby": "status"})
    by_status: dict[str, list[int]] = {}
    for record in records:
        by_status.setdefault(record["elements"]["status"], []).append(record["id"])
    assert list(by_status) == ["0", "1", "2"]
    assert all(group == sorted(group) for group in by_status.values())


def test_bad_sorting(api: Api) -> None:
    assert api.code("read", "estate", {"sortby": "nix"}) == 212
    assert api.code("read", "estate", {"sortby": {"nix": "ASC"}}) == 212
    assert api.code("read", "estate", {"sortby": ["Id"]}) == 212
    assert api.code("read", "address", {"sortby": "email"}) == 212
    assert api.code("read", "estate", {"sortby": {"Id": "UP"}}) == 255
    assert api.code("read", "estate", {"sortby": "Id", "sortorder": 5}) == 255
    assert api.code("read", "estate", {"sortby": []}) == 0


def test_one_record_by_its_number(api: Api) -> None:
    ignored = {"filter": {"Id": [{"op": "=", "val": 19}]}, "listoffset": 5}
    for number in (17, "17"):
        result = api.result("read", "estate", {"data": ["Id"], **ignored}, number)
        assert ids(result["data"]["records"]) == [17]
        assert result["resourceid"] == "17"
    result = api.result("read", "estate", {"data": ["Id"]}, 18)
    assert result["data"] == {"meta": {"cntabsolute": 0}, "records": []}
    assert api.call("read", "address", {"data": ["Name"]}, 1) == []
    assert api.code("read", "estate", {}, "abc") == 235


def test_unknown_columns(api: Api) -> None:
    assert api.code("read", "estate", {"data": ["Id", "kaufPreis"]}) == 143
    assert api.code("read", "estate", {"data": [5]}) == 291
    assert api.code("read", "estate", {"data": "Id"}) == 74
    assert api.code("read", "address", {"data": ["status"]}) == 75
    assert api.code("read", "task", {"data": ["x"]}) == 138
    assert api.code("read", "agentslog", {"data": ["x"]}) == 141
    assert api.code("read", "user", {"data": ["x"]}) == 141


def test_no_columns(api: Api) -> None:
    record = api.call("read", "estate", {"listlimit": 1})[0]
    assert record == {"id": 17, "type": "estate", "elements": []}


def test_scalars_come_as_texts(api: Api) -> None:
    found = {"kaufpreis": [{"op": ">", "val": 0}], "heizungsart": [{"op": "=", "val": "ofen"}]}
    data = ["Id", "kaufpreis", "breitengrad", "verkauft", "heizungsart", "kaltmiete", "baujahr"]
    for record in api.call("read", "estate", {"data": data, "filter": found, "listlimit": 50}):
        row = record["elements"]
        assert row["Id"] == str(record["id"])
        assert len(row["kaufpreis"].partition(".")[2]) == 2
        assert len(row["breitengrad"].partition(".")[2]) == 5
        assert row["verkauft"] in ("0", "1")
        assert row["heizungsart"][0] == row["heizungsart"][-1] == "|"
        assert row["kaltmiete"] is None
        assert row["baujahr"].isdigit()


def test_formatted_output(own: Api) -> None:
    data = {
        "objektart": "haus",
        "kaufpreis": 1350000.5,
        "wohnflaeche": "1234.50",
        "etage": 3,
        "auftragbis": "2027-03-01",
        "heizungsart": ["ofen", "fernwaerme"],
        "verkauft": 1,
        "balkon": True,
        "breitengrad": 50.78,
        "kaltmiete": "",
        "baujahr": 1998,
    }
    number = own.create("estate", {"data": data})
    asked = {"data": ["Id", *data], "formatoutput": True}
    shown = own.one("read", "estate", asked, number)
    assert shown == {
        "Id": f"{number:,}".replace(",", "."),
        "objektart": "Haus",
        "kaufpreis": "1.350.000,50 €",
        "wohnflaeche": "1.234,5 m²",
        "etage": "3",
        "auftragbis": "01.03.2027",
        "heizungsart": ["Ofen", "Fernwärme"],
        "verkauft": "1",
        "balkon": "Ja",
        "breitengrad": "50.78000",
        "kaltmiete": None,
        "baujahr": "1998",
    }
    english = own.one("read", "estate", {**asked, "outputlanguage": "ENG"}, number)
    assert english["objektart"] == "House"
    assert english["kaufpreis"] == "1,350,000.50 €"
    assert english["balkon"] == "Yes"
    assert english["heizungsart"] == ["Stove", "District heating"]
    assert own.code("read", "estate", {"outputlanguage": "DE"}) == 160


def kilometres(row: dict[str, str], latitude: float, longitude: float) -> float:
    """Good enough within a few dozen kilometres."""
    north = (float(row["breitengrad"]) - latitude) * 111.2
    east = (float(row["laengengrad"]) - longitude) * 111.2 * math.cos(math.radians(latitude))
    return math.hypot(north, east)


def test_radius(api: Api) -> None:
    data = {"data": ["ort", "breitengrad", "laengengrad"], "listlimit": 500}
    by_zip = {"country": "DEU", "zip": "52062", "radius": "10"}
    found = api.call("read", "estate", {**data, "georangesearch": by_zip})
    towns = {record["elements"]["ort"] for record in found}
    assert towns == {"Aachen", "Würselen"}
    everything = api.all("estate", data)
    near = [row for row in everything if kilometres(row["elements"], 50.7753, 6.0839) < 9.9]
    wide = [row for row in everything if kilometres(row["elements"], 50.7753, 6.0839) < 10.1]
    assert set(ids(near)) <= set(ids(found)) <= set(ids(wide))
    by_city = {"country": "DEU", "city": "Aachen", "radius": 10}
    by_place = {"latitude": "50.7753", "longitude": "6.0839", "radius": "10"}
    for search in (by_city, by_place):
        assert api.call("read", "estate", {**data, "georangesearch": search}) == found
    nowhere = {"country": "DEU", "zip": "00000", "radius": 10}
    assert api.call("read", "estate", {**data, "georangesearch": nowhere}) == []


@pytest.mark.parametrize(
    "search",
    [
        {"country": "DEU", "zip": "52062"},
        {"zip": "52062", "radius": 10},
        {"country": "DEU", "radius": 10},
        {"country": "DEU", "zip": "52062", "radius": "far"},
        {"latitude": "50.7", "radius": 10},
        {"latitude": "x", "longitude": "6", "radius": 10},
        {"country": "DEU", "zip": "52062", "radius": -1},
    ],
)
def test_incomplete_radius(api: Api, search: dict[str, Any]) -> None:
    assert api.code("read", "estate", {"georangesearch": search}) == 164


def test_language_versions(own: Api) -> None:
    data = {"data": ["Id", "objekttitel"], "addestatelanguage": True, "addMainLangId": True}
    english = own.call("read", "estate", {**data, "estatelanguage": "ENG", "listlimit": 500})
    assert len(english) == 197
    first = english[0]
    assert first["id"] == 900001
    assert first["elements"]["language"] == "ENG"
    assert first["elements"]["mainLangId"] == "17"
    main = own.one("read", "estate", data, 17)
    assert main["language"] == "" and main["mainLangId"] is None
    assert main["objekttitel"] != first["elements"]["objekttitel"]
    change = {"data": {"objekttitel": "Castle"}, "estatelanguage": "ENG"}
    assert own.code("modify", "estate", change, 900001) == 198
    assert own.code("modify", "estate", change, 17) == 0
    assert own.one("read", "estate", data, 17) == main
    version = own.one("read", "estate", {**data, "estatelanguage": "ENG"}, 17)
    assert version["objekttitel"] == "Castle"
    assert own.code("modify", "estate", {**change, "estatelanguage": "FRA"}, 17) == 80
    assert own.code("read", "estate", {"estatelanguage": "xx"}) == 160


def test_extras(api: Api) -> None:
    row = api.one("read", "estate", {"data": ["multiParkingLot", "uuid"], "addMobileUrl": True}, 19)
    assert set(row) == {"multiParkingLot", "uuid", "mobileUrl"}
    assert row["mobileUrl"].startswith(api.sandbox.url.rsplit("/api/", 1)[0])
    uuid = {"filter": {"uuid": [{"op": "=", "val": row["uuid"]}]}}
    assert ids(api.call("read", "estate", uuid)) == [19]
