"""One run of the command: what was asked of all commands, and the client."""

from __future__ import annotations

import functools
import logging
import os
import re
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from .._client import Client
from .._library import load
from .._options import takes_number
from . import credentials

Command = TypeVar("Command", bound=Callable[..., Any])

#: Options of the library that are secrets, and so have no place among arguments.
_SECRET_OPTIONS = ("token", "secret", "extended_claim", "client_key_password", "header")
#: What Client takes beside the library's options, and no text can be.
_NO_OPTIONS = ("library", "parse_int", "parse_float")

_ELSEWHERE = {
    "token": "ONOFFICE_TOKEN or --credentials",
    "secret": "ONOFFICE_SECRET or --credentials",
    "extended_claim": "ONOFFICE_EXTENDED_CLAIM or --credentials",
    "proxy": "https_proxy in the environment",
}


class Session:
    """The options that every command has."""

    def __init__(
        self,
        json: bool,
        credentials: str | None,
        options: tuple[str, ...],
        verbose: int,
    ) -> None:
        self.json = json
        self.options = options
        self._credentials = credentials
        if verbose:
            level = logging.DEBUG if verbose > 1 else logging.INFO
            logging.basicConfig(
                stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(message)s"
            )
            logging.getLogger("libonoffice").setLevel(level)

    def client(self) -> Client:
        """A client with the credentials and options of this run."""
        settings = self.settings()
        credentials.provide(self._credentials)
        claim = os.environ.get("ONOFFICE_EXTENDED_CLAIM") or None
        return Client(extended_claim=claim, **settings)

    def settings(self) -> dict[str, Any]:
        """The library's options that were given."""
        settings: dict[str, Any] = {}
        for text in self.options:
            name, equals, value = text.partition("=")
            if not equals or not name:
                raise click.UsageError(f"option {text!r}: NAME=VALUE")
            if name in _SECRET_OPTIONS or (name == "proxy" and "@" in value):
                raise click.UsageError(
                    f"option {name} is a secret, which others would see among the arguments; "
                    f"use {_ELSEWHERE.get(name, 'the client in Python')}"
                )
            if name in _NO_OPTIONS:
                raise click.UsageError(f"unknown option {name!r}")
            is_number = takes_number(load(), name) and re.fullmatch("-?[0-9]{1,30}", value)
            settings[name] = int(value) if is_number else value
        return settings


def session_options(command: Command) -> Command:
    """Gives a command the options that all of them have, as its first argument a Session."""

    @functools.wraps(command)
    def run(
        *arguments: Any,
        as_json: bool,
        credentials: str | None,
        options: tuple[str, ...],
        verbose: int,
        **others: Any,
    ) -> Any:
        context = click.get_current_context()
        context.obj = Session(as_json, credentials, options, verbose)
        return command(context.obj, *arguments, **others)

    decorators = [
        click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table."),
        click.option(
            "--credentials",
            metavar="FILE",
            help="File with lines ONOFFICE_TOKEN=... and ONOFFICE_SECRET=...",
        ),
        click.option(
            "-O",
            "--option",
            "options",
            multiple=True,
            metavar="NAME=VALUE",
            help="Option of the library, such as timeout_ms=5000.",
        ),
        click.option(
            "-v", "--verbose", count=True, help="Say what was called; twice: with the bodies."
        ),
    ]
    for decorate in reversed(decorators):
        run = decorate(run)
    return run  # type: ignore[return-value]
