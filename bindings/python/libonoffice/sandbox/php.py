"""JSON the way PHP's json_encode writes it by default.

The API is written in PHP: `/` comes as `\\/`, everything beyond ASCII as `\\uXXXX`, and there are
no blanks. An empty PHP array is `[]` whether it was a list or a map.
"""

from __future__ import annotations

import json
import re
import uuid
from typing import Any, Callable, Optional

from .blocks import Blocks

_DELETE = re.compile(r"(?<!\\)((?:\\\\)*)\\u007f")


def encode(value: Any, default: Optional[Callable[[Any], Any]] = None) -> str:
    """The JSON text of `value`; an empty dict stays `{}`, so hand over [] where PHP would."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), default=default)
    if "\\u007f" in text:  # Python escapes DEL, PHP does not
        text = _DELETE.sub("\\1\x7f", text)
    return text.replace("/", "\\/")


def encode_pieces(value: Any) -> list[bytes]:
    """The JSON text of `value`, whose `Blocks` are shown as base64, in pieces to send in turn."""
    contents: list[Blocks] = []
    place = uuid.uuid4().hex  # stands where contents go; no text can have it by chance

    def remember(found: Any) -> str:
        if not isinstance(found, Blocks):
            raise TypeError(type(found))
        contents.append(found)
        return place

    whole = encode(value, remember).encode("ascii")
    if not contents:
        return [whole]
    texts = whole.split(place.encode("ascii"))
    pieces = texts[:1]
    for content, text in zip(contents, texts[1:]):
        pieces += [piece.replace(b"/", b"\\/") for piece in content.base64()]
        pieces.append(text)
    return pieces


def encode_array(value: Any) -> str:
    """The JSON text of a decoded value after a round through PHP arrays.

    That is what the signature of version 1 is made of: `{}` becomes `[]`, and an object with the
    keys 0, 1, 2 … becomes a list.
    """
    if isinstance(value, dict):
        if list(value) == [str(index) for index in range(len(value))]:
            return encode_array(list(value.values()))
        pairs = (encode(key) + ":" + encode_array(item) for key, item in value.items())
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(encode_array(item) for item in value) + "]"
    if isinstance(value, float):
        return _number(value)
    return encode(value)


def _number(value: float) -> str:
    """A float as PHP writes it: the shortest digits, no `.0`, `1.0e-7` and `1.0e+17`."""
    if abs(value) < 1e17 and value == int(value):
        return "-0" if str(value) == "-0.0" else str(int(value))
    text = repr(value)
    if "e" not in text:
        return text
    mantissa, exponent = text.split("e")
    if "." not in mantissa:
        mantissa += ".0"
    return f"{mantissa}e{'-' if exponent[0] == '-' else '+'}{exponent.lstrip('+-').lstrip('0')}"
