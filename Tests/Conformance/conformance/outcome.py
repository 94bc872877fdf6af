"""What an example told: the number of records, and a value of the first one."""

from __future__ import annotations

import json
from typing import Any, NamedTuple, Union

from .run import Output

Path = tuple[Union[str, int], ...]


class Outcome(NamedTuple):
    """Read from what an example printed."""

    records: int
    value: str


def of(language: str, output: Output, field: Path) -> Outcome:
    """Raises ValueError if it printed something else."""
    if language == "sh":
        is_raw = output.text.startswith("{")
        return _of_answer(output.text, field) if is_raw else _of_table(output.text, field)
    count, _, value = output.text.partition(" ")
    return Outcome(int(count), " ".join(value.split()))


def _of_table(text: str, field: Path) -> Outcome:
    """The command prints a line of headings, and one per record, cells between tabs."""
    headings, *rows = [line.split("\t") for line in text.split("\n")]
    if not rows:
        return Outcome(0, "")
    cells = dict(zip(headings, rows[0]))
    if not field:
        return Outcome(len(rows), cells["#"])
    if isinstance(field[0], int):
        return Outcome(len(rows), _within(cells["elements"], field))
    return Outcome(len(rows), _within(cells[field[0]], field[1:]))


def _of_answer(text: str, field: Path) -> Outcome:
    """`onoffice raw` prints what the API sent."""
    records = json.loads(text)["response"]["results"][0]["data"]["records"]
    return Outcome(len(records), _within(json.dumps(records[0]["elements"]), field))


def _within(cell: str, path: Path) -> str:
    if not path:
        return cell
    value: Any = json.loads(cell)
    for key in path:
        value = value[key]
    return value if isinstance(value, str) else json.dumps(value)
