"""`onoffice read`: one record, or those that a filter leaves."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import click

from .._filter import Filter
from .._query import page_rule
from . import output
from .assignments import parse_assignments
from .session import Session, session_options
from .where import EXAMPLES, parse_where

#: Fields that are shown if none are asked for.
USUAL_FIELDS = {
    "estate": ["Id", "objektnr_extern", "objektart", "ort", "wohnflaeche", "kaufpreis"],
    "address": ["KdNr", "Vorname", "Name", "Plz", "Ort", "Email"],
    "task": ["Nr", "Betreff", "Status", "Prio", "Deadline"],
    "user": ["Nr", "Vorname", "Nachname", "email"],
    "agentslog": ["Nr", "Datum", "Aktionsart", "Aktionstyp", "Bemerkung"],
}

FEW = 20
MANY = 500

#: What the command says for itself; as parameters these would be overridden, or override.
_TAKEN = {
    "resource_type": "the first argument",
    "resource_id": "the second argument",
    "data": "-f",
    "sort": "--sort",
    **dict.fromkeys(("limit", "listlimit"), "--limit"),
    **dict.fromkeys(("offset", "listoffset", "listOffset"), "--offset"),
    **dict.fromkeys(("page_size", "ahead", "verb", "identifier"), "onoffice raw"),
}


def split(texts: Sequence[str]) -> list[str]:
    """Names that may be given one by one, or with commas between them."""
    return [name.strip() for text in texts for name in text.split(",") if name.strip()]


def where(texts: Sequence[str]) -> Filter | None:
    """All where-clauses joined."""
    filters = [parse_where(text) for text in texts]
    return functools.reduce(Filter.__and__, filters) if filters else None


def query(
    fields: Sequence[str], wheres: Sequence[str], sort: Sequence[str], others: Sequence[str]
) -> dict[str, Any]:
    """The arguments of Client.read() and iterate()."""
    taken = {**_TAKEN, "filter": "-w"} if wheres else _TAKEN
    return {
        "data": split(fields) or None,
        "filter": where(wheres),
        "sort": split(sort) or None,
        **parse_assignments(others, taken),
    }


field_option = click.option(
    "-f", "--field", "fields", multiple=True, metavar="NAME,...", help="Fields to read."
)
where_option = click.option(
    "-w", "--where", "wheres", multiple=True, metavar="CLAUSE", help=f"Condition: {EXAMPLES}."
)
sort_option = click.option(
    "--sort", multiple=True, metavar="NAME,...", help="Fields to sort by; -NAME for descending."
)
parameter_option = click.option(
    "-p",
    "--parameter",
    "others",
    multiple=True,
    metavar="NAME=TEXT",
    help="Another parameter of the call; NAME:=JSON for what is no text.",
)


@click.command(short_help="Read records, or one of them.")
@session_options
@click.argument("resource_type")
@click.argument("resource_id", default="")
@field_option
@where_option
@sort_option
@click.option("--limit", type=click.IntRange(0), help="Records; 20 if nothing is said.")
@click.option("--offset", type=click.IntRange(0), default=0, help="The first record, from 0.")
@parameter_option
def read(
    session: Session,
    resource_type: str,
    resource_id: str,
    fields: Sequence[str],
    wheres: Sequence[str],
    sort: Sequence[str],
    limit: int | None,
    offset: int,
    others: Sequence[str],
) -> None:
    """Read records of RESOURCE_TYPE (estate, address, task, user, ...), or the one RESOURCE_ID."""
    asked = query(fields, wheres, sort, others)
    if asked["data"] is None:
        asked["data"] = USUAL_FIELDS.get(resource_type)
    with session.client() as client:
        if resource_id:
            found = client.read(resource_type, resource_id, **asked)
            output.records(found.records, found.total, session.json)
        elif (limit := _limit(resource_type, limit)) is not None and limit > MANY:
            pages = client.iterate(resource_type, limit=limit, offset=offset, **asked)
            output.records(list(pages), pages.total, session.json)
        else:
            found = client.read(resource_type, limit=limit, offset=offset, **asked)
            output.records(found.records, found.total, session.json)


def _limit(resource_type: str, limit: int | None) -> int | None:
    """The limit to ask for: none where the call answers with all there is anyway."""
    if limit is None and page_rule("read", resource_type).limit:
        return FEW
    return limit
