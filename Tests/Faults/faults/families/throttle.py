"""Servers that ask to wait: 429 and 503, with every form of Retry-After (RFC 9110, 10.2.3)."""

from __future__ import annotations

import time
from email.utils import formatdate

from .. import answers
from ..fault import FINAL, HTTP, NOT_EXECUTED, UNKNOWN, Family, Play
from ..peer import Peer
from ..plays import reply

_family = Family("throttle", executes=False, reused=False)
_add = _family.add

_PAGE = b"<html><body>Later, please</body></html>"


def _later(number: int, *headers: str) -> Play:
    return reply(_PAGE, *headers, status=f"{number} Later", kind="text/html")


# To be sent again at once

for _number in (429, 503):
    _add(
        f"{_number}-0",
        f"says {_number}, Retry-After: 0",
        NOT_EXECUTED,
        HTTP,
        _later(_number, "Retry-After: 0"),
        http_status=_number,
        uncertain=False,
    )
    _add(
        f"{_number}-past",
        f"says {_number}, Retry-After: a date that has passed",
        NOT_EXECUTED,
        HTTP,
        _later(_number, "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT"),
        http_status=_number,
        uncertain=False,
    )
    _add(
        f"{_number}-for-ever",
        f"says {_number}, Retry-After: 0, again and again",
        NOT_EXECUTED,
        HTTP,
        _later(_number, "Retry-After: 0"),
        lasting=True,
        uncertain=False,
    )


@_family.fault("429-date", "says 429, Retry-After: the next second as a date", NOT_EXECUTED, HTTP)
def later_by_date(peer: Peer) -> None:
    peer.take()
    date = formatdate(time.time() + 1, usegmt=True)
    peer.send(answers.http(_PAGE, f"Retry-After: {date}", status="429 Later", kind="text/html"))
    peer.stays = True


@_family.fault("429-1", "says 429, Retry-After: 1", NOT_EXECUTED, HTTP)
def later_by_seconds(peer: Peer) -> None:
    peer.take()
    peer.send(answers.http(_PAGE, "Retry-After: 1", status="429 Later", kind="text/html"))
    peer.stays = True


# No time that could be waited for: as without the header.

_add("429-plain", "says 429, and not when", NOT_EXECUTED, HTTP, _later(429), http_status=429)
for _name, _value in (
    ("word", "later"),
    ("negative", "-5"),
    ("fraction", "0.5"),
    ("nothing", ""),
    ("weekday", "Fri, 99 Foo 2026 25:61:61 GMT"),
):
    _add(
        f"429-{_name}",
        f'says 429, Retry-After: "{_value}", which is neither seconds nor a date',
        NOT_EXECUTED,
        HTTP,
        _later(429, f"Retry-After: {_value}"),
        http_status=429,
    )

_add(
    "503-word",
    'says 503, Retry-After: "later", which is neither: it may have been executed',
    UNKNOWN,
    HTTP,
    _later(503, "Retry-After: later"),
    http_status=503,
)

# Longer than anybody should wait: final at once.

for _number in (429, 503):
    _add(
        f"{_number}-3600",
        f"says {_number}, Retry-After: an hour",
        FINAL,
        HTTP,
        _later(_number, "Retry-After: 3600"),
        http_status=_number,
        uncertain=False,
    )
_add(
    "429-overflow",
    "says 429, Retry-After: more seconds than a number holds",
    FINAL,
    HTTP,
    _later(429, "Retry-After: 99999999999999999999999999"),
)
_add(
    "429-2099",
    "says 429, Retry-After: a date in decades",
    FINAL,
    HTTP,
    _later(429, "Retry-After: Thu, 01 Jan 2099 00:00:00 GMT"),
)
_add(
    "429-beyond-deadline",
    "says 429, Retry-After: more than is left of the call's time",
    FINAL,
    HTTP,
    _later(429, "Retry-After: 10"),
    options={"timeout_ms": 3000},
)

# Not a way of the API to ask for time

_add(
    "500-retry-after",
    "says 500, Retry-After: 0: it may have been executed all the same",
    UNKNOWN,
    HTTP,
    _later(500, "Retry-After: 0"),
    executes=True,
)
_add(
    "404-retry-after",
    "says 404, Retry-After: 0",
    FINAL,
    HTTP,
    _later(404, "Retry-After: 0"),
)
