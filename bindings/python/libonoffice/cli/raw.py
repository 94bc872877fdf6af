"""`onoffice raw`: actions as JSON, and the answer as it came."""

from __future__ import annotations

import json
import sys
from typing import Any, BinaryIO

import click

from .._response import Response
from . import output
from .session import Session, session_options


@click.command(short_help="Send actions as JSON, print the answer.")
@session_options
@click.argument("file", type=click.File("rb"), default="-")
def raw(session: Session, file: BinaryIO) -> None:
    """Send the actions in FILE (default: the standard input) and print the API's answer.

    FILE holds one action as the API's documentation shows it, a list of them, or a whole request
    {"request": {"actions": [...]}}; timestamps and signatures are made anew.
    """
    text = file.read()
    try:
        actions = _actions(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise click.UsageError(f"{file.name}: {error}") from None
    with session.client() as client:
        response = client.send(text if actions is None else actions)
        _show(response, session.json)
        response.raise_for_error()


def _actions(given: Any) -> list[Any] | None:
    """The actions of what was given; None if it is a single one, which goes out as it is."""
    if isinstance(given, dict) and isinstance(given.get("request"), dict):
        given = given["request"].get("actions")
    if isinstance(given, dict):
        return None
    if not isinstance(given, list) or not all(isinstance(action, dict) for action in given):
        raise ValueError("neither an action, nor a list of actions, nor a request")
    signed = ("timestamp", "hmac", "hmac_version")
    return [{k: v for k, v in action.items() if k not in signed} for action in given]


def _show(response: Response, as_json: bool) -> None:
    if as_json or not sys.stdout.isatty():
        click.echo(response.body)
    else:
        output.document(json.loads(response.body))
