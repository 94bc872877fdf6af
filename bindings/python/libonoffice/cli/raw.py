"""`onoffice raw`: actions as JSON, and the answer as it came."""

from __future__ import annotations

import json
import sys
from typing import BinaryIO

import click

from .._response import Response
from . import json_pieces, output
from .session import Session, session_options

_SIGNED = ("timestamp", "hmac", "hmac_version")


@click.command(short_help="Send actions as JSON, print the answer.")
@session_options
@click.argument("file", type=click.File("rb"), default="-")
def raw(session: Session, file: BinaryIO) -> None:
    """Send the actions in FILE (default: the standard input) and print the API's answer.

    FILE holds one action as the API's documentation shows it, a list of them, or a whole request
    {"request": {"actions": [...]}}; timestamps and signatures are made anew. All else is sent as it
    is written there.
    """
    try:
        actions = _actions(file.read().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise click.UsageError(f"{file.name}: {error}") from None
    with session.client() as client:
        response = client.send(actions)
        _show(response, session.json)
        response.raise_for_error()


def _actions(text: str) -> list[str]:
    """The actions of what was given, each as it was written: numbers and escapes are its own."""
    given = json.loads(text)
    if isinstance(given, dict) and isinstance(given.get("request"), dict):
        given = given["request"].get("actions")
        request = dict(json_pieces.members(text))["request"]
        text = dict(json_pieces.members(request)).get("actions", "")
    if isinstance(given, dict):
        return [_unsigned(text)]
    if not isinstance(given, list) or not all(isinstance(action, dict) for action in given):
        raise ValueError("neither an action, nor a list of actions, nor a request")
    return [_unsigned(action) for action in json_pieces.items(text)]


def _unsigned(action: str) -> str:
    """The action without the members that signing adds."""
    members = json_pieces.members(action)
    kept = [(name, value) for name, value in members if name not in _SIGNED]
    if len(kept) == len(members):
        return action
    return "{" + ",".join(f"{json.dumps(name)}:{value}" for name, value in kept) + "}"


def _show(response: Response, as_json: bool) -> None:
    if as_json or not sys.stdout.isatty():
        click.echo(response.body)
    else:
        output.document(json.loads(response.body))
