"""Values as people read them: what `formatoutput` makes of a field."""

from __future__ import annotations

from typing import Any

from .errors import ApiError
from .field import Field, split_keys
from .parameters import Parameters

LANGUAGES = ("DEU", "ENG", "FRA", "ITA", "ESP", "NLD", "POL", "RUS", "TUR", "CHN", "DNK", "HRV")
"""ISO 3166-1 alpha-3, as the API names languages."""

_UNITS = {"MONETARY": " €", "AREA": " m²", "LENGTH": " m", "DISTANCE": " km", "PERCENTAGE": " %"}
_UNITS["ENERGY_REQUIRED"] = " kWh/(m²*a)"
_SWAP = str.maketrans(",.", ".,")


def language(parameters: Parameters, name: str = "outputlanguage") -> str:
    """The language asked for, German by default. Raises ApiError 160."""
    code = parameters.text(name) or "DEU"
    if code not in LANGUAGES:
        raise ApiError(160, code)
    return code


def shown(field: Field, value: Any, language: str) -> Any:
    """The display text of a value."""
    if value is None or value == "" or field.measure == "NONE":
        return value  # marketing flags stay "0" and "1"
    if field.type == "singleselect":
        return field.value_label(value, language)
    if field.type == "multiselect":
        return [field.value_label(key, language) for key in split_keys(value)]
    if field.type == "boolean":
        words = ("Nein", "Ja") if language == "DEU" else ("No", "Yes")
        return words[value == "1"]
    if field.type in ("float", "integer"):
        return _number(field, str(value), language)
    if field.type in ("date", "datetime") and language == "DEU" and str(value)[:4] != "0000":
        year, month, day = str(value)[:10].split("-")
        return f"{day}.{month}.{year}{str(value)[10:]}"
    return value


def money(value: float) -> str:
    """An amount of euros: 350.000,00 €."""
    return f"{value:,.2f}".translate(_SWAP) + " €"


def _number(field: Field, value: str, language: str) -> str:
    if field.places > 2 or field.measure in ("YEAR", "NUMERIC"):
        return value  # coordinates, years and plain numbers stay as they are
    number = float(value)
    places = 0 if field.type == "integer" else field.places
    text = f"{number:,.{places}f}"
    if field.measure != "MONETARY" and places:
        text = text.rstrip("0").rstrip(".")
    text = text.translate(_SWAP) if language == "DEU" else text
    return text + _UNITS.get(field.measure or "", "")
