"""Where-clauses: the first operator counts, and what looks like a number may be none."""

from __future__ import annotations

from typing import Any

import click
import pytest

from libonoffice.cli.where import parse_where

CLAUSES: list[tuple[str, str, str, Any]] = [
    ("status=active", "status", "=", "active"),
    ("status!=deleted", "status", "!=", "deleted"),
    ("status<>deleted", "status", "!=", "deleted"),
    ("status==active", "status", "=", "active"),
    ('status=="=5"', "status", "=", "=5"),
    ("price<500000", "price", "<", 500_000),
    ("rooms>3", "rooms", ">", 3),
    ("price<=300000", "price", "<=", 300_000),
    ("rooms>=4", "rooms", ">=", 4),
    ("price=299.99", "price", "=", 299.99),
    ("x=-5", "x", "=", -5),
    ("  status = active  ", "status", "=", "active"),
    ("city like Aach%", "city", "LIKE", "Aach%"),
    ("city NOT  like Berlin", "city", "NOT LIKE", "Berlin"),
    ("city like 5", "city", "LIKE", "5"),
    # the first operator by position
    ("titel=Haus>Wohnung", "titel", "=", "Haus>Wohnung"),
    ("titel=a like b", "titel", "=", "a like b"),
    ("titel like a=b", "titel", "LIKE", "a=b"),
    ("titel>a in b", "titel", ">", "a in b"),
    # texts that look like numbers
    ("plz=01099", "plz", "=", "01099"),
    ("x=1e3", "x", "=", "1e3"),
    ("x=+5", "x", "=", "+5"),
    ("x=12345678901234567890", "x", "=", "12345678901234567890"),
    ('nr="5"', "nr", "=", "5"),
    ("nr='5'", "nr", "=", "5"),
    ('leer=""', "leer", "=", ""),
    ("active=true", "active", "=", "true"),
    # lists
    ("ort IN Aachen,Berlin", "ort", "IN", ["Aachen", "Berlin"]),
    ("status in (1, 2)", "status", "IN", [1, 2]),
    ("plz not in 01099,50667", "plz", "NOT IN", ["01099", 50667]),
    ('ort in "Aachen, Stadt",Berlin', "ort", "IN", ["Aachen, Stadt", "Berlin"]),
    ("ort in 'Aachen, Stadt',Berlin", "ort", "IN", ["Aachen, Stadt", "Berlin"]),
    ("kaufpreis between 1 and 2", "kaufpreis", "BETWEEN", [1, 2]),
    ("kaufpreis BETWEEN 1,2", "kaufpreis", "BETWEEN", [1, 2]),
    (
        "geaendert_am between 2025-01-01 00:00:00 AND 2025-02-01",
        "geaendert_am",
        "BETWEEN",
        ["2025-01-01 00:00:00", "2025-02-01"],
    ),
    ("user.Nr=5", "user.Nr", "=", 5),
]


@pytest.mark.parametrize(("clause", "field", "operator", "value"), CLAUSES)
def test_a_clause_is_a_condition(clause: str, field: str, operator: str, value: Any) -> None:
    made = dict(parse_where(clause))
    assert made == {field: [{"op": operator, "val": value}]}
    assert type(made[field][0]["val"]) is type(value)


@pytest.mark.parametrize(
    ("clause", "reason"),
    [
        ("statusactive", "there is no operator"),
        ("", "there is no operator"),
        ("=active", "name is missing"),
        ("status=", "value is missing"),
        ("status like", "value is missing"),
        ("owner=null", "no null"),
        ("owner in 1,NULL", "no null"),
        ("x between 1", "two values"),
        ("x between 1,2,3", "two values"),
        ("x in ()", "list is empty"),
        ("x in a\rb", "new-line"),
        ("two words=5", "no operator"),
    ],
)
def test_what_is_no_clause_is_refused_with_the_reason(clause: str, reason: str) -> None:
    with pytest.raises(click.UsageError, match=reason) as caught:
        parse_where(clause)
    assert repr(clause) in str(caught.value.message)
