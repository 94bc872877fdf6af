"""Actions as JSON: what goes through untouched, and what is refused before anything is sent."""

from __future__ import annotations

import datetime
import json
import pickle
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from libonoffice import Action, ArgumentError
from libonoffice._action import encode


def test_all_members_are_spelled_the_apis_way() -> None:
    action = Action("modify", "estate", {"data": {"lage": "Nähe Park"}}, 4711, "q1")
    assert encode(action).decode() == (
        '{"actionid":"modify","resourcetype":"estate","resourceid":4711,"identifier":"q1",'
        '"parameters":{"data":{"lage":"Nähe Park"}}}'
    )


def test_the_order_of_parameters_is_kept() -> None:
    action = Action("read", "estate", {"sortby": {"ort": "ASC", "kaufpreis": "DESC", "Id": "ASC"}})
    sent = json.loads(encode(action))["parameters"]["sortby"]
    assert list(sent) == ["ort", "kaufpreis", "Id"]


@pytest.mark.parametrize("text", ['{ "actionid" : "read" }', '{"a":1e400, "b":"\\u00e4"}'])
def test_json_text_is_handed_on_untouched(text: str) -> None:
    assert encode(text) == text.encode()
    assert encode(text.encode()) == text.encode()
    assert encode(bytearray(text.encode())) == text.encode()


def test_mappings_keep_the_names_they_have() -> None:
    members = MappingProxyType({"actionid": "get", "resourcetype": "fields", "extra": 1})
    assert json.loads(encode(members)) == dict(members)


def test_an_action_is_a_value() -> None:
    action = Action("read", "estate", {"listlimit": 1})
    assert pickle.loads(pickle.dumps(action)) == action
    assert Action("read", "estate") == Action("read", "estate", None, "", "")


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"preis": float("nan")}, r"parameters\.preis is nan"),
        ({"a": [1, {"b": float("inf")}]}, r"parameters\.a\[1\]\.b is inf"),
        ({"a": (0.5, -float("inf"))}, r"parameters\.a\[1\] is -inf"),
        ({"a": Decimal("1.5")}, r"parameters\.a is of type Decimal.* number$"),
        ({"am": datetime.date(2025, 1, 1)}, r"parameters\.am is of type date"),
        ({"a": {1, 2}}, r"parameters\.a is of type set.* list$"),
        ({"a": iter("ab")}, r"parameters\.a is of type str_\w+iterator.* list$"),
        ({"a": b"bytes"}, r"parameters\.a is of type bytes"),
        ({(1, 2): "a"}, r"parameters has a key of type tuple"),
    ],
)
def test_what_json_lacks_is_refused_with_its_place(value: Any, place: str) -> None:
    with pytest.raises(ArgumentError, match=place) as caught:
        encode(Action("read", "estate", value))
    assert caught.value.__cause__ is None
    assert isinstance(caught.value, ValueError)


def test_what_holds_itself_is_refused() -> None:
    loop: dict[str, Any] = {}
    loop["again"] = loop
    with pytest.raises(ArgumentError, match="holds itself"):
        encode(Action("read", "estate", loop))


def test_too_deep_a_nest_is_refused() -> None:
    nest: list[Any] = []
    for _ in range(100_000):
        nest = [nest]
    with pytest.raises(ArgumentError, match="nested too deeply"):
        encode(Action("read", "estate", {"nest": nest}))


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ArgumentError, match="surrogate"):
        encode(Action("read", "estate", {"ort": "K\ud83dln"}))


@pytest.mark.parametrize("parameters", [["Id"], "Id", 5, {"Id"}])
def test_parameters_have_names(parameters: Any) -> None:
    with pytest.raises(ArgumentError, match="parameters are a mapping"):
        encode(Action("read", "estate", parameters))


@pytest.mark.parametrize("action", [None, 5, 1.5, ["read"], object()])
def test_what_is_no_action_is_refused(action: Any) -> None:
    with pytest.raises(ArgumentError, match="an action must be"):
        encode(action)
