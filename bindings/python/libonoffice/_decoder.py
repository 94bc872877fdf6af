"""From the bytes of a result to Python's objects."""

from __future__ import annotations

import functools

from ._errors import ProtocolError
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    #: Makes a number of its text.
    Hook = Callable[[str], Any]


class Decoder:
    """How JSON becomes objects, and its numbers in particular.

    Without hooks an int is an int of any size and a fraction a float. msgspec is used where it is
    installed, for it gives the same and is faster; orjson is not, because it makes floats of
    ints beyond 64 bits.

    Attributes:
        parse_int: called with the text of a number without fraction.
        parse_float: called with the text of any other number, for example decimal.Decimal.
    """

    __slots__ = ("_read", "parse_float", "parse_int")

    def __init__(self, parse_int: Hook | None = None, parse_float: Hook | None = None) -> None:
        self.parse_int = parse_int
        self.parse_float = parse_float
        self._read: Callable[[str], tuple[Any, int]] | None = None

    def decode(self, document: memoryview) -> Any:
        """The value of a document in UTF-8.

        Raises:
            ProtocolError: Python cannot hold what JSON can, for example an int of 5,000 digits.
        """
        if self.parse_int is None and self.parse_float is None:
            fast = _fast()
            if fast is not None:
                try:
                    return fast(document)
                except (ValueError, RecursionError):
                    pass  # it refuses half surrogate pairs, which Python can hold
        read = self._read
        if read is None:
            import json  # with the first result instead of the package

            decoder = json.JSONDecoder(parse_int=self.parse_int, parse_float=self.parse_float)
            # The library hands out nothing but complete values, without blanks around them.
            read = self._read = decoder.raw_decode
        try:
            # Decoded where it lies: an answer may have 50 MB, and a copy would double them.
            return read(str(document, "utf-8"))[0]
        except (ValueError, RecursionError) as error:
            reason = str(error)
        raise ProtocolError(f"the result cannot be decoded: {reason}")


@functools.cache
def _fast() -> Callable[[memoryview], Any] | None:
    try:
        from msgspec.json import decode
    except ImportError:
        return None
    return decode
