"""Phone, mobile, fax and mail entries of an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Optional

_PHONE = re.compile(r"[0-9+()/ .\-]{3,40}\Z")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}\Z")
MOBILE_PREFIX = re.compile(r"(?:\+49|0049|0)[ ]?1(?:5|6|7)")


@dataclass
class Contact:
    """One entry; `kind` is phone, mobile, fax or email, `use` "", "private" or "business"."""

    id: int
    kind: str
    use: str
    value: str
    comment: str = ""
    default: bool = False


def valid(kind: str, value: Any) -> bool:
    """Whether a value can be an entry of this kind."""
    shape = _EMAIL if kind == "email" else _PHONE
    return isinstance(value, str) and shape.match(value) is not None


def default(contacts: list[Contact], kind: str) -> Optional[Contact]:
    """The entry that stands for all of its kind; a mobile number can stand for the phone."""
    kinds = ("phone", "mobile") if kind == "phone" else (kind,)
    entries = [entry for entry in contacts if entry.kind in kinds]
    return next((entry for entry in entries if entry.default), entries[0] if entries else None)


def refresh(record: dict[str, Any]) -> None:
    """Brings the plain fields that mirror the default entries up to date."""
    for kind, plain in (("phone", "Telefon1"), ("fax", "Telefax1"), ("email", "Email")):
        entry = default(record["contacts"], kind)
        record[plain] = record[f"default{kind}"] = entry.value if entry else ""


def elements(contacts: list[Contact], kind: str) -> dict[str, str]:
    """The entries of a kind as a read shows them: `phone__13021`, `phone__13021__Comment`."""
    shown = {}
    for entry in contacts:
        if entry.kind == kind:
            shown[f"{kind}__{entry.id}"] = entry.value
            if entry.comment:
                shown[f"{kind}__{entry.id}__Comment"] = entry.comment
    return shown
