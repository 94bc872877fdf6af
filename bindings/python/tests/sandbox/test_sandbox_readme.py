"""The sandbox's own page names the calls that it knows and the ways in which it fails."""

from __future__ import annotations

import re
from pathlib import Path

from libonoffice import sandbox
from libonoffice.sandbox import Fault, fault, registry

PAGE = (Path(sandbox.__file__).parent / "README.md").read_text(encoding="utf-8")


def test_the_page_names_every_call() -> None:
    told = {
        (row[1], name)
        for row in re.finditer(r"^\| (\w+) \| (`.*) \|$", PAGE, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row[2])
    }
    assert told == set(registry.HANDLERS)


def test_the_page_names_every_way_to_fail() -> None:
    table = PAGE[PAGE.index("| key | value |") : PAGE.index("Faults strike in the order")]
    settings = {name for name, item in Fault.__dataclass_fields__.items() if item.init}
    beside = {"body", "retry_after"}  # told with the status that they go with
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == settings - beside
    values = set(re.findall(r"^\| [^|]*\| `(\w+)` \|", table, re.MULTILINE))
    assert values == {*fault.DROPS, *fault.BROKEN}
    assert beside <= set(re.findall(r"`(\w+)`", table))
