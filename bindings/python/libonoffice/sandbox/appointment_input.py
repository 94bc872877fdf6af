"""Checks on what is written into appointments."""

from __future__ import annotations

import re
from typing import Any

from .errors import ApiError
from .parameters import Parameters, integer
from .store import Store

_IDS = ("address", "estate", "user", "group", "userMeetingUrl")
_DURATION = re.compile(r"[0-9]{2}:[0-5][0-9](?::[0-5][0-9])?\Z")
_TEXTS = ("sonstiges", "customVideoUrl", "keine Angaben")


def check_period(appointment: dict[str, Any]) -> None:
    """Raises ApiError 91 to 93 unless start and end are there in this order, 255 for bad times."""
    for name, code in (("start_dt", 91), ("end_dt", 92)):
        if not appointment[name]:
            raise ApiError(code, name)
    if appointment["start_dt"] > appointment["end_dt"]:
        raise ApiError(93)
    for name in ("transitTime", "transitTimePre", "transitTimePost"):
        if appointment.get(name) and not _DURATION.match(appointment[name]):
            raise ApiError(255, name)


def location(store: Store, given: dict[str, Any]) -> dict[str, str]:
    """A place: exactly one of the documented kinds. Raises ApiError 290."""
    if len(given) != 1:
        raise ApiError(290)
    kind, value = next(iter(given.items()))
    if kind == "mandant" and value is True:
        return {"type": kind, "value": ""}
    if kind in _TEXTS and isinstance(value, str):
        return {"type": kind, "value": value}
    number = integer(value)
    if kind not in _IDS or number is None:
        raise ApiError(290, kind)
    table = store.table("user" if kind == "userMeetingUrl" else kind)
    if table is not None and number not in table:
        raise ApiError(290, str(number))
    return {"type": kind, "value": str(number)}


def subscribers(store: Store, parameters: Parameters) -> tuple[list[int], list[int]]:
    """Users and groups that take part. Raises ApiError 301, 295, 184 or 272."""
    given = Parameters(parameters.object("subscribers"))
    users, groups = given.ids("users", 301, 301), given.ids("groups", 295, 295)
    for number in users:
        if number not in store.users:
            raise ApiError(184, str(number))
    for number in groups:
        if number not in {group[0] for group in store.groups}:
            raise ApiError(272, str(number))
    return users, groups
