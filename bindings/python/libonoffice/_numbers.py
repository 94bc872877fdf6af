"""Numbers that callers pass, checked before they become those of C."""

from __future__ import annotations

from ._errors import ArgumentError
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any


def whole(name: str, value: Any, least: int = 0, most: int = 2**31 - 1) -> int:
    """The value, if it is an int within these bounds.

    Raises:
        ArgumentError: it is not.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise ArgumentError(f"{name} is a number, not {value!r}")
    if not least <= value <= most:
        raise ArgumentError(f"{name} is a number from {least} to {most}, not {value}")
    return value
