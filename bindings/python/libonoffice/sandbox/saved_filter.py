"""Filters that users have saved, for `filterid`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .errors import ApiError
from .fields.address import ADDRESS
from .fields.estate import ESTATE
from .filters import Predicate, compile_filter

if TYPE_CHECKING:
    from .store import Store


@dataclass(frozen=True)
class SavedFilter:
    """One saved filter."""

    id: int
    module: str
    name: str
    scope: str
    conditions: dict[str, list[dict[str, Any]]]


def _equal(value: str) -> list[dict[str, Any]]:
    return [{"op": "=", "val": value}]


SAVED_FILTERS = (
    SavedFilter(12, "estate", "Aktive Kaufobjekte", "public",
                {"status": _equal("1"), "vermarktungsart": _equal("kauf")}),
    SavedFilter(19, "estate", "Mietwohnungen in Köln", "office",
                {"objektart": _equal("wohnung"), "vermarktungsart": _equal("miete"),
                 "ort": _equal("Köln")}),
    SavedFilter(23, "estate", "Veröffentlicht, ohne Referenzen", "public",
                {"veroeffentlichen": _equal("1"), "referenz": _equal("0")}),
    SavedFilter(31, "estate", "Häuser bis 500.000 €", "private",
                {"objektart": _equal("haus"), "kaufpreis": [{"op": "<=", "val": 500000}]}),
    SavedFilter(14, "address", "Aktive Kontakte", "public", {"Status": _equal("1")}),
    SavedFilter(27, "address", "Eigentümer", "office", {"ArtDaten": _equal("Eigentümer")}),
    SavedFilter(33, "address", "Unternehmen", "public", {"contactCategory": _equal("business")}),
)  # fmt: skip

_FIELDS = {"estate": ESTATE, "address": ADDRESS}


def saved(store: Store, module: str, number: int) -> Predicate:
    """The test of a saved filter, or of a working list. Raises ApiError 284."""
    for item in SAVED_FILTERS:
        if (item.module, item.id) == (module, number):
            return compile_filter(item.conditions, _FIELDS[module])
    raise ApiError(284, str(number))
