"""A value that is passed on without being shown."""

from __future__ import annotations

import os

from ._errors import ArgumentError

_INT64_MAX = 2**63 - 1


class Secret:
    """Holds a value on its way to the library, so that no traceback with locals prints it."""

    __slots__ = ("_value",)

    def __init__(self, value: object) -> None:
        self._value = os.fspath(value) if isinstance(value, os.PathLike) else value

    def __repr__(self) -> str:
        return "***"

    def text(self, what: str) -> bytes:
        """The text as UTF-8.

        Raises:
            ArgumentError: it is no text, or holds NUL or half a surrogate pair. The error names
                what, never the value (which a UnicodeEncodeError would carry).
        """
        if not isinstance(self._value, str):
            raise ArgumentError(f"{what} must be a str, not {type(self._value).__name__}")
        if any("\ud800" <= character <= "\udfff" for character in self._value):
            raise ArgumentError(f"{what} is not valid Unicode: it holds half a surrogate pair")
        if "\0" in self._value:
            raise ArgumentError(f"{what} holds a NUL character")
        return self._value.encode("utf-8")

    def number(self, what: str) -> int:
        """The number.

        Raises:
            ArgumentError: it is no int, or does not fit into 64 bits.
        """
        if not isinstance(self._value, int):
            raise ArgumentError(f"{what} must be an int, not {type(self._value).__name__}")
        if not -_INT64_MAX <= self._value <= _INT64_MAX:
            raise ArgumentError(f"{what} does not fit into 64 bits")
        return int(self._value)
