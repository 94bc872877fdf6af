"""Answers as the API gives them, and HTTP around them."""

from __future__ import annotations

import json
from typing import Any


def result(action: dict[str, Any]) -> dict[str, Any]:
    """A good result of one action."""
    record = {"id": 4711, "type": action["resourcetype"], "elements": {"ort": "K\u00f6ln"}}
    return {
        "actionid": action["actionid"],
        "resourceid": action["resourceid"],
        "resourcetype": action["resourcetype"],
        "cacheable": False,
        "identifier": action["identifier"],
        "data": {"meta": {"cntabsolute": 1}, "records": [record]},
        "status": {"errorcode": 0, "message": "OK"},
    }


def envelope(actions: list[dict[str, Any]]) -> dict[str, Any]:
    """A good answer to these actions."""
    return {
        "status": {"code": 200, "errorcode": 0, "message": "OK"},
        "response": {"results": [result(action) for action in actions]},
    }


def refusal(code: int, message: str, status: int = 500) -> bytes:
    """The API refuses the request as a whole."""
    top = {"code": status, "errorcode": code, "message": message}
    return text({"status": top, "response": {"results": []}})


def text(value: Any) -> bytes:
    """JSON as PHP writes it: ASCII only."""
    return json.dumps(value, separators=(",", ":")).encode()


def good(actions: list[dict[str, Any]]) -> bytes:
    """A good answer to these actions, as JSON."""
    return text(envelope(actions))


def http(
    body: bytes,
    *headers: str,
    status: str = "200 OK",
    length: bool = True,
    kind: str = "application/json",
) -> bytes:
    """An HTTP answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}"]
    if length:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, *headers, "", ""]).encode() + body


def chunked(body: bytes, size: int = 100) -> bytes:
    """A body in chunks."""
    pieces = [body[place : place + size] for place in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
