"""The example of a call on the command line."""

from __future__ import annotations

import json
import shlex
from typing import Any

from .model import Call

_LIMITS = {
    "listlimit": "--limit",
    "limit": "--limit",
    "listoffset": "--offset",
    "listOffset": "--offset",
    "offset": "--offset",
}


def text(call: Call) -> str:
    """A command."""
    given = dict(call.example.parameters or {})
    resource_id = call.word or str(call.example.id)
    words = ["onoffice", call.verb, call.type]
    if call.verb == "read" and isinstance(given.get("data"), dict):
        # To this command data are fields.
        return _raw(call, given)
    if call.verb == "read":
        return _joined([*words, *_read(given, resource_id)])
    if call.verb in ("modify", "delete"):
        words.append(resource_id)
    if call.wraps_fields:
        # The command makes data of the fields that it is given.
        fields = given.pop("data", {})
        words += [*_assigned(fields), *_options(given)]
    else:
        words += _assigned(given)
    if call.verb == "delete":
        words.append("--yes")
    if call.verb in ("get", "do") and resource_id:
        words += ["-r", resource_id]
    return _joined(words)


def _raw(call: Call, given: dict[str, Any]) -> str:
    action = {"actionid": call.verb, "resourcetype": call.type, "parameters": given}
    return f"echo {shlex.quote(json.dumps(action, ensure_ascii=False))} |\n    onoffice raw"


def _read(given: dict[str, Any], resource_id: str) -> list[str]:
    words = [resource_id] if resource_id else []
    if isinstance(given.get("data"), list):
        words += ["-f", ",".join(given.pop("data"))]
    for name in list(given):
        if name in _LIMITS:
            words += [_LIMITS[name], str(given.pop(name))]
    return words + _options(given)


def _options(given: dict[str, Any]) -> list[str]:
    return [word for assigned in _assigned(given) for word in ("-p", assigned)]


def _assigned(given: dict[str, Any]) -> list[str]:
    return [
        f"{name}={value}"
        if isinstance(value, str)
        else f"{name}:={json.dumps(value, ensure_ascii=False)}"
        for name, value in given.items()
    ]


def _joined(words: list[str]) -> str:
    """With quotation marks where the shell wants them, and broken where it gets long."""
    lines = [""]
    for word in (shlex.quote(word) for word in words):
        if lines[-1] and len(lines[-1]) + len(word) > 97:
            lines[-1] += " \\"
            lines.append("   ")
        lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(lines)
