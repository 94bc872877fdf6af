"""Conditions on fields: what Python writes, and the JSON the API gets."""

from __future__ import annotations

import datetime
import decimal
import json
from collections.abc import Callable
from typing import Any

import pytest

from libonoffice import Action, ArgumentError, Client, Filter, field
from libonoffice._action import encode

price = field("kaufpreis")

WRITTEN: list[tuple[Filter, dict[str, Any]]] = [
    (price == 5, {"kaufpreis": [{"op": "=", "val": 5}]}),
    (price != "a", {"kaufpreis": [{"op": "!=", "val": "a"}]}),
    (price < 5, {"kaufpreis": [{"op": "<", "val": 5}]}),
    (price <= 5.5, {"kaufpreis": [{"op": "<=", "val": 5.5}]}),
    (price > 5, {"kaufpreis": [{"op": ">", "val": 5}]}),
    (price >= 5, {"kaufpreis": [{"op": ">=", "val": 5}]}),
    (price.between(1, 2), {"kaufpreis": [{"op": "BETWEEN", "val": [1, 2]}]}),
    (price.is_in(1, 2), {"kaufpreis": [{"op": "IN", "val": [1, 2]}]}),
    (price.is_in([1, 2]), {"kaufpreis": [{"op": "IN", "val": [1, 2]}]}),
    (price == [1, 2], {"kaufpreis": [{"op": "IN", "val": [1, 2]}]}),
    (price != ("a",), {"kaufpreis": [{"op": "NOT IN", "val": ["a"]}]}),
    (price.not_in("a"), {"kaufpreis": [{"op": "NOT IN", "val": ["a"]}]}),
    (price.is_in("abc"), {"kaufpreis": [{"op": "IN", "val": ["abc"]}]}),
    (price.like("A%"), {"kaufpreis": [{"op": "LIKE", "val": "A%"}]}),
    (price.not_like("A%"), {"kaufpreis": [{"op": "NOT LIKE", "val": "A%"}]}),
    (price == True, {"kaufpreis": [{"op": "=", "val": 1}]}),  # noqa: E712
    (price == decimal.Decimal("1E+2"), {"kaufpreis": [{"op": "=", "val": "100"}]}),
    (
        price >= datetime.date(2025, 1, 2),
        {"kaufpreis": [{"op": ">=", "val": "2025-01-02"}]},
    ),
    (
        price >= datetime.datetime(2025, 1, 2, 3, 4, 5),
        {"kaufpreis": [{"op": ">=", "val": "2025-01-02 03:04:05"}]},
    ),
    (
        (price > 1) & (field("status") == 1) & (price < 9),
        {
            "kaufpreis": [{"op": ">", "val": 1}, {"op": "<", "val": 9}],
            "status": [{"op": "=", "val": 1}],
        },
    ),
    (
        (price > 1) & {"ort": [{"op": "like", "val": "A%"}]},
        {"kaufpreis": [{"op": ">", "val": 1}], "ort": [{"op": "like", "val": "A%"}]},
    ),
]


@pytest.mark.parametrize(("written", "meant"), WRITTEN, ids=[str(item[0]) for item in WRITTEN])
def test_a_condition_prints_as_the_api_s_json(written: Filter, meant: dict[str, Any]) -> None:
    assert dict(written) == meant
    assert json.loads(str(written)) == meant
    assert repr(written) == f"Filter({written})"
    sent = json.loads(encode(Action("read", "estate", {"filter": written})))
    assert sent["parameters"]["filter"] == meant


def test_joining_leaves_the_parts_alone() -> None:
    low, high = price > 1, price < 9
    both = low & high
    assert len(both["kaufpreis"]) == 2
    assert len(low["kaufpreis"]) == len(high["kaufpreis"]) == 1


MISUSES: list[Callable[[], Any]] = [
    lambda: 1 < price < 5,
    lambda: (price > 1) and (price < 5),
    lambda: not (price > 1),
    lambda: (price > 1) | (price < 5),
    lambda: (price > 1) & 5,  # type: ignore[operator]
]


@pytest.mark.parametrize("misuse", MISUSES)
def test_what_would_drop_a_condition_is_refused(misuse: Callable[[], Any]) -> None:
    with pytest.raises(TypeError):
        misuse()


MISTAKES: list[Callable[[], Any]] = [
    lambda: price == None,  # noqa: E711
    lambda: price == object(),
    lambda: price.is_in(),
    lambda: price.is_in([]),
    lambda: price.is_in(1, None),
    lambda: price.is_in([1], [2]),
    lambda: price == datetime.datetime(2025, 1, 1, tzinfo=datetime.timezone.utc),
    lambda: price == decimal.Decimal("NaN"),
    lambda: field(""),
    lambda: Filter("kaufpreis<300000"),  # type: ignore[arg-type]
    lambda: Filter(price),  # type: ignore[arg-type]
    lambda: Filter([price < 1]),  # type: ignore[arg-type]
    lambda: Filter({"kaufpreis": "300000"}),  # type: ignore[dict-item]
    lambda: Filter({"kaufpreis": {"op": "<", "val": 1}}),  # type: ignore[dict-item]
    lambda: (price < 1) & {"ort": ["Aachen"]},  # type: ignore[list-item]
]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_the_api_cannot_compare_is_refused(mistake: Callable[[], Any]) -> None:
    with pytest.raises(ArgumentError):
        mistake()


def test_the_sandbox_understands_every_operator(client: Client) -> None:
    everything = client.read("estate", data=["Id"], limit=1).total
    assert everything

    def count(condition: Filter) -> int:
        return client.read("estate", data=["Id"], filter=condition, limit=1).total or 0

    cheap, town = price < 300_000, field("ort")
    assert 0 < count(cheap) < everything
    assert count(cheap) + count(price.between(300_000, 10**12)) <= everything
    assert count(town.like("A%")) + count(town.not_like("A%")) == everything
    some = count(town == ["Aachen", "Berlin"])
    assert some == count(town == "Aachen") + count(town == "Berlin")
    assert count(town != ["Aachen", "Berlin"]) == everything - some
    assert count((town == "Aachen") & cheap) <= count(cheap)
