"""A value that is passed on without being shown."""

from __future__ import annotations

import os
from collections.abc import Mapping

from ._errors import ArgumentError
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

#: What is in the names of parameters and members that hold a secret, in small letters.
SECRET_NAMES = ("token", "secret", "hmac", "claim", "password", "passwort")

_INT64_MAX = 2**63 - 1


def hidden(value: Any) -> Any:
    """Parameters as they may be shown: *** for what is a secret by its name."""
    if isinstance(value, Mapping):
        return {
            key: "***" if _is_secret(key) and isinstance(member, str) else hidden(member)
            for key, member in value.items()
        }
    return [hidden(member) for member in value] if isinstance(value, list) else value


def _is_secret(name: object) -> bool:
    return any(word in str(name).lower() for word in SECRET_NAMES)


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
