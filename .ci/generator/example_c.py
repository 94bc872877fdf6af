"""The example of a call in C."""

from __future__ import annotations

import json

from .model import Call, Catalogue
from .names import constant, quoted

WIDTH = 100
_INDENT = " " * 25  # below the literal's beginning


def text(catalogue: Catalogue, call: Call) -> str:
    """A program."""
    literal = _literal(catalogue, call)
    header = "onoffice_catalogue.h" if "ONOFFICE_RELATION_" in literal else ""
    return "\n".join(
        [
            "#include <onoffice.h>",
            *([f"#include <{header}>"] if header else []),
            "#include <stdio.h>",
            "#include <stdlib.h>",
            "#include <string.h>",
            "",
            "int main(void) {",
            f"    const char *action = {literal};",
            '    const char *token = getenv("ONOFFICE_TOKEN");',
            '    const char *secret = getenv("ONOFFICE_SECRET");',
            "    onoffice_client *client = onoffice_client_new(token, secret);",
            "    onoffice_request *request = onoffice_request_new();",
            "    onoffice_response *response;",
            "    int status;",
            "",
            "    onoffice_request_add(request, action, strlen(action));",
            "    response = onoffice_client_send(client, request);",
            "    status = onoffice_response_status(response);",
            "    if (status == ONOFFICE_OK)",
            *_shown(call),
            "    else",
            '        fprintf(stderr, "%s\\n", onoffice_response_message(response));',
            "    onoffice_response_free(response);",
            "    onoffice_request_free(request);",
            "    onoffice_client_free(client);",
            "    return status == ONOFFICE_OK ? 0 : 1;",
            "}",
        ]
    )


def _literal(catalogue: Catalogue, call: Call) -> str:
    """The action as JSON, in pieces that break between members."""
    members = [f'"actionid": "{call.verb}"', f'"resourcetype": "{call.type}"']
    resource_id = {"word": call.word, "null": None}.get(call.id, call.example.id)
    if resource_id != "":
        members.append(f'"resourceid": {json.dumps(resource_id, ensure_ascii=False)}')
    given = [
        f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in (call.example.parameters or {}).items()
    ]
    pieces = ["{" + ", ".join(members) + ("," if given else "}")]
    if given:
        pieces += [' "parameters": {' + given[0], *(f" {item}" for item in given[1:])]
        pieces = [*pieces[:2], *pieces[2:]]
        pieces[1:-1] = [piece + "," for piece in pieces[1:-1]]
        pieces[-1] += "}}"
    lines = [pieces[0]]
    for piece in pieces[1:]:
        # The quotation marks and backslashes of C count, too.
        if len(_INDENT) + len(quoted(lines[-1] + piece)) < WIDTH and len(lines) > 1:
            lines[-1] += piece
        else:
            lines.append(piece)
    literals = [_with_constants(catalogue, quoted(line)) for line in lines]
    return f"\n{_INDENT}".join(literals)


def _with_constants(catalogue: Catalogue, literal: str) -> str:
    for relation in sorted(catalogue.relations, key=lambda it: -len(it.suffix)):
        name = f"ONOFFICE_RELATION_{constant(relation.suffix)}"
        literal = literal.replace(
            f'\\"{catalogue.relation_prefix}{relation.suffix}\\"', f'\\"" {name} "\\"'
        )
    return literal


def _shown(call: Call) -> list[str]:
    size = 'onoffice_response_size(response, 0, "/data/records")'
    if not call.example.records:
        return [f'        printf("%d\\n", (int){size});']
    field = ["elements", *call.example.field] if call.example.field else ["id"]
    pointer = "/data/records/0/" + "/".join(map(str, field))
    return [
        f'        printf("%d %s\\n", (int){size},',
        f'               onoffice_response_text(response, 0, "{pointer}", NULL));',
    ]
