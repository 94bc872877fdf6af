"""The part of a list a call returns: `listlimit` and `listoffset`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from .errors import ApiError
from .parameters import Parameters

Item = TypeVar("Item")


def page(
    items: Sequence[Item],
    parameters: Parameters,
    *,
    default: int = 20,
    most: int = 500,
    limit: str = "listlimit",
    offset: str = "listoffset",
) -> Sequence[Item]:
    """The asked-for part of `items`: at most `most`, `default` unless told otherwise.

    A larger limit is cut down, as the documentation only speaks of a maximum. Raises ApiError 68
    for values that are no numbers and 67 for negative ones.
    """
    count = parameters.integer(limit, default, 68)
    first = parameters.integer(offset, 0, 68) if offset else 0
    for name, value in ((limit, count), (offset, first)):
        if value < 0:
            raise ApiError(67, name)
    return items[first : first + min(count, most)]
