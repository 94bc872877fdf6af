"""Lists of words, written as running text."""

from __future__ import annotations


def words(text: str) -> tuple[str, ...]:
    """The words of `text`, which blanks and line breaks part."""
    return tuple(text.split())
