"""A JSON scanner that finds the first fault in a text and names it as PHP's parser would.

It is used only after the fast decoder refused a text (or could not judge its depth), so it may be
slow, but it must not recurse: a nesting bomb is one of the faults it names.
"""

from __future__ import annotations

import re
from typing import Optional

MAX_DEPTH = 512

DEPTH, MISMATCH, CONTROL, SYNTAX, UTF8, OTHER = 3, 4, 5, 6, 7, 8

_BLANK = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORD = re.compile(r"true|false|null")
_PLAIN = re.compile(r'[^"\\\x00-\x1f\ud800-\udfff]*')
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u([0-9a-fA-F]{4}))')
_LOW = re.compile(r"\\u[dD][c-fC-F][0-9a-fA-F]{2}")


class Scanner:
    """Scans one text from the start to its first fault."""

    def __init__(self, body: bytes) -> None:
        # Bytes that are no UTF-8 become lone surrogates, which valid text cannot contain.
        self._text = body.decode("utf-8", "surrogateescape")
        self._at = 0
        self._open: list[str] = []

    def fault(self) -> Optional[int]:
        """The API's number of the first fault, or None if the text is sound JSON."""
        expect_value, expect_key, after_comma = True, False, False
        while True:
            self._skip()
            character = self._peek()
            if expect_key:
                if character == '"':
                    fault = self._string()
                    if fault:
                        return fault
                    self._skip()
                    if self._peek() != ":":
                        return self._unexpected()
                    self._at += 1
                    expect_key, expect_value, after_comma = False, True, False
                    continue
                if character in ("}", "]") and not after_comma:
                    fault = self._close(character)
                    if fault:
                        return fault
                    expect_key = False
                else:
                    return self._unexpected()
            elif expect_value:
                if character in ("{", "["):
                    self._open.append(character)
                    self._at += 1
                    if len(self._open) > MAX_DEPTH:
                        return DEPTH
                    expect_key, expect_value = character == "{", character == "["
                    after_comma = False
                    continue
                if character in ("]", "}") and self._open[-1:] == ["["] and not after_comma:
                    fault = self._close(character)
                else:
                    fault = self._scalar(character)
                if fault:
                    return fault
                expect_value = False
            elif not self._open:
                return None if self._at == len(self._text) else self._unexpected()
            elif character == ",":
                self._at += 1
                expect_key = self._open[-1] == "{"
                expect_value = not expect_key
                after_comma = True
            elif character in ("]", "}"):
                fault = self._close(character)
                if fault:
                    return fault
            else:
                return self._unexpected()

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _skip(self) -> None:
        found = _BLANK.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _unexpected(self) -> int:
        character = self._peek()
        if "\ud800" <= character <= "\udfff":
            return UTF8
        return CONTROL if character and character < " " else SYNTAX

    def _close(self, character: str) -> int:
        opened = self._open.pop()
        self._at += 1
        return 0 if (opened, character) in (("{", "}"), ("[", "]")) else MISMATCH

    def _scalar(self, character: str) -> int:
        if character == '"':
            return self._string()
        found = _NUMBER.match(self._text, self._at) or _WORD.match(self._text, self._at)
        if not found:
            return self._unexpected()
        self._at = found.end()
        return 0

    def _string(self) -> int:
        self._at += 1
        while True:
            found = _PLAIN.match(self._text, self._at)
            self._at = found.end() if found else self._at
            character = self._peek()
            if character == '"':
                self._at += 1
                return 0
            if character == "\\":
                fault = self._escape()
                if fault:
                    return fault
            elif character == "":
                return CONTROL  # PHP meets the NUL that ends its buffer
            else:
                return self._unexpected()

    def _escape(self) -> int:
        found = _ESCAPE.match(self._text, self._at)
        if not found:
            return SYNTAX
        self._at = found.end()
        unit = int(found.group(1), 16) if found.group(1) else 0
        if 0xD800 <= unit < 0xDC00:
            low = _LOW.match(self._text, self._at)
            if not low:
                return OTHER
            self._at = low.end()
        elif 0xDC00 <= unit < 0xE000:
            return OTHER
        return 0
