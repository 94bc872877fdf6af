"""Conditions as one types them: `kaufpreis<300000`, `ort like Aach%`, `status IN 1,2`."""

from __future__ import annotations

import csv
import re
from typing import Union

import click

from .._filter import Filter

# The operator that comes first counts: what follows it belongs to the value.
_SIGN = re.compile(r"\s*([^\s<>=!]+)\s*(<=|>=|<>|!=|==|=|<|>)(.*)", re.DOTALL)
_WORD = re.compile(
    r"\s*([^\s<>=!]+)\s+(not\s+like|like|not\s+in|in|between)\b(.*)", re.DOTALL | re.IGNORECASE
)
# Only what a number prints as: 01099 is a postal code, and 1e3 a name.
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]+)?")
_SAME = {"<>": "!=", "==": "="}
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)

Value = Union[str, int, float]

EXAMPLES = "kaufpreis<300000, plz=01099, 'ort like Aach%', 'status in 1,2', 'x between 1 and 2'"


def parse_where(text: str) -> Filter:
    """The condition of a where-clause.

    Raises:
        click.UsageError: it is none; the message names what is missing.
    """
    found = _SIGN.fullmatch(text) or _WORD.fullmatch(text)
    if found is None:
        if re.match(r"\s*[<>=!]", text):
            raise _wrong(text, "the field's name is missing")
        raise _wrong(text, "there is no operator")
    name, operator, rest = found[1], " ".join(found[2].upper().split()), found[3].strip()
    if not rest:
        raise _wrong(text, 'the value is missing; an empty field is ""')
    if operator in ("IN", "NOT IN"):
        return _condition(name, operator, _list(text, rest))
    if operator == "BETWEEN":
        bounds = _AND.split(rest, maxsplit=1)
        values = (
            [_value(text, bound) for bound in bounds] if len(bounds) == 2 else _list(text, rest)
        )
        if len(values) != 2:
            raise _wrong(text, "BETWEEN takes two values: x between 1 and 2")
        return _condition(name, operator, values)
    if operator in ("LIKE", "NOT LIKE"):
        return _condition(name, operator, str(_unquoted(rest)))
    return _condition(name, _SAME.get(operator, operator), _value(text, rest))


def _condition(name: str, operator: str, value: object) -> Filter:
    return Filter({name: [{"op": operator, "val": value}]})


def _value(text: str, value: str) -> Value:
    value = value.strip()
    if value.lower() == "null":
        raise _wrong(text, 'the API compares with no null; an empty field is ""')
    unquoted = _unquoted(value)
    if unquoted != value or not _NUMBER.fullmatch(value):
        return unquoted
    return float(value) if "." in value else int(value)


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value


def _list(text: str, values: str) -> list[Value]:
    if values[0] == "(" and values[-1] == ")":
        values = values[1:-1]
    quote = "'" if "'" in values and '"' not in values else '"'
    try:
        parts = next(csv.reader([values], skipinitialspace=True, quotechar=quote), [])
    except csv.Error as error:
        raise _wrong(text, str(error)) from None
    if not parts:
        raise _wrong(text, "the list is empty")
    return [_value(text, part) for part in parts]


def _wrong(text: str, reason: str) -> click.UsageError:
    return click.UsageError(f"where {text!r}: {reason}. For example {EXAMPLES}")
