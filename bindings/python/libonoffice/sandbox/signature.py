"""The signature of an action, in both versions, and the window of its timestamp.

https://apidoc.onoffice.de/onoffice-api-request/request-elemente/action/
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from . import php
from .errors import ApiError

WINDOW = 120
"""Seconds by which a timestamp may differ from the server's clock, either way."""


def version_2(secret: str, timestamp: str, token: str, resource_type: str, action_id: str) -> str:
    """The documented HMAC: base64 of HMAC-SHA256 over the four values joined."""
    message = (timestamp + token + resource_type + action_id).encode("utf-8")
    return base64.b64encode(
        hmac.new(secret.encode("utf-8"), message, hashlib.sha256).digest()
    ).decode("ascii")


def version_1(
    secret: str, timestamp: str, token: str, action: Mapping[str, Any], parameters: Any
) -> str:
    """The legacy MD5 chain, for actions without `hmac_version`."""
    ordered = dict(sorted(parameters.items(), key=lambda pair: pair[0].encode("utf-8")))
    fields = [
        token,
        action.get("actionid"),
        action.get("identifier"),
        action.get("resourceid"),
        secret,
        timestamp,
        action.get("resourcetype"),
    ]
    texts = [php.encode_array(ordered)] + ["" if item is None else str(item) for item in fields]
    inner = hashlib.md5(",".join(texts).encode("utf-8")).hexdigest()
    return hashlib.md5((secret + inner).encode("utf-8")).hexdigest()


def check(
    secret: str,
    token: str,
    action: Mapping[str, Any],
    parameters: Mapping[str, Any],
    now: float,
) -> None:
    """Accepts or refuses one action, `now` being Unix seconds.

    Raises ApiError 136 for a timestamp outside the window, 137 for a wrong HMAC, 243 for a wrong
    HMAC of version 1 when a float among the parameters may be the cause.
    """
    timestamp = action.get("timestamp")
    text = str(timestamp)
    number = isinstance(timestamp, int) and not isinstance(timestamp, bool)
    if not (number or isinstance(timestamp, str)) or not text.isascii() or not text.isdigit():
        raise ApiError(136)
    if len(text) > 18 or abs(now - int(text)) > WINDOW:
        raise ApiError(136)
    version = action.get("hmac_version")
    if version is None:
        expected = version_1(secret, text, token, action, parameters)
    elif str(version) == "2" and not isinstance(version, float):
        kind, verb = str(action["resourcetype"]), str(action["actionid"])
        expected = version_2(secret, text, token, kind, verb)
    else:
        raise ApiError(137)
    given = action.get("hmac")
    if isinstance(given, str) and hmac.compare_digest(given.encode("utf-8"), expected.encode()):
        return
    floating = _floating(parameters) if version is None else ""
    raise ApiError(243, floating) if floating else ApiError(137)


def _floating(parameters: Mapping[str, Any]) -> str:
    for name, value in parameters.items():
        values = value if isinstance(value, list) else [value]
        if any(isinstance(item, float) for item in values):
            return name
    return ""
