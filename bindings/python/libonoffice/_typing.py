"""What annotations need when a program runs: nearly nothing, so that no program waits for it.

To import typing takes longer than to import all of this package, and annotations are mere texts to
Python. What only they name is therefore imported under TYPE_CHECKING, which type checkers and
editors know by its name and take for true.
"""

from __future__ import annotations

#: As in typing; a bool by its annotation, so that tools which look at values do not skip the block.
TYPE_CHECKING: bool = False

if TYPE_CHECKING:
    from typing import Generic, TypeVar

    Outcome = TypeVar("Outcome")
else:
    Outcome = object

    class Generic:
        """Stands in for the one of typing: a class that may be written with a type in brackets."""

        __slots__ = ()

        def __class_getitem__(cls, item):
            return cls


__all__ = ["TYPE_CHECKING", "Generic", "Outcome"]
