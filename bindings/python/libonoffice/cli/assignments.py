"""Parameters as one types them: `Name=Müller` is text, `status:=1` is JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import click

from .wrapped import WRAPPED


def parse_assignments(
    texts: Iterable[str], taken: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Any]:
    """The parameters of NAME=TEXT and NAME:=JSON.

    Args:
        taken: names that are no parameters here, and what is to be used instead.

    Raises:
        click.UsageError: one of them is neither, or taken, or a name comes twice.
    """
    made: dict[str, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or name in ("", ":"):
            raise click.UsageError(f"{text!r} is no parameter: NAME=TEXT or NAME:=JSON")
        parsed: Any = value
        if name.endswith(":"):
            name = name[:-1]
            try:
                parsed = json.loads(value)
            except ValueError as error:
                raise click.UsageError(f"{text!r} is no JSON: {error}") from None
        if name in taken:
            raise click.UsageError(f"{name} is no parameter here: use {taken[name]}")
        if name in made:
            raise click.UsageError(f"{name} is given twice")
        made[name] = parsed
    return made


def fields_of(verb: str, resource_type: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Fields of a record as parameters of the call that writes them."""
    return {"data": fields} if (verb, resource_type) in WRAPPED else fields
