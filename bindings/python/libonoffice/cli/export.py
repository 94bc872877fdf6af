"""`onoffice export`: all records of a list into a file."""

from __future__ import annotations

from collections.abc import Sequence

import click

from .._client import Client
from .._record import Record
from . import output
from .progress import progress
from .read import parameter_option, query, sort_option, split, where_option
from .session import Session, session_options
from .writers import FORMATS, format_of, writer

# The API spells some modules in one way where it lists fields, and in another where it reads.
_MODULES = {"agentslog": "agentsLog"}


@click.command(short_help="Write all records of a list to a file.")
@session_options
@click.argument("resource_type")
@click.option(
    "-o", "--output", "path", metavar="FILE", required=True, help="*.csv, *.jsonl, *.parquet, or -."
)
@click.option("--format", "kind", type=click.Choice(FORMATS), help="If the name does not tell.")
@click.option("-f", "--field", "fields", multiple=True, metavar="NAME,...", help="Default: all.")
@where_option
@sort_option
@click.option("--all", "everything", is_flag=True, help="All records, over all pages.")
@click.option("--limit", type=click.IntRange(0), help="Records at most, over all pages.")
@parameter_option
def export(
    session: Session,
    resource_type: str,
    path: str,
    kind: str | None,
    fields: Sequence[str],
    wheres: Sequence[str],
    sort: Sequence[str],
    everything: bool,
    limit: int | None,
    others: Sequence[str],
) -> None:
    """Write records of RESOURCE_TYPE to a file, page by page; the file appears when it is
    complete."""
    if everything == (limit is not None):
        raise click.UsageError("say --all, or how many with --limit")
    kind = format_of(path, kind)
    asked = query(fields, wheres, sort, others)
    with session.client() as client:
        columns = split(fields) or _all_fields(client, resource_type)
        asked["data"] = columns
        pages = client.iterate(resource_type, limit=limit, **asked)
        count = 0
        bar = progress(f"export {resource_type}", pages.total)
        with bar as advance, writer(path, kind, columns) as file:
            for count, record in enumerate(pages, 1):  # noqa: B007
                file.write(record)
                advance(count)
    for warning in pages.trace.get("warnings", []):
        click.echo(f"onoffice: {warning}", err=True)
    if session.json and path != "-":
        output.document({"output": path, "records": count})
    elif path != "-":
        click.echo(f"{path}: {count} records", err=True)


def _all_fields(client: Client, resource_type: str) -> list[str]:
    module = _MODULES.get(resource_type, resource_type)
    found: list[Record] = client.get("fields", {"modules": [module]}).records
    names = [name for record in found for name, field in record.items() if isinstance(field, dict)]
    if not names:
        raise click.UsageError(f"the API lists no fields of {resource_type}: name them with -f")
    return names
