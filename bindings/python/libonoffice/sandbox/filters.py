"""The filter object: conditions on fields, all of which have to hold.

    {"kaufpreis": [{"op": ">=", "val": 100000}], "ort": [{"op": "like", "val": "Aach%"}]}

Texts are compared without regard to case, numbers as numbers, `%` stands for any characters. An
empty field equals "" and null. A multiselect or contact field equals each of the values it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any, Optional

from .errors import ApiError
from .field import MOMENT, NUMERIC, Field, FieldSet, decimal, split_keys

Record = dict[str, Any]
Predicate = Callable[[Record], bool]
Test = Callable[[Any], bool]

OPERATORS = {
    "is": "=",
    "=": "=",
    "!=": "!=",
    "<>": "!=",
    ">": ">",
    "<": "<",
    ">=": ">=",
    "<=": "<=",
    "between": "between",
    "like": "like",
    "not like": "not like",
    "in": "in",
    "not in": "not in",
}
_FOR_SEVERAL = ("=", "!=", "like", "not like", "in", "not in")
_OPPOSITE = {"!=": "=", "not like": "like", "not in": "in"}


def compile_filter(
    given: Any, fields: FieldSet, banned: Collection[str] = (), unknown: int = 0
) -> Predicate:
    """A filter as one function.

    Raises ApiError 257 for a malformed filter, 142 for an unknown operator, 232 for one that a
    multiselect field does not know, 144 for a `banned` field, and the module's own code (or
    `unknown`) for an unknown field.
    """
    if given is None or given == [] or given == "":
        return lambda record: True
    if not isinstance(given, dict):
        raise ApiError(257)
    predicates = []
    for name, conditions in given.items():
        field = fields.field(name, unknown)
        if name in banned:
            raise ApiError(144, name)
        if not isinstance(conditions, list) or not conditions:
            raise ApiError(257, name)
        predicates += [_predicate(field, condition) for condition in conditions]
    return lambda record: all(predicate(record) for predicate in predicates)


def _predicate(field: Field, condition: Any) -> Predicate:
    name = field.name
    if not isinstance(condition, dict) or "op" not in condition or "val" not in condition:
        raise ApiError(257, name)
    given = condition["op"]
    operator = OPERATORS.get(" ".join(given.lower().split())) if isinstance(given, str) else None
    if operator is None:
        raise ApiError(142, str(given))
    several = field.type in ("multiselect", "contact")
    if several and operator not in _FOR_SEVERAL:
        raise ApiError(232, name)
    test = _test(field, _OPPOSITE.get(operator, operator), condition["val"])
    opposite = operator in _OPPOSITE
    if not several:
        return lambda record: test(record.get(name)) != opposite
    return lambda record: any(test(value) for value in _values(record, field)) != opposite


def _values(record: Record, field: Field) -> list[Any]:
    """What a field that holds several values holds; [None] if nothing."""
    if field.type == "contact":
        values: list[Any] = [
            entry.value for entry in record["contacts"] if entry.kind == field.name
        ]
    else:
        values = list(split_keys(record.get(field.name)))
    return values or [None]


def _test(field: Field, operator: str, value: Any) -> Test:
    """The test of one plain value."""
    if operator in ("in", "between"):
        if not isinstance(value, list) or (operator == "between" and len(value) != 2):
            raise ApiError(257, field.name)
        if operator == "in":
            wanted = {_comparable(field, item) for item in value}
            return lambda found: _key(field, found) in wanted
        low, high = (_comparable(field, item) for item in value)
        return lambda found: _between(_key(field, found), low, high)
    if isinstance(value, (list, dict)):
        raise ApiError(257, field.name)
    if operator == "like":
        pattern = re.compile(
            ".*".join(map(re.escape, fold(_text(value)).split("%"))), re.DOTALL
        ).fullmatch
        return lambda found: pattern(fold(found or "")) is not None
    bound = _comparable(field, value)
    if operator == "=":
        return lambda found: bool(_key(field, found) == bound)
    if bound is None:
        return lambda found: False
    compare = _COMPARE[operator]
    return lambda found: compare(_key(field, found), bound)


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    ">": lambda found, bound: found is not None and found > bound,
    "<": lambda found, bound: found is not None and found < bound,
    ">=": lambda found, bound: found is not None and found >= bound,
    "<=": lambda found, bound: found is not None and found <= bound,
}


def _between(found: Any, low: Any, high: Any) -> bool:
    if found is None or low is None or high is None:
        return False
    return bool(low <= found <= high)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return "" if value is None else str(value)


def _comparable(field: Field, value: Any) -> Any:
    """A value of the filter in the form `_key` gives to those of records."""
    if isinstance(value, (list, dict)):
        raise ApiError(257, field.name)
    if field.type in NUMERIC and value is not None and value != "":
        number = decimal(_text(value))
        if number is None:
            raise ApiError(257, field.name)
        return number
    return _key(field, _text(value))


def _key(field: Field, value: Optional[Any]) -> Any:
    """The form in which values of a field are compared; None is an empty field."""
    if value is None or value == "":
        return "0" if field.type == "boolean" else None
    if field.type in NUMERIC:
        return float(value)
    if field.type in MOMENT:
        return f"{value} 00:00:00" if len(str(value)) == 10 else str(value)
    return fold(str(value))


def fold(text: str) -> str:
    """A text as it is compared: without regard to case."""
    return str(text).casefold()
