"""The control URL: what `Sandbox.fail` does, for programs in other languages.

    curl "$ONOFFICE_CONTROL_URL" -d '{"error": 80, "call": "read estate", "times": 2}'

Whoever knows the URL may use it: it holds a token of its own.
"""

from __future__ import annotations

import hmac
import json
import secrets
from typing import Any, Callable, Optional

from .fault import Fault
from .faults import Faults

_PREFIX = "/control/"
_MAX_BODY = 1 << 20


class Refused(Exception):
    """A request that is answered by an HTTP status and a sentence."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Control:
    """Answers the requests to the control URL."""

    max_body = _MAX_BODY

    def __init__(self, faults: Faults, counts: Callable[[], dict[str, Any]]) -> None:
        self._faults = faults
        self._counts = counts
        self.path = _PREFIX + secrets.token_hex(16)

    def rest(self, path: str) -> Optional[str]:
        """What follows the control URL, None if `path` is another one."""
        own, rest = path[: len(self.path)], path[len(self.path) :]
        known = hmac.compare_digest(own.encode("utf-8", "replace"), self.path.encode("utf-8"))
        return rest.strip("/") if known and rest[:1] in ("", "/") else None

    def answer(self, method: str, rest: str, body: bytes) -> tuple[int, Any]:
        """HTTP status and JSON value for a request.

        GET tells what has happened and what is to come, POST adds one fault or a list, DELETE
        removes all; with a number behind the URL GET and DELETE are about that fault.
        """
        try:
            if method == "GET":
                return 200, self._find(rest) if rest else self._all()
            if method == "POST" and not rest:
                return 201, self._add(body)
            if method == "DELETE":
                self._remove(rest)
                return 200, self._all()
            raise Refused(405, f"{method} is not for this")
        except Refused as refused:
            return refused.status, {"error": str(refused)}

    def _all(self) -> dict[str, Any]:
        return {**self._counts(), **self._faults.describe()}

    def _find(self, rest: str) -> dict[str, Any]:
        known = self._faults.describe()
        for fault in known["pending"] + known["spent"]:
            if str(fault["id"]) == rest:
                return fault
        raise Refused(404, f"no fault {rest}")

    def _add(self, body: bytes) -> Any:
        try:
            given = json.loads(body.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise Refused(400, f"no JSON: {error}") from None
        items = given if isinstance(given, list) else [given]
        try:
            # All are sound before one is added.
            faults = [Fault(**_settings(item)) for item in items]
        except (TypeError, ValueError) as error:
            raise Refused(400, str(error)) from None
        shown = [self._faults.add(fault).describe() for fault in faults]
        return shown if isinstance(given, list) else shown[0]

    def _remove(self, rest: str) -> None:
        if not rest:
            self._faults.clear()
        elif not rest.isdecimal() or not self._faults.remove(int(rest)):
            raise Refused(404, f"no fault {rest} is pending")


def _settings(item: Any) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise TypeError('a fault is an object, such as {"status": 503}')
    known = [name for name, field in Fault.__dataclass_fields__.items() if field.init]
    for name in item:
        if name not in known:
            raise ValueError(f"unknown {name!r}: there are {', '.join(known)}")
    return item
