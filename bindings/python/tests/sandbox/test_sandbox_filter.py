"""Filters: every operator against the same condition in Python, and every refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Optional

import pytest
from sandbox.client import Api

from libonoffice.sandbox import Sandbox

DATA = [
    "Id", "ort", "kaufpreis", "status", "objektart", "heizungsart", "verkauft", "geaendert_am",
    "auftragbis", "baujahr", "etage", "veroeffentlichen",
]  # fmt: skip

Row = dict[str, Any]
Check = Callable[[Row], bool]


@pytest.fixture(scope="module")
def rows(box: Sandbox) -> list[Row]:
    with Api(box) as api:
        return [record["elements"] for record in api.all("estate", {"data": DATA})]


def number(row: Row, name: str) -> Optional[float]:
    return None if row[name] is None else float(row[name])


def over(name: str, limit: float) -> Check:
    return lambda row: row[name] is not None and float(row[name]) > limit


def under(name: str, limit: float) -> Check:
    return lambda row: row[name] is not None and float(row[name]) < limit


CASES: list[tuple[dict[str, Any], Check]] = [
    ({"ort": [{"op": "=", "val": "Köln"}]}, lambda row: row["ort"] == "Köln"),
    ({"ort": [{"op": "is", "val": "kÖLN"}]}, lambda row: row["ort"] == "Köln"),
    ({"ort": [{"op": "IS", "val": "Köln"}]}, lambda row: row["ort"] == "Köln"),
    ({"ort": [{"op": "!=", "val": "Köln"}]}, lambda row: row["ort"] != "Köln"),
    ({"ort": [{"op": "<>", "val": "Köln"}]}, lambda row: row["ort"] != "Köln"),
    ({"ort": [{"op": "like", "val": "Aach%"}]}, lambda row: row["ort"] == "Aachen"),
    ({"ort": [{"op": "LIKE", "val": "%burg"}]}, lambda row: row["ort"].endswith("burg")),
    ({"ort": [{"op": "like", "val": "%ü%n"}]}, lambda r: "ü" in r["ort"] and r["ort"][-1] == "n"),
    ({"ort": [{"op": "like", "val": "K_ln"}]}, lambda row: False),
    ({"ort": [{"op": "like", "val": "Köln"}]}, lambda row: row["ort"] == "Köln"),
    ({"ort": [{"op": "not like", "val": "%e%"}]}, lambda row: "e" not in row["ort"].lower()),
    ({"ort": [{"op": "Not  Like", "val": "%e%"}]}, lambda row: "e" not in row["ort"].lower()),
    ({"ort": [{"op": "in", "val": ["Köln", "Mainz"]}]}, lambda r: r["ort"] in ("Köln", "Mainz")),
    ({"ort": [{"op": "in", "val": []}]}, lambda row: False),
    ({"ort": [{"op": "NOT IN", "val": ["Köln"]}]}, lambda row: row["ort"] != "Köln"),
    ({"ort": [{"op": "between", "val": ["B", "C"]}]}, lambda row: row["ort"][0] == "B"),
    ({"ort": [{"op": ">=", "val": "W"}]}, lambda row: row["ort"][0] in "WZ"),
    ({"kaufpreis": [{"op": ">", "val": 300000}]}, over("kaufpreis", 300000)),
    ({"kaufpreis": [{"op": "<", "val": "99000"}]}, under("kaufpreis", 99000)),
    ({"kaufpreis": [{"op": ">=", "val": 300000}]}, over("kaufpreis", 299999.99)),
    ({"kaufpreis": [{"op": "<=", "val": 300000.0}]}, under("kaufpreis", 300000.01)),
    (
        {"kaufpreis": [{"op": ">=", "val": 100000}, {"op": "<", "val": 300000}]},
        lambda row: row["kaufpreis"] is not None and 100000 <= float(row["kaufpreis"]) < 300000,
    ),
    (
        {"kaufpreis": [{"op": "BETWEEN", "val": [100000, "200000"]}]},
        lambda row: row["kaufpreis"] is not None and 100000 <= float(row["kaufpreis"]) <= 200000,
    ),
    ({"kaufpreis": [{"op": "=", "val": ""}]}, lambda row: row["kaufpreis"] is None),
    ({"kaufpreis": [{"op": "is", "val": None}]}, lambda row: row["kaufpreis"] is None),
    ({"kaufpreis": [{"op": "!=", "val": ""}]}, lambda row: row["kaufpreis"] is not None),
    ({"kaufpreis": [{"op": ">", "val": ""}]}, lambda row: False),
    ({"etage": [{"op": "in", "val": [1, "2"]}]}, lambda row: row["etage"] in ("1", "2")),
    ({"status": [{"op": "=", "val": 1}]}, lambda row: row["status"] == "1"),
    ({"verkauft": [{"op": "=", "val": True}]}, lambda row: row["verkauft"] == "1"),
    ({"verkauft": [{"op": "=", "val": 0}]}, lambda row: row["verkauft"] == "0"),
    ({"Id": [{"op": "in", "val": [17, "19", 18]}]}, lambda row: row["Id"] in ("17", "19")),
    (
        {
            "geaendert_am": [
                {"op": "between", "val": ["2023-01-01 00:00:00", "2023-12-31 23:59:59"]}
            ]
        },
        lambda row: row["geaendert_am"].startswith("2023"),
    ),
    (
        {"geaendert_am": [{"op": ">", "val": "2024-06-30"}]},
        lambda row: row["geaendert_am"] > "2024-06-30",
    ),
    (
        {"auftragbis": [{"op": "<=", "val": "2026-06-30"}]},
        lambda row: row["auftragbis"] <= "2026-06-30",
    ),
    ({"heizungsart": [{"op": "=", "val": "ofen"}]}, lambda row: "|ofen|" in row["heizungsart"]),
    ({"heizungsart": [{"op": "!=", "val": "ofen"}]}, lambda r: "|ofen|" not in r["heizungsart"]),
    (
        {"heizungsart": [{"op": "in", "val": ["ofen", "etage"]}]},
        lambda row: "|ofen|" in row["heizungsart"] or "|etage|" in row["heizungsart"],
    ),
    (
        {"heizungsart": [{"op": "not in", "val": ["ofen", "etage"]}]},
        lambda row: "|ofen|" not in row["heizungsart"] and "|etage|" not in row["heizungsart"],
    ),
    ({"heizungsart": [{"op": "like", "val": "%waerm%"}]}, lambda r: "waerm" in r["heizungsart"]),
    ({"heizungsart": [{"op": "not like", "val": "%o%"}]}, lambda r: "o" not in r["heizungsart"]),
    ({"heizungsart": [{"op": "=", "val": ""}]}, lambda row: row["heizungsart"] == ""),
    (
        {"status": [{"op": "=", "val": "1"}], "objektart": [{"op": "=", "val": "haus"}]},
        lambda row: row["status"] == "1" and row["objektart"] == "haus",
    ),
    ({}, lambda row: True),
]  # fmt: skip


@pytest.mark.parametrize(("given", "check"), CASES, ids=[str(case[0])[:60] for case in CASES])
def test_operator(api: Api, rows: list[Row], given: dict[str, Any], check: Check) -> None:
    result = api.result("read", "estate", {"data": ["Id"], "filter": given, "listlimit": 500})
    assert result["status"]["errorcode"] == 0
    wanted = [row["Id"] for row in rows if check(row)]
    found = [record["elements"]["Id"] for record in result["data"]["records"]]
    assert found == wanted[:500]
    assert result["data"]["meta"]["cntabsolute"] == len(wanted)


def test_empty_list_is_no_filter(api: Api) -> None:
    result = api.result("read", "estate", {"filter": [], "listlimit": 1})
    assert result["data"]["meta"]["cntabsolute"] == 2360


@pytest.mark.parametrize(
    ("resource_type", "given", "code"),
    [
        ("estate", {"nix": [{"op": "=", "val": 1}]}, 143),
        ("address", {"nix": [{"op": "=", "val": 1}]}, 75),
        ("task", {"nix": [{"op": "=", "val": 1}]}, 138),
        ("agentslog", {"nix": [{"op": "=", "val": 1}]}, 141),
        ("user", {"nix": [{"op": "=", "val": 1}]}, 141),
        ("estate", {"ort": [{"op": "~", "val": 1}]}, 142),
        ("estate", {"ort": [{"op": 1, "val": 1}]}, 142),
        ("estate", {"ort": [{"op": "", "val": 1}]}, 142),
        ("estate", {"heizungsart": [{"op": ">", "val": "ofen"}]}, 232),
        ("estate", {"heizungsart": [{"op": "between", "val": ["a", "b"]}]}, 232),
        ("address", {"email": [{"op": "<", "val": "a"}]}, 232),
        ("estate", "x", 257),
        ("estate", [1], 257),
        ("estate", {"ort": {"op": "=", "val": 1}}, 257),
        ("estate", {"ort": []}, 257),
        ("estate", {"ort": ["="]}, 257),
        ("estate", {"ort": [{"op": "="}]}, 257),
        ("estate", {"ort": [{"val": "="}]}, 257),
        ("estate", {"ort": [{"op": "=", "val": ["a"]}]}, 257),
        ("estate", {"ort": [{"op": "in", "val": "a"}]}, 257),
        ("estate", {"ort": [{"op": "in", "val": [["a"]]}]}, 257),
        ("estate", {"ort": [{"op": "between", "val": ["a"]}]}, 257),
        ("estate", {"kaufpreis": [{"op": "<", "val": "billig"}]}, 257),
        ("agentslog", {"Benutzer": [{"op": "=", "val": "x"}]}, 144),
        ("agentslog", {"dauer": [{"op": "=", "val": 1}]}, 144),
        ("agentslog", {"Absagegrund": [{"op": "=", "val": "preis"}]}, 237),
    ],
)
def test_refusals(api: Api, resource_type: str, given: Any, code: int) -> None:
    assert api.code("read", resource_type, {"filter": given}) == code


def test_saved_filters(api: Api, rows: list[Row]) -> None:
    names = {record["id"]: record for record in api.call("get", "filters", {"module": "estate"})}
    assert names[19]["elements"]["scope"] == "office"
    assert names[19]["type"] == "filter"
    parameters = {"filterid": 31, "filter": {"ort": [{"op": "=", "val": "Bremen"}]}}
    found = api.call("read", "estate", {"data": ["Id"], "listlimit": 500, **parameters})
    wanted = [
        row["Id"]
        for row in rows
        if row["objektart"] == "haus"
        and row["ort"] == "Bremen"
        and row["kaufpreis"] is not None
        and float(row["kaufpreis"]) <= 500000
    ]
    assert wanted and [record["elements"]["Id"] for record in found] == wanted
    assert api.code("read", "estate", {"filterid": 14}) == 284
    assert api.code("read", "address", {"filterid": 14}) == 0
    assert api.code("read", "address", {"filterid": "x"}) == 228
    assert api.code("get", "filters", {"module": "task"}) == 163
    assert api.code("get", "filters") == 167


def test_addresses_by_contact_entries(api: Api) -> None:
    people = api.all("address", {"data": ["Email", "email"]})
    several = next(
        person["elements"]
        for person in people
        if sum(name.startswith("email__") for name in person["elements"]) == 2
    )
    mails = [value for name, value in several.items() if name.startswith("email__")]

    def found(field: str, mail: str) -> list[int]:
        given = {field: [{"op": "=", "val": mail}]}
        return [record["id"] for record in api.call("read", "address", {"filter": given})]

    assert mails[0] == several["Email"]
    assert found("Email", mails[0]) == [several["id"]]
    assert found("Email", mails[1]) == []  # the main entry only
    assert found("email", mails[0]) == found("email", mails[1].upper()) == [several["id"]]
    everyone = [{"op": "!=", "val": mails[1]}]
    result = api.result("read", "address", {"filter": {"email": everyone}})
    assert result["data"]["meta"]["cntabsolute"] == 1259
