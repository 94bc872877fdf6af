"""The example of a call in Python."""

from __future__ import annotations

import json
from typing import Any

from .layout import WIDTH, Layout
from .model import Call, Catalogue
from .names import constant


def text(catalogue: Catalogue, call: Call) -> str:
    """A program."""
    prefix = catalogue.relation_prefix

    def scalar(value: Any) -> str:
        if isinstance(value, str) and value.startswith(prefix):
            return f"Relation.{constant(value.removeprefix(prefix))}"
        return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)

    layout = Layout(
        scalar, lambda key, value: f"{json.dumps(key, ensure_ascii=False)}: {value}", ("{", "}")
    )
    given = call.example.parameters or {}
    head = f"    result = client.{call.module}.{call.method}("
    arguments = [] if call.example.id == "" else [layout.value(call.example.id, 0, 0)]
    arguments += [f"{name}={layout.value(value, 0, 0)}" for name, value in given.items()]
    lines = [f"{head}{', '.join(arguments)})"]
    if len(lines[0]) > WIDTH:
        arguments = [] if call.example.id == "" else [layout.value(call.example.id, 0, 0)]
        arguments += [
            f"{name}={layout.value(value, 8, 10 + len(name))}" for name, value in given.items()
        ]
        lines = [head, *(f"        {argument}," for argument in arguments), "    )"]
    imports = ["from libonoffice import Client"]
    if any("Relation." in line for line in lines):
        imports.append("from libonoffice.constants import Relation")
    return "\n".join([*imports, "", "with Client() as client:", *lines, f"    {_shown(call)}"])


def _shown(call: Call) -> str:
    if not call.example.records:
        return "print(len(result.records))"
    first = "result.records[0]"
    if not call.example.field:
        return f"print(len(result.records), {first}.id)"
    steps = "".join(f"[{json.dumps(key)}]" for key in call.example.field)
    # A record is a mapping of its fields; lists are found under elements.
    middle = ".elements" if isinstance(call.example.field[0], int) else ""
    return f"print(len(result.records), {first}{middle}{steps})"
