"""Deterministic chance: the same numbers in every run and every Python version.

Only `random()` of a seeded generator is used; it alone is promised never to change.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

Item = TypeVar("Item")

_FIRST_DAY = datetime(2019, 1, 7, 8, 0, 0)


class Dice:
    """One stream of chance, named by a number."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def chance(self, probability: float) -> bool:
        """True in about `probability` (0 to 1) of all calls."""
        return self._random() < probability

    def number(self, low: int, high: int) -> int:
        """An integer from `low` to `high`, both included."""
        return low + int(self._random() * (high - low + 1))

    def real(self, low: float, high: float) -> float:
        """A float from `low` up to `high`."""
        return low + self._random() * (high - low)

    def pick(self, items: Sequence[Item]) -> Item:
        """One of `items`."""
        return items[int(self._random() * len(items))]

    def some(self, items: Sequence[Item], most: int) -> list[Item]:
        """At most `most` different ones of `items`, in their order."""
        chosen = {int(self._random() * len(items)) for _ in range(self.number(0, most))}
        return [items[index] for index in sorted(chosen)]

    def moment(self, first_year: int = 2019, last_year: int = 2025) -> datetime:
        """A second during office hours between two years."""
        days = (last_year - first_year + 1) * 365 - 14
        start = _FIRST_DAY.replace(year=first_year)
        return start + timedelta(days=self.number(0, days), seconds=self.number(0, 36000))

    def digits(self, count: int) -> str:
        """`count` decimal digits, the first one not 0."""
        return str(self.number(10 ** (count - 1), 10**count - 1))

    def uuid(self) -> str:
        """A UUID of version 4."""
        text = "".join("0123456789abcdef"[int(self._random() * 16)] for _ in range(30))
        return f"{text[:8]}-{text[8:12]}-4{text[12:15]}-a{text[15:18]}-{text[18:30]}"
