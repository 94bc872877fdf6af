"""`onoffice fields`: the fields of a module, with their kinds and permitted values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from . import output
from .session import Session, session_options


@click.command(short_help="List the fields of modules.")
@session_options
@click.argument("modules", nargs=-1, required=True)
@click.option("--language", default="DEU", show_default=True, help="Of the labels (ISO 3166-1).")
@click.option("--values", is_flag=True, help="Show the permitted values.")
def fields(session: Session, modules: Sequence[str], language: str, values: bool) -> None:
    """List the fields of MODULES (estate, address, agentsLog, task, calendar, user, ...)."""
    asked = {"modules": list(modules), "labels": True, "language": language}
    with session.client() as client:
        found = client.get("fields", asked)
    if session.json:
        output.result(found, as_json=True)
        return
    rows = [
        [module.id, name, field.get("label"), field.get("type"), field.get("length")]
        + ([_values(field.get("permittedvalues"))] if values else [])
        for module in found.records
        for name, field in module.items()
        if isinstance(field, dict)  # beside the fields there is the module's own label
    ]
    columns = ["module", "field", "label", "type", "length", *(["values"] if values else [])]
    output.table(columns, rows, f"{len(rows)} fields")


def _values(permitted: Any) -> str:
    if isinstance(permitted, dict):
        return ", ".join(f"{key} ({label})" for key, label in permitted.items())
    return ", ".join(map(str, permitted)) if isinstance(permitted, list) else ""
