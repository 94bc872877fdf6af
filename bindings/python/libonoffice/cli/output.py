"""What the command prints: tables for people, tab-separated lines for pipes, JSON on request."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from .._errors import OnOfficeError
from .._record import Record
from .._result import Result


def text(value: Any) -> str:
    """A value as a cell: texts as they are, nothing for null, JSON for what has parts."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]], footer: str = "") -> None:
    """Prints rows: as a table on a terminal, otherwise one line each, cells between tabs."""
    if not sys.stdout.isatty():
        for row in [columns, *rows]:
            click.echo("\t".join(" ".join(text(cell).split()) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(*columns, header_style="bold", row_styles=["", "dim"])
    for row in rows:
        # As Text: what looks like markup in a value is none.
        shown.add_row(*(Text(text(cell), overflow="fold") for cell in row))
    Console().print(shown)
    if footer:
        click.echo(footer)


def records(found: Sequence[Record], total: int | None, as_json: bool) -> None:
    """Prints records, a column per field."""
    if as_json:
        rows = [{"id": row.id, "type": row.type, "elements": row.elements} for row in found]
        document(rows)
        return
    columns = list(dict.fromkeys(name for row in found for name in row))
    plain = any(row.elements and not row for row in found)  # some calls send no fields, but a list
    table(
        ["#", *columns, *(["elements"] if plain else [])],
        [
            [row.id, *(row.get(name) for name in columns), *([row.elements] if plain else [])]
            for row in found
        ],
        f"{len(found)} of {len(found) if total is None else total}",
    )


def result(found: Result, as_json: bool) -> None:
    """Prints what came of a call: its records, or with JSON what the API sent, unchanged."""
    if as_json:
        click.echo(found.body)
    else:
        records(found.records, found.total, as_json=False)


def document(value: Any) -> None:
    """Prints a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None))


def failure(error: OnOfficeError, as_json: bool) -> None:
    """Prints an error to where errors go."""
    if not as_json:
        click.echo(f"onoffice: {error}", err=True)
        if error.uncertain:
            click.echo("It may have been executed: look before you send it again.", err=True)
        return
    told = {
        "type": type(error).__name__,
        "message": error.message,
        "code": error.code,
        "name": error.name,
        "category": error.category,
        "index": error.index,
        "identifier": error.identifier,
        "http_status": error.http_status,
        "uncertain": error.uncertain,
        "trace": error.trace,
    }
    click.echo(json.dumps({"error": told}, ensure_ascii=False), err=True)
