"""`onoffice get`, `create`, `modify`, `delete` and `do`: one call by the API's own names."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from . import output
from .assignments import fields_of, parse_assignments
from .read import parameter_option
from .session import Session, session_options

_FIELDS = "Fields are NAME=TEXT, or NAME:=JSON for what is no text."
_PARAMETERS = "Parameters are NAME=TEXT, or NAME:=JSON for what is no text."

resource_id_option = click.option(
    "-r", "--resource-id", default="", metavar="ID", help="Resource id; some calls take a word."
)


@click.command(epilog=_PARAMETERS)
@session_options
@click.argument("resource_type")
@click.argument("parameters", nargs=-1)
@resource_id_option
def get(session: Session, resource_type: str, parameters: Sequence[str], resource_id: str) -> None:
    """Ask for information: fields, search, file, idsfromrelation, ..."""
    asked = parse_assignments(parameters)
    with session.client() as client:
        output.result(client.get(resource_type, asked, resource_id=resource_id), session.json)


@click.command(epilog=_FIELDS)
@session_options
@click.argument("resource_type")
@click.argument("fields", nargs=-1)
@parameter_option
def create(
    session: Session, resource_type: str, fields: Sequence[str], others: Sequence[str]
) -> None:
    """Create a record; its number is printed."""
    asked = fields_of("create", resource_type, parse_assignments(fields))
    asked.update(parse_assignments(others))
    with session.client() as client:
        output.result(client.create(resource_type, asked), session.json)


@click.command(epilog=_FIELDS)
@session_options
@click.argument("resource_type")
@click.argument("resource_id")
@click.argument("fields", nargs=-1)
@parameter_option
def modify(
    session: Session,
    resource_type: str,
    resource_id: str,
    fields: Sequence[str],
    others: Sequence[str],
) -> None:
    """Change fields of a record."""
    asked = fields_of("modify", resource_type, parse_assignments(fields))
    asked.update(parse_assignments(others))
    with session.client() as client:
        output.result(client.modify(resource_type, resource_id, asked), session.json)


@click.command(epilog=_PARAMETERS, short_help="Delete a record, or a relation.")
@session_options
@click.argument("resource_type")
@click.argument("resource_id", default="")
@click.argument("parameters", nargs=-1)
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
def delete(
    session: Session, resource_type: str, resource_id: str, parameters: Sequence[str], yes: bool
) -> None:
    """Delete a record, or what the parameters name (then RESOURCE_ID is '')."""
    asked = parse_assignments(parameters)
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("delete asks before it does; pass --yes where nobody answers")
        click.confirm(f"Delete {resource_type} {resource_id}".rstrip() + "?", abort=True)
    with session.client() as client:
        output.result(client.delete(resource_type, resource_id, asked), session.json)


@click.command(epilog=_PARAMETERS)
@session_options
@click.argument("resource_type")
@click.argument("parameters", nargs=-1)
@resource_id_option
def do(session: Session, resource_type: str, parameters: Sequence[str], resource_id: str) -> None:
    """Perform an action: sendmail, registerNewsletter, ..."""
    asked = parse_assignments(parameters)
    with session.client() as client:
        output.result(client.do(resource_type, asked, resource_id=resource_id), session.json)
