"""What goes back over HTTP, and what a fault makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Optional

from .endpoint import Endpoint, Envelope
from .errors import ApiError
from .fault import Fault

JSON = "application/json; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"
_HTML = "text/html; charset=utf-8"
_PAGE = """\
<!DOCTYPE html>
<html><head><title>{status} {phrase}</title></head>
<body><h1>{phrase}</h1><p>The proxy could not reach the server.</p></body></html>
"""
BODILESS = (204, 304)
"""HTTP statuses that come without a body, and without its length."""


@dataclass
class Reply:
    """An HTTP answer."""

    pieces: list[bytes]
    status: int = 200
    content_type: str = JSON
    retry_after: str = ""
    drop: Optional[str] = None
    """Set if the connection is dropped: "after" sends nothing, "answer" a half."""

    @property
    def phrase(self) -> str:
        """The words that go with the status."""
        return phrase(self.status)


def phrase(status: int) -> str:
    """The words that go with an HTTP status."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def make(endpoint: Endpoint, envelope: Envelope, address: str, fault: Optional[Fault]) -> Reply:
    """The answer to a request, after its actions were executed as far as `fault` lets them."""
    clock = fault.clock if fault else 0.0
    pieces: list[bytes] = []
    if fault is None or fault.executed:
        pieces = endpoint.answer(envelope, address, clock)
    if fault is None:
        return Reply(pieces)
    if fault.error:
        return Reply(endpoint.refuse(ApiError(fault.error, message=fault.message)))
    if fault.broken == "cut":
        return Reply(half(pieces))
    if fault.broken == "empty":
        return Reply([])
    if fault.status or fault.broken:
        return _of_status(fault)
    return Reply(pieces, drop=fault.drop)


def half(pieces: list[bytes]) -> list[bytes]:
    """The first half of the bytes."""
    left = sum(map(len, pieces)) // 2
    kept = []
    for piece in pieces:
        kept.append(piece[:left])
        left -= len(kept[-1])
    return kept


def _of_status(fault: Fault) -> Reply:
    status = fault.status or 200
    if fault.broken:
        text = _PAGE.format(status=status, phrase=phrase(status))
    else:
        text = f"{status} {phrase(status)}\n" if fault.body is None else fault.body
    start = text.lstrip()[:1]
    content_type = {"<": _HTML, "{": JSON}.get(start, _TEXT)
    pieces = [] if status in BODILESS else [text.encode("utf-8")]
    retry_after = "" if fault.retry_after is None else str(fault.retry_after)
    return Reply(pieces, status, content_type, retry_after)
