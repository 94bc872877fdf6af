"""The sandbox's own page names the calls that it knows."""

from __future__ import annotations

import re
from pathlib import Path

from libonoffice import sandbox
from libonoffice.sandbox import registry


def test_the_page_names_every_call() -> None:
    page = (Path(sandbox.__file__).parent / "README.md").read_text(encoding="utf-8")
    told = {
        (row[1], name)
        for row in re.finditer(r"^\| (\w+) \| (`.*) \|$", page, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row[2])
    }
    assert told == set(registry.HANDLERS)
