"""What became of a call, a request or an action: the numbers of onoffice_status."""

from __future__ import annotations

import enum


class Status(enum.IntEnum):
    """Status of a response or a result; 0 is success, everything else is negative.

    A newer library may know more of them: those stay plain integers.
    """

    OK = 0
    ARGUMENT = -1
    MEMORY = -2
    API = -3
    ACTION = -4
    PROTOCOL = -5
    HTTP = -6
    CONNECT = -7
    TLS = -8
    TIMEOUT = -9
    TRANSPORT = -10
    LIMIT = -11
    CANCELLED = -12
    FILE = -13
    SIGNATURE = -14
    EXPIRED = -15


_KNOWN = {int(status): status for status in Status}


def status(number: int) -> int:
    """The Status of that number, or the number itself if this package does not know it."""
    return _KNOWN.get(number, number)
