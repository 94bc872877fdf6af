"""Fields: their types, labels and permitted values, and what may be written into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Optional

from .errors import ApiError
from .parameters import integer

NUMERIC = ("float", "integer", "user")
MOMENT = ("date", "datetime")
_LENGTHS = {"varchar": 80, "singleselect": 50, "multiselect": None, "text": None, "user": 10}

Values = dict[str, tuple[str, str]]
"""Permitted values: by key the German and the English label."""


@dataclass(frozen=True)
class Field:
    """One field of a module.

    Values are kept as the API shows them: texts, decimals with a fixed number of places,
    "0" and "1", "|a||b|", dates as Y-m-d with H:i:s.
    """

    name: str
    type: str
    labels: tuple[str, str]
    measure: Optional[str] = None
    places: int = 2
    values: Optional[Values] = None
    writable: bool = True
    hidden: bool = False
    """Hidden fields can be read or filtered but are not part of the field configuration."""

    def label(self, language: str) -> str:
        """The label in German, or in English for any other language."""
        return self.labels[0 if language == "DEU" else 1]

    def value_label(self, key: str, language: str) -> str:
        """The label of a permitted value; the key itself if there is none."""
        labels = (self.values or {}).get(key)
        return labels[0 if language == "DEU" else 1] if labels else key

    def describe(self, labels: bool, language: str, measure: bool) -> dict[str, Any]:
        """The field as the call `fields` shows it."""
        permitted: Any = None
        if self.values is not None:
            permitted = list(self.values)
            if labels:
                permitted = {key: self.value_label(key, language) for key in self.values} or []
        description: dict[str, Any] = {
            "type": "varchar" if self.type == "user" else self.type,
            "length": _LENGTHS.get(self.type),
            "permittedvalues": permitted,
            "default": None,
            "filters": [],
            "dependencies": [],
            "compoundFields": [],
        }
        if labels:
            description["label"] = self.label(language)
        if measure:
            kind = {"date": "DATE", "datetime": "DATETIME", "boolean": "BOOLEAN"}.get(self.type)
            name = self.measure or kind
            description["fieldMeasureFormat"] = f"DATA_TYPE_{name}" if name else None
        return description

    def accept(self, value: Any) -> Optional[str]:
        """The value as it is kept. Raises ApiError 76, 77, 122, 187 or 255 if it is none."""
        if self.type == "multiselect":
            return self._accept_keys(value)
        if isinstance(value, (list, dict)):
            raise ApiError(187, self.name)
        if self.type == "boolean":
            if value in (True, 1, "1", "true"):
                return "1"
            if value in (False, 0, "0", "", None, "false"):
                return "0"
            raise ApiError(255, self.name)
        if value is None or value == "":
            return None if self.type in NUMERIC + MOMENT else ""
        if isinstance(value, bool):
            raise ApiError(255, self.name)
        if self.type == "singleselect" and str(value) not in (self.values or {}):
            raise ApiError(77, self.name)
        if self.type in MOMENT:
            return self._accept_moment(str(value))
        return self._accept_number(value) if self.type in NUMERIC else str(value)

    def _accept_keys(self, value: Any) -> str:
        keys = split_keys(value) if isinstance(value, str) else value
        if value is None:
            keys = []
        if not isinstance(keys, list):
            raise ApiError(74, self.name)
        known = self.values or {}
        if any(not isinstance(key, (str, int)) or str(key) not in known for key in keys):
            raise ApiError(76, self.name)
        return join_keys(str(key) for key in keys)

    def _accept_moment(self, text: str) -> str:
        shapes = ("%Y-%m-%d",) if len(text) <= 10 else ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M")
        for shape in shapes:
            try:
                moment = datetime.strptime(text, shape)
            except ValueError:
                continue
            return moment.strftime("%Y-%m-%d" if self.type == "date" else "%Y-%m-%d %H:%M:%S")
        if text.startswith("0000-00-00"):
            return text[:10]
        raise ApiError(122, self.name)

    def _accept_number(self, value: Any) -> str:
        if self.type in ("integer", "user"):
            number = integer(value)
            if number is None:
                raise ApiError(255, self.name)
            return str(number)
        amount = decimal(value)
        if amount is None:
            raise ApiError(255, self.name)
        return f"{amount:.{self.places}f}"


def decimal(value: Any) -> Optional[float]:
    """A finite number, or None."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < 1e15 else None


def split_keys(text: Optional[str]) -> list[str]:
    """The keys of "|a||b|"; a text without bars is one key."""
    return [key for key in (text or "").strip("|").split("||") if key]


def join_keys(keys: Iterable[str]) -> str:
    """Keys as "|a||b|"."""
    return "".join(f"|{key}|" for key in keys)


class FieldSet:
    """The fields of one module, by name."""

    def __init__(self, module: str, fields: Iterable[Field], unknown: int) -> None:
        self.module = module
        self._fields = {field.name: field for field in fields}
        self._unknown = unknown

    def __iter__(self) -> Iterator[Field]:
        return iter(self._fields.values())

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def field(self, name: Any, unknown: int = 0) -> Field:
        """A field by name. Raises ApiError 291, or `unknown` (default: the module's own code)."""
        if not isinstance(name, str):
            raise ApiError(291, str(name))
        found = self._fields.get(name)
        if found is None:
            raise ApiError(unknown or self._unknown, name)
        return found

    def find(self, names: Iterable[Any]) -> list[Field]:
        """Fields by name. Raises ApiError 291 or the module's code for an unknown one."""
        return [self.field(name) for name in names]

    def accept(self, data: dict[str, Any], unknown: int = 75) -> dict[str, Any]:
        """The values to write, as they are kept. Raises ApiError 75 (or `unknown`), 76, 77 …"""
        accepted = {}
        for name, value in data.items():
            field = self.field(name, unknown)
            if not field.writable or field.type == "contact":
                raise ApiError(unknown, name)
            accepted[name] = field.accept(value)
        return accepted

    def empty(self) -> dict[str, Any]:
        """A record with nothing in it."""
        nothing = {"boolean": "0", "multiselect": "", "varchar": "", "text": "", "singleselect": ""}
        return {field.name: nothing.get(field.type) for field in self}


def parse(table: str, values: dict[str, str]) -> list[Field]:
    """Fields of a table with one line each: `name | type | hints | label | English label`.

    Hints are a measure (`MONETARY`), a number of places (`.5`), `ro` for fields that cannot be
    written, `hidden`, and `=name` to share the permitted values of another field.
    """
    fields = []
    for line in table.strip().splitlines():
        name, kind, hints, german, english = (part.strip() for part in line.split("|"))
        measure, places, source, writable, hidden = None, 2, name, True, False
        for hint in hints.split():
            if hint.startswith("."):
                places = int(hint[1:])
            elif hint.startswith("="):
                source = hint[1:]
            elif hint == "ro":
                writable = False
            elif hint == "hidden":
                hidden = True
            else:
                measure = hint
        permitted = _permitted(values[source]) if kind in ("singleselect", "multiselect") else None
        labels = (german, english)
        fields.append(Field(name, kind, labels, measure, places, permitted, writable, hidden))
    return fields


def _permitted(text: str) -> Values:
    values = {}
    for item in text.replace("\n", " ").split(","):
        key, german, english = (part.strip() for part in item.split("="))
        values[key] = (german, english)
    return values
