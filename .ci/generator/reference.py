"""The reference: an index, a page per call, and one of the error codes."""

from __future__ import annotations

import json

from . import examples
from .model import Call, Catalogue, ErrorCode, Module, Parameter
from .names import constant, kebab, sentence
from .output import MARK, Output

FOLDER = "bindings/reference"
_NOTE = f"<!-- {MARK} from the catalogue: change that file, not this one. -->\n"
_TYPES = {
    "number": "number or text",
    "flag": "0 or 1",
    "strings": "list of str",
    "ints": "list of int",
    "ids": "int or list of int",
    "filter": "filter",
    "sort": "str or object",
}
_COUNTS = {
    "total": "all hits",
    "rows": "only the records of the page",
    "nodes": "the nodes of the tree",
    "null": "nothing (null)",
    "zero": "nothing (0)",
}


def write(catalogue: Catalogue, output: Output) -> None:
    """Adds all pages."""
    output.add(f"{FOLDER}/README.md", _index(catalogue))
    output.add(f"{FOLDER}/errors.md", _errors(catalogue))
    output.add(f"{FOLDER}/constants.md", _constants(catalogue))
    codes = {error.code: error for error in catalogue.errors}
    for module in catalogue.modules:
        for call in module.calls:
            output.add(f"{FOLDER}/{_path(call)}", _page(catalogue, module, call, codes))


def _path(call: Call) -> str:
    return f"{kebab(call.module)}/{kebab(call.method)}.md"


def _index(catalogue: Catalogue) -> str:
    lines = [
        "# The calls of the onOffice enterprise API",
        "",
        _NOTE,
        "One page per call: what it takes, how it answers, and how to make it from C, Python, PHP",
        "and the command line. The examples run in the folder of the repository, against the API",
        "or the sandbox.",
        "[Error codes](errors.md) · [constants](constants.md) ·",
        "[the API's own documentation](https://apidoc.onoffice.de/)",
    ]
    for module in catalogue.modules:
        lines += ["", f"## {module.title}", "", module.about, ""]
        lines += ["| Call | |", "|---|---|"]
        for call in module.calls:
            flags = [name for name in ("deprecated", "undocumented") if getattr(call, name)]
            flag = f" ({', '.join(flags)})" if flags else ""
            lines.append(f"| [{_cell(call.name)}]({_path(call)}) | {call.title}{flag} |")
    return "\n".join([*lines, ""])


def _errors(catalogue: Catalogue) -> str:
    lines = [
        "# Error codes",
        "",
        _NOTE,
        "Of the API, by number. New ones may appear any month; the clients pass them on. A read or",
        "get that failed with one marked *again* may fare better another time.",
        "",
        "| Code | Name | Category | | Meaning |",
        "|---:|---|---|---|---|",
    ]
    for error in catalogue.errors:
        again = "again" if error.retryable else ""
        row = (str(error.code), error.name, error.category, again, error.meaning)
        lines.append(f"| {' | '.join(map(_cell, row))} |")
    return "\n".join([*lines, ""])


def _constants(catalogue: Catalogue) -> str:
    lines = [
        "# Constants",
        "",
        _NOTE,
        "In C `ONOFFICE_RELATION_…` and `ONOFFICE_UPLOAD_…` of `<onoffice_catalogue.h>`, in",
        "Python `Relation` and `UploadKind` of `libonoffice.constants`, in PHP",
        "`Libonoffice\\Relation` and `Libonoffice\\UploadKind`.",
        "",
        "## Relations",
        "",
        f"Each stands for `{catalogue.relation_prefix}` and what is named here.",
        "",
        "| Constant | Type | Parent | Child |",
        "|---|---|---|---|",
        *(
            f"| {constant(it.suffix)} | {it.suffix} | {it.parent} | {it.child} |"
            for it in catalogue.relations
        ),
        "",
        "## Kinds of files",
        "",
        "| Constant | Art | |",
        "|---|---|---|",
    ]
    for group, what in (("pictures", "picture"), ("documents", "document"), ("links", "link")):
        lines += [f"| {constant(kind)} | {kind} | {what} |" for kind in catalogue.uploads[group]]
    return "\n".join([*lines, ""])


def _page(catalogue: Catalogue, module: Module, call: Call, codes: dict[int, ErrorCode]) -> str:
    lines = [f"# {_cell(call.name)}", "", _NOTE, f"{call.title}.", *_warnings(call), ""]
    lines += ["| | |", "|---|---|"]
    lines += [f"| {name} | {value} |" for name, value in _facts(module, call)]
    lines += ["", "## Parameters", "", *_parameters(call)]
    lines += ["", "## Answer", "", *_answer(call)]
    if call.errors:
        lines += ["", "## Errors worth knowing", "", "| Code | Name | Meaning |", "|---:|---|---|"]
        for code in call.errors:
            lines.append(f"| {code} | {codes[code].name} | {_cell(codes[code].meaning)} |")
    lines += ["", "## Example", ""]
    for title, language, text in examples.all(catalogue, call):
        lines += [f"{title}:", "", f"```{language}", text, "```", ""]
    return "\n".join(lines)


def _warnings(call: Call) -> list[str]:
    lines = []
    if call.notes:
        lines.append(call.notes)
    if call.deprecated:
        lines.append("**Deprecated.**")
    if call.undocumented:
        lines.append("**Not in the API's documentation.**")
    return [line for text in lines for line in ("", _cell(text))]


def _facts(module: Module, call: Call) -> list[tuple[str, str]]:
    ids = {
        "": 'always `""`',
        "one": sentence(call.id_about),
        "optional": '`""` for a list; or ' + call.id_about + ".",
        "word": f"`{call.word}`, a fixed word",
        "words": f"{sentence(call.id_about)[:-1]}: " + ", ".join(f"`{w}`" for w in call.words),
        "null": "`null`",
    }
    writes = "yes: it is sent once, whatever happens" if call.writes else "no"
    link = f"[{call.page}]({call.url})" if call.url else "none"
    return [
        ("Module", f"[{module.title}](../README.md#{module.title.lower().replace(' ', '-')})"),
        ("Verb, resource type", f"`{call.verb}`, `{call.type}`"),
        ("Resource id", ids[call.id]),
        ("Writes", writes),
        ("Page of the API", link),
    ]


def _parameters(call: Call) -> list[str]:
    if not call.parameters:
        return ["None."]
    lines = ["| Name | Type | Default | Meaning |", "|---|---|---|---|"]
    for parameter in call.parameters:
        name = f"**{parameter.name}**" if parameter.mandatory else parameter.name
        default = "" if parameter.default is None else f"`{json.dumps(parameter.default)}`"
        row = (name, _type(parameter), "mandatory" if parameter.mandatory else default)
        lines.append(f"| {' | '.join(row)} | {_cell(parameter.meaning)} |")
    return lines


def _type(parameter: Parameter) -> str:
    type = _TYPES.get(parameter.type, parameter.type)
    if parameter.values and parameter.type == "strings":
        return "list of " + ", ".join(f"`{value}`" for value in parameter.values)
    if parameter.values:
        return ", ".join(f"`{value}`" for value in parameter.values)
    if parameter.range:
        type += f", {parameter.range[0]} to {parameter.range[1]}"
    return type


def _answer(call: Call) -> list[str]:
    lines = [f"Records: {_cell(call.answer)}."]
    rule = call.paging
    if rule and rule.limit:
        pages = f"At most {rule.most} records at once (`{rule.limit}`"
        pages += f", {rule.default} if it is left out)" if rule.default else ")"
        pages += (
            f", from `{rule.offset}` on." if rule.offset else "; there is no way to a second page."
        )
        lines += ["", pages]
    elif rule:
        lines += ["", f"At most {rule.most} records, and no way to a second page."]
    return [*lines, "", f"`cntabsolute` counts {_COUNTS[call.counts]}."]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("[", "\\[")
