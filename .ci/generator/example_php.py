"""The example of a call in PHP."""

from __future__ import annotations

import json
from typing import Any

from .layout import WIDTH, Layout
from .model import Call, Catalogue
from .names import camel, constant, pascal


def text(catalogue: Catalogue, call: Call) -> str:
    """A program for PHP 8."""
    prefix = catalogue.relation_prefix

    def scalar(value: Any) -> str:
        if isinstance(value, str) and value.startswith(prefix):
            return f"Relation::{constant(value.removeprefix(prefix))}"
        return _quoted(value) if isinstance(value, str) else json.dumps(value)

    layout = Layout(scalar, lambda key, value: f"{_quoted(key)} => {value}", ("[", "]"))
    given = call.example.parameters or {}
    head = f"$action = {pascal(call.module)}::{camel(call.method)}("
    first = [] if call.example.id == "" else [f"resourceId: {layout.value(call.example.id, 0, 0)}"]
    named = {parameter.name for parameter in call.parameters}
    plain = {name: value for name, value in given.items() if name in named}
    others = {name: value for name, value in given.items() if name not in named}
    plain.update({"others": others} if others else {})
    arguments = [*first, *(f"{name}: {layout.value(value, 0, 0)}" for name, value in plain.items())]
    lines = [f"{head}{', '.join(arguments)});"]
    if len(lines[0]) > WIDTH:
        arguments = first + [
            f"{name}: {layout.value(value, 4, 7 + len(name))}" for name, value in plain.items()
        ]
        lines = [head, ",\n".join(f"    {argument}" for argument in arguments), ");"]
    uses = [f"use Libonoffice\\Call\\{pascal(call.module)};", "use Libonoffice\\Client;"]
    if any("Relation::" in line for line in lines):
        uses.append("use Libonoffice\\Relation;")
    return "\n".join(
        [
            "<?php",
            "",
            "require 'bindings/php/autoload.php';",
            "",
            *uses,
            "",
            *lines,
            "$records = (new Client())->execute($action)->records();",
            _shown(call),
        ]
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _shown(call: Call) -> str:
    if not call.example.records:
        return 'echo count($records), "\\n";'
    steps = "".join(
        f"[{_quoted(key) if isinstance(key, str) else key}]" for key in call.example.field
    )
    return f"""echo count($records), ' ', $records[0]{steps or "->id()"}, "\\n";"""
