"""Search criteria: what people look for, and how well an estate fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Optional, Union

from .errors import ApiError
from .field import Field, decimal
from .fields.estate import ESTATE
from .word_list import words

SELECTS = ("vermarktungsart", "nutzungsart", "objektart", "objekttyp", "land", "zustand")
FLAGS = ("balkon", "terrasse", "fahrstuhl", "barrierefrei", "unterkellert")
RANGES = words(
    "kaufpreis kaltmiete warmmiete wohnflaeche grundstuecksflaeche anzahl_zimmer "
    "anzahl_schlafzimmer"
)
PLACES = words("range range_plz range_ort range_strasse range_hausnummer range_land")
NOTES = {"krit_bemerkung": "note", "krit_bemerkung_oeffentlich": "public_note"}

Bounds = tuple[Optional[float], Optional[float]]
Wish = Union[list[str], Bounds, str]


@dataclass
class Criterion:
    """One person's wishes: keys for selects, bounds for ranges, "0" or "1" for flags."""

    id: int
    address: int
    wishes: dict[str, Wish] = field(default_factory=dict)
    place: dict[str, str] = field(default_factory=dict)
    ko: list[str] = field(default_factory=list)
    """Wishes an estate must not miss."""
    note: str = ""
    public_note: str = ""
    advisor: str = ""
    creator: str = ""
    created: str = ""
    edited: str = ""
    status: str = "1"
    expires: str = ""
    characteristic: str = "manual_saved"

    def write(self, data: dict[str, Any]) -> None:
        """Takes over the `data` of a create or modify. Raises ApiError 75, 76, 122 or 255."""
        for name, value in data.items():
            base, _, edge = name.partition("__")
            if name in SELECTS:
                keys = value if isinstance(value, list) else [value] if value else []
                self.wishes[name] = _keys(ESTATE.field(name), keys)
            elif name in FLAGS:
                self.wishes[name] = ESTATE.field(name).accept(value) or "0"
            elif base in RANGES and edge in ("", "von", "bis"):
                self._write_range(base, edge, value)
            elif name in PLACES:
                self.place[name] = str(value)
            elif name in NOTES:
                setattr(self, NOTES[name], str(value))
            elif name == "advisor":
                self.advisor = str(value)
            elif name == "sys_status" and str(value) in ("0", "1"):
                self.status = str(value)
            elif name == "sysExpiryDate":
                self.expires = ESTATE.field("abdatum").accept(value) or ""
            elif name == "sys_ko" and isinstance(value, list):
                self.ko = [str(item) for item in value]
            else:
                raise ApiError(255 if name.startswith("sys_") else 75, name)

    def _write_range(self, name: str, edge: str, value: Any) -> None:
        low, high = self.bounds(name)
        if edge:
            number = _bound(name, value)
            low, high = (number, high) if edge == "von" else (low, number)
        elif isinstance(value, list) and len(value) == 2:
            low, high = _bound(name, value[0]), _bound(name, value[1])
        else:
            raise ApiError(255, name)
        self.wishes[name] = (low, high)

    def bounds(self, name: str) -> Bounds:
        """The bounds of a range, None where it is open."""
        wish = self.wishes.get(name)
        return wish if isinstance(wish, tuple) else (None, None)

    def fits(self, name: str, value: Any) -> Optional[bool]:
        """Whether a value of an estate meets the wish; None if there is no such wish."""
        wish = self.wishes.get(name)
        if wish is None or wish == [] or wish == (None, None):
            return None
        if isinstance(wish, tuple):
            number = decimal(value)
            if number is None:
                return False
            low, high = wish
            return (low is None or number >= low) and (high is None or number <= high)
        if isinstance(wish, list):
            values = value if isinstance(value, list) else [value]
            return any(str(item) in wish for item in values)
        return wish == ("1" if value in (True, 1, "1") else "0")

    def elements(self, customer_number: str) -> dict[str, Any]:
        """What the call `searchcriterias` shows."""
        shown: dict[str, Any] = {}
        for name, wish in self.wishes.items():
            if isinstance(wish, tuple):
                shown[f"range_{name}"] = [_text(name, bound) for bound in wish]
            else:
                shown[name] = list(wish) if isinstance(wish, list) else wish
        shown["krit_bemerkung"] = self.note
        shown["krit_bemerkung_oeffentlich"] = self.public_note
        shown["Range"] = dict(self.place) or []
        shown["_meta"] = self.meta(customer_number)
        return shown

    def meta(self, customer_number: str) -> dict[str, Any]:
        """What is noted about the criterion itself."""
        return {
            "internaladdressid": str(self.address),
            "externaladdressid": customer_number,
            "kocriterias": list(self.ko),
            "advisor": self.advisor,
            "creator": self.creator,
            "creationdate": self.created,
            "editdate": self.edited,
            "status": self.status,
            "publicnote": self.public_note,
            "characteristic": self.characteristic,
        }

    def flat(self) -> dict[str, str]:
        """The wishes as texts, bounds with `__von` and `__bis`."""
        texts = {"Id": str(self.id), "adresse": str(self.address)}
        texts.update(self._flat_wishes())
        return texts

    def _flat_wishes(self) -> Iterator[tuple[str, str]]:
        for name, wish in self.wishes.items():
            if isinstance(wish, tuple):
                for edge, bound in zip(("von", "bis"), wish):
                    yield f"{name}__{edge}", _text(name, bound)
            else:
                yield name, "".join(f"|{key}|" for key in wish) if isinstance(wish, list) else wish


def _keys(field: Field, keys: list[Any]) -> list[str]:
    known = field.values or {}
    for key in keys:
        if not isinstance(key, str) or key not in known:
            raise ApiError(76, field.name)
    return list(keys)


def _bound(name: str, value: Any) -> Optional[float]:
    if value is None or value == "":
        return None
    number = decimal(value)
    if number is None:
        raise ApiError(255, name)
    return number


def _text(name: str, bound: Optional[float]) -> str:
    return "" if bound is None else f"{bound:.2f}"
