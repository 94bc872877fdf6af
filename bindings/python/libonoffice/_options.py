"""Settings of a client."""

from __future__ import annotations

import os
from collections.abc import Iterator

from ._errors import ArgumentError
from ._handle import Handle
from ._library import Library
from ._secret import Secret
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Union

    #: What an option takes: text, or a number (a switch is one too: False is 0, True is 1).
    OptionValue = Union[str, int, os.PathLike[str]]

_NUMBER = 2  # ONOFFICE_TYPE_NUMBER

# The library numbers its options from 1; a newer one may have some that this package never saw.
_NUMBERS = range(1, 256)


def takes_number(library: Library, name: str) -> bool:
    """Whether there is an option of that name, and it takes a number."""
    option = library.number("onoffice_option_find", name.encode("utf-8", "replace"))
    return option >= 0 and library.number("onoffice_option_type", option) == _NUMBER


class Options:
    """The options of a client by their names: ``client.options["timeout_ms"] = 5000``.

    Names, kinds and rules are the library's own (ONOFFICE_OPTION_... in onoffice.h); sends that
    are under way keep the settings they began with. Secrets read as "***".
    """

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self._library = handle.library

    def __repr__(self) -> str:
        return f"<libonoffice.Options: {len(self)} of them, see keys()>"

    def __iter__(self) -> Iterator[str]:
        for number in _NUMBERS:
            name = self._library.text("onoffice_option_name", number)
            if name:
                yield name

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name in set(self)

    def keys(self) -> list[str]:
        """Names of all options; dict(client.options) shows every setting."""
        return list(self)

    def __getitem__(self, name: str) -> str | int:
        """Value of an option; ArgumentError for an unknown name or a closed client."""
        option, kind = self._find(name)
        with self._handle.lock, self._handle as pointer:
            if kind != _NUMBER:
                return self._library.text("onoffice_client_get_text", pointer, option)
            status, value = self._library.fetch("onoffice_client_get_number", pointer, option)
            if status < 0:
                raise ArgumentError(self._message(pointer, name))
            return value

    def __setitem__(self, name: str, value: OptionValue) -> None:
        """Sets an option; ArgumentError for an unknown name, or a value the library refuses, whose
        message states the rule. The option then keeps its value."""
        hidden = Secret(value)
        del value
        self.set(name, hidden)

    def set(self, name: str, value: Secret) -> None:
        """Sets an option to a value that is hidden already."""
        option, kind = self._find(name)
        what = f"option {name}"
        with self._handle.lock, self._handle as pointer:
            if kind == _NUMBER:
                status = self._library.number(
                    "onoffice_client_set_number", pointer, option, value.number(what)
                )
            else:
                status = self._library.number(
                    "onoffice_client_set_text", pointer, option, value.text(what)
                )
            if status < 0:
                raise ArgumentError(self._message(pointer, name))

    def _find(self, name: str) -> tuple[int, int]:
        # A name with NUL in it would be cut by the library.
        known = isinstance(name, str) and "\0" not in name
        option = -1
        if known:
            encoded = name.encode("utf-8", "replace")
            option = self._library.number("onoffice_option_find", encoded)
        if option < 0:
            raise ArgumentError(f"unknown option {name!r}; there are {', '.join(self)}")
        return option, self._library.number("onoffice_option_type", option)

    def _message(self, pointer: int, name: str) -> str:
        message = self._library.text("onoffice_client_message", pointer)
        return message if name in message else f"option {name}: {message}"
