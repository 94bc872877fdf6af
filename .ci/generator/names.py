"""The API's names as the languages spell them."""

from __future__ import annotations

import re


def snake(name: str) -> str:
    """estateCategories -> estate_categories, QR-Code -> qr_code, estate:address:owner too."""
    spaced = re.sub(r"[^A-Za-z0-9]+", "_", name)
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", spaced)
    return spaced.lower()


def camel(name: str) -> str:
    """read_estate -> readEstate"""
    return re.sub(r"_(\w)", lambda found: found.group(1).upper(), name)


def pascal(name: str) -> str:
    """read_estate -> ReadEstate"""
    return camel("_" + name)


def kebab(name: str) -> str:
    """read_estate -> read-estate"""
    return name.replace("_", "-")


def constant(name: str) -> str:
    """estate:address:owner -> ESTATE_ADDRESS_OWNER"""
    return snake(name).upper()


def quoted(text: str) -> str:
    """As a literal in double quotes, in Swift and C."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def sentence(text: str) -> str:
    """number of the estate -> Number of the estate."""
    return text[:1].upper() + text[1:] + "."
