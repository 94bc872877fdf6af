"""Further language versions of estates.

A version has a record number of its own but is reached through the main record and the parameter
`estatelanguage`. https://apidoc.onoffice.de/multilingual-estates/
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional

from .fields.estate import ESTATE

MAIN_LANGUAGE = "DEU"
_FIRST_ID = 900001


@dataclass
class Translation:
    """One version: what differs from the main record."""

    id: int
    main: int
    language: str
    values: dict[str, Any] = field(default_factory=dict)


def make(estates: dict[int, dict[str, Any]]) -> dict[int, Translation]:
    """An English version for every twelfth estate, by its own number."""
    translations = {}
    for index, number in enumerate(list(estates)[::12]):
        estate = estates[number]
        kind = ESTATE.field("objekttyp").value_label(estate["objekttyp"], "ENG")
        values = {
            "objekttitel": f"{kind} in {estate['ort']}",
            "objektbeschreibung": "A well-kept property with plenty of light.",
            "lage": "Quiet neighbourhood, a short walk from the station.",
            "dreizeiler": kind,
        }
        sub_id = _FIRST_ID + index
        translations[sub_id] = Translation(sub_id, number, "ENG", values)
    return translations


def of(translations: dict[int, Translation], main: int, language: str) -> Optional[Translation]:
    """The version of an estate in a language, if there is one."""
    found = (item for item in translations.values() if item.main == main)
    return next((item for item in found if item.language == language), None)
