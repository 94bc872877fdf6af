"""How writes to an address enter, change and remove its phone, fax and mail entries.

https://apidoc.onoffice.de/actions/datensatz-anlegen/adressen/ and
https://apidoc.onoffice.de/actions/datensatz-bearbeiten/addresses/
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Callable, Optional

from .contact import MOBILE_PREFIX, Contact, valid
from .errors import ApiError

NextId = Callable[[], int]

_KEYS = {
    "phone": ("phone", ""),
    "phone_private": ("phone", "private"),
    "phone_business": ("phone", "business"),
    "mobile": ("mobile", ""),
    "fax": ("fax", ""),
    "fax_private": ("fax", "private"),
    "fax_business": ("fax", "business"),
    "email": ("email", ""),
    "email_private": ("email", "private"),
    "email_business": ("email", "business"),
}
_DEFAULTS = {
    "default_phone": ("phone", "mobile"),
    "default_fax": ("fax",),
    "default_email": ("email",),
}


def split_contacts(
    values: dict[str, Any], ignored: Collection[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Parameters parted into plain fields and contact keys."""
    plain, contacts = {}, {}
    for name, value in values.items():
        if name in _KEYS or name in _DEFAULTS:
            contacts[name] = value
        elif name not in ignored:
            plain[name] = value
    return plain, contacts


def enter(contacts: list[Contact], given: dict[str, Any], next_id: NextId) -> None:
    """Adds the entries of a new address.

    Raises ApiError 300 for values of a wrong shape, 258 and 260 for a default that is not passed
    as an ordinary entry too.
    """
    for name, value in given.items():
        if name in _KEYS:
            for item in value if isinstance(value, list) else [value]:
                if item is not None and item != "":
                    _add(contacts, name, item, next_id)
    for name, kinds in _DEFAULTS.items():
        if given.get(name):
            entry = _find(contacts, kinds, given[name])
            if entry is None:
                raise ApiError(260 if name == "default_phone" else 258, name)
            _make_default(contacts, entry)


def change(contacts: list[Contact], name: str, value: Any, next_id: NextId) -> None:
    """Adds, modifies or deletes one entry: `{action, oldvalue, newvalue, default}`.

    Raises ApiError 81 to 87 and 300, and 258 or 260 for a `default_…` key that names no entry.
    """
    if name in _DEFAULTS:
        entry = _find(contacts, _DEFAULTS[name], value)
        if entry is None:
            raise ApiError(260 if name == "default_phone" else 258, name)
        _make_default(contacts, entry)
        return
    if not isinstance(value, dict):
        raise ApiError(84, name)
    action = value.get("action")
    if action is None or action == "":
        raise ApiError(81, name)
    if action not in ("add", "modify", "delete"):
        raise ApiError(82, str(action))
    if action == "add":
        _need(value, "newvalue", 85)
        entry = _add(contacts, name, value["newvalue"], next_id)
    else:
        entry = _old(contacts, _KEYS[name], _need(value, "oldvalue", 86))
        if action == "delete":
            contacts.remove(entry)
            return
        if not valid(entry.kind, _need(value, "newvalue", 85)):
            raise ApiError(300, name)
        entry.value = value["newvalue"]
    if value.get("default") in (True, 1, "1", "true"):
        _make_default(contacts, entry)


def _need(value: dict[str, Any], name: str, code: int) -> Any:
    if value.get(name) is None or value[name] == "":
        raise ApiError(code, name)
    return value[name]


def _add(contacts: list[Contact], name: str, value: Any, next_id: NextId) -> Contact:
    kind, use = _KEYS[name]
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not valid(kind, value):
        raise ApiError(300, name)
    if kind == "phone" and MOBILE_PREFIX.match(value):
        kind = "mobile"  # the API files mobile numbers as such, whatever they were called
    first = all(entry.kind != kind for entry in contacts)
    entry = Contact(next_id(), kind, use, value, "", first)
    contacts.append(entry)
    return entry


def _find(contacts: list[Contact], kinds: Collection[str], value: Any) -> Optional[Contact]:
    return next((item for item in contacts if item.kind in kinds and item.value == value), None)


def _old(contacts: list[Contact], key: tuple[str, str], value: Any) -> Contact:
    """The one entry with this value. A key without private or business means any of its kind."""
    kind, use = key
    kinds = ("phone", "mobile") if kind == "phone" else (kind,)
    found = [
        entry
        for entry in contacts
        if entry.kind in kinds and entry.value == value and use in ("", entry.use)
    ]
    if not found:
        raise ApiError(83, str(value))
    if len(found) > 1:
        raise ApiError(87, str(value))
    return found[0]


def _make_default(contacts: list[Contact], chosen: Contact) -> None:
    kinds = ("phone", "mobile") if chosen.kind in ("phone", "mobile") else (chosen.kind,)
    for entry in contacts:
        if entry.kind in kinds:
            entry.default = entry is chosen
