"""The request body: bytes to JSON, with the API's codes 3 to 9 for everything that is wrong."""

from __future__ import annotations

import json
from typing import Any

from .errors import ApiError
from .scanner import MAX_DEPTH, OTHER, Scanner

_INT64_DIGITS = 18


def decode(body: bytes) -> Any:
    """The value of a JSON text, read as PHP would read it.

    Raises ApiError 9 for an empty body and 3 to 8 for one that is not sound JSON.
    """
    if not body.strip(b" \t\r\n"):
        raise ApiError(9)
    brackets = body.count(b"[") + body.count(b"{")
    # Half a surrogate pair passes in Python. Asked in this order base64 is soon through.
    surrogates = b"\\u" in body and (b"\\ud" in body or b"\\uD" in body)
    if brackets > MAX_DEPTH or surrogates or b"\x7f" in body:
        _refuse(body)
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_constant, parse_int=_integer)
    except (ValueError, RecursionError):
        _refuse(body)
        raise ApiError(OTHER) from None


def _refuse(body: bytes) -> None:
    fault = Scanner(body).fault()
    if fault:
        raise ApiError(fault)


def _constant(word: str) -> Any:
    raise ValueError(word)


def _integer(digits: str) -> Any:
    """PHP turns integers beyond 64 bits into floats."""
    if len(digits) <= _INT64_DIGITS:
        return int(digits) if digits != "-0" else -0.0
    if len(digits) > _INT64_DIGITS + 2:
        return float(digits)
    number = int(digits)
    return number if -(2**63) <= number < 2**63 else float(digits)
