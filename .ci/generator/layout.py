"""Literals of the languages, on one line or, where that gets too long, on several."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

WIDTH = 100


class Layout:
    """How a language writes values.

    Args:
        scalar: writes text, numbers and flags.
        pair: writes a key and a value.
        mapping: brackets of a mapping; lists have [].
    """

    def __init__(
        self,
        scalar: Callable[[Any], str],
        pair: Callable[[str, str], str],
        mapping: tuple[str, str],
    ) -> None:
        self._scalar = scalar
        self._pair = pair
        self._mapping = mapping

    def value(self, value: Any, indent: int, used: int) -> str:
        """A value that begins in column `used`; what goes to lines of its own is indented."""
        short = self._short(value)
        if used + len(short) <= WIDTH or not isinstance(value, (dict, list)) or not value:
            return short
        inner = indent + 4
        if isinstance(value, dict):
            items = []
            for key, item in value.items():
                head = self._pair(key, "")
                items.append(head + self.value(item, inner, inner + len(head) + 1))
        else:
            items = [self.value(item, inner, inner + 1) for item in value]
        start, end = self._brackets(value)
        rows = "".join(f"{' ' * inner}{item},\n" for item in items)
        return f"{start}\n{rows}{' ' * indent}{end}"

    def _short(self, value: Any) -> str:
        if isinstance(value, dict):
            items = [self._pair(key, self._short(item)) for key, item in value.items()]
        elif isinstance(value, list):
            items = [self._short(item) for item in value]
        else:
            return self._scalar(value)
        start, end = self._brackets(value)
        return start + ", ".join(items) + end

    def _brackets(self, value: Any) -> tuple[str, str]:
        return self._mapping if isinstance(value, dict) else ("[", "]")
