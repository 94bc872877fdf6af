"""Sorting by `sortby` and `sortorder`, in both forms the API takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .errors import ApiError
from .field import NUMERIC, FieldSet
from .filters import Record
from .parameters import Parameters

_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "é": "e"})
Key = Callable[[Record], tuple[int, Any]]


def sort(
    records: list[Record], parameters: Parameters, fields: FieldSet, name: str = "sortby"
) -> list[Record]:
    """The records in the order asked for; equal ones keep theirs, empty values come first.

    `sortby` is one field, with its direction in `sortorder`, or an object of field to direction
    whose first key matters most. Raises ApiError 212 for an unknown field and 255 for a direction
    that is not ASC or DESC.
    """
    given = parameters[name]
    if given is None or given == "" or given == []:
        return records
    if isinstance(given, str):
        given = {given: parameters["sortorder"] or "ASC"}
    if not isinstance(given, dict):
        raise ApiError(212, name)
    keys = [(_key(fields, field), _descending(order)) for field, order in given.items()]
    for key, reverse in reversed(keys):
        records = sorted(records, key=key, reverse=reverse)
    return records


def _descending(order: Any) -> bool:
    word = order.upper() if isinstance(order, str) else ""
    if word not in ("ASC", "DESC"):
        raise ApiError(255, "sortorder")
    return word == "DESC"


def _key(fields: FieldSet, name: str) -> Key:
    field = fields.field(name, 212)
    if field.type == "contact":
        raise ApiError(212, name)
    numeric = field.type in NUMERIC

    def key(record: Record) -> tuple[int, Any]:
        value = record.get(name)
        if value is None or value == "":
            return 0, 0
        return 1, float(value) if numeric else str(value).casefold().translate(_UMLAUTS)

    return key
