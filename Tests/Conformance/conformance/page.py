"""The examples that the pages of the reference show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)

#: Languages by the word behind the fence.
LANGUAGES = ("c", "python", "php", "sh")


@dataclass(frozen=True)
class Page:
    """A page, by its path without the ending."""

    name: str
    examples: dict[str, str]


def read(folder: Path, name: str) -> Page:
    """The page with its example in each language. Raises ValueError if one is not there."""
    text = (folder / f"{name}.md").read_text(encoding="utf-8")
    _, heading, examples = text.partition("\n## Example\n")
    found = dict(_FENCE.findall(examples))
    if not heading or set(found) != set(LANGUAGES):
        raise ValueError(f"{name}: examples in {sorted(found)}")
    return Page(name, found)
