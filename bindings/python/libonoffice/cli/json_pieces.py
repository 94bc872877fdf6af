"""JSON cut into the pieces it consists of, each of them as it was written."""

from __future__ import annotations

import json
import re

_cut = json.JSONDecoder().raw_decode
_GAP = re.compile(r"[\s,:]*")


def items(text: str) -> list[str]:
    """The items of an array, or the names and values of an object in turns.

    The text is one that json.loads() has accepted, so that all between the pieces is known.
    """
    found = []
    index = _behind(text, _behind(text, 0) + 1)
    while text[index] not in "]}":
        _, end = _cut(text, index)
        found.append(text[index:end])
        index = _behind(text, end)
    return found


def members(text: str) -> list[tuple[str, str]]:
    """The members of an object: the name, and the value as it was written."""
    pieces = items(text)
    return [(json.loads(name), value) for name, value in zip(pieces[::2], pieces[1::2])]


def _behind(text: str, index: int) -> int:
    """Where the gap ends that is at an index."""
    gap = _GAP.match(text, index)
    return gap.end() if gap else index
