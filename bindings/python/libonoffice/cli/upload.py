"""`onoffice upload`: a file, and the record it belongs to."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from . import output
from .assignments import parse_assignments
from .progress import progress
from .read import parameter_option
from .session import Session, session_options

_MODULES = {"estate": "estate", "address": "address", "agentslog": "agentsLog", "task": "task"}

_TAKEN = {
    **dict.fromkeys(("source", "file", "name"), "FILE and --name"),
    **dict.fromkeys(("module", "record_id", "relatedRecordId"), "--estate ID and the like"),
    **dict.fromkeys(("block_size", "progress", "data", "tmpUploadId"), "the client in Python"),
    "Art": "--kind",
    "title": "--title",
}


@click.command(short_help="Upload a file to a record.")
@session_options
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--estate", type=int, metavar="ID", help="Attach it to this estate.")
@click.option("--address", type=int, metavar="ID", help="Attach it to this address.")
@click.option("--agentslog", type=int, metavar="ID", help="Attach it to this entry.")
@click.option("--task", type=int, metavar="ID", help="Attach it to this task.")
@click.option("--kind", help="Art of an estate's file: Foto, Grundriss, ... Default: Dokument.")
@click.option("--title", help="Title.")
@click.option("--name", help="Name of the file in enterprise; default: its own.")
@parameter_option
def upload(
    session: Session,
    file: str,
    kind: str | None,
    title: str | None,
    name: str | None,
    others: Sequence[str],
    **records: int | None,
) -> None:
    """Upload FILE and attach it to one record."""
    wanted = [(module, number) for module, number in records.items() if number is not None]
    if len(wanted) != 1:
        raise click.UsageError("name one record: --estate, --address, --agentslog or --task ID")
    ((module, number),) = wanted
    described = parse_assignments(others, _TAKEN)
    if kind or module == "estate":
        described["Art"] = kind or "Dokument"
    if title:
        described["title"] = title
    size = os.path.getsize(file)
    with session.client() as client, progress("upload", size, in_bytes=True) as advance:
        done = client.upload(
            file, _MODULES[module], number, name=name, progress=advance, **described
        )
    output.result(done, session.json)
