"""Dates: the tenant's local time (Berlin), UTC, and the texts parameters bring."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from .errors import ApiError

FORMAT = "%Y-%m-%d %H:%M:%S"
_SHAPES = (FORMAT, "%Y-%m-%d", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y")


def moment(value: Any) -> datetime:
    """A date or date and time, year or day first. Raises ApiError 122."""
    for shape in _SHAPES:
        try:
            return datetime.strptime(str(value), shape)
        except ValueError:
            continue
    raise ApiError(122, str(value))


def utc(local: datetime) -> datetime:
    """Berlin's local time in UTC; summer time follows the rule of the European Union."""
    start = _last_sunday(local.year, 3).replace(hour=2)
    end = _last_sunday(local.year, 10).replace(hour=3)
    return local - timedelta(hours=2 if start <= local < end else 1)


def iso(local: str) -> str:
    """A local time of a record as `2025-05-22T08:00:00+00:00`."""
    return utc(moment(local)).strftime("%Y-%m-%dT%H:%M:%S+00:00")


def utc_now() -> str:
    """This moment in UTC, in the API's usual form."""
    return datetime.now(timezone.utc).strftime(FORMAT)


def _last_sunday(year: int, month: int) -> datetime:
    day = datetime(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)
