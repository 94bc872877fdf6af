"""The typed calls of the Python package, one class per module."""

from __future__ import annotations

import json
import textwrap

from . import python_constants
from .model import Call, Catalogue, Module, Parameter
from .names import pascal, sentence
from .output import MARK, Output

FOLDER = "bindings/python/libonoffice/api"
WRAPPED = "bindings/python/libonoffice/cli/wrapped.py"
WIDTH = 100

_TYPES = {
    "str": "str",
    "int": "int",
    "bool": "bool",
    "number": "float | str",
    "flag": "Literal[0, 1]",
    "strings": "Sequence[str]",
    "ints": "Sequence[int]",
    "ids": "int | Sequence[int]",
    "list": "Sequence[Any]",
    "object": "Mapping[str, Any]",
    "filter": "FilterLike",
    "sort": "str | Mapping[str, str]",
    "any": "Any",
}


def write(catalogue: Catalogue, output: Output) -> None:
    """Adds the modules of the package api, and the constants."""
    for module in catalogue.modules:
        for part in module.parts():
            output.add(f"{FOLDER}/{_file(module, part)}.py", _source(module, part))
    output.add(WRAPPED, _field_calls(catalogue))
    python_constants.write(catalogue, output)


def _field_calls(catalogue: Catalogue) -> str:
    """What the command line has to know of the calls that write."""
    about = "Calls whose fields the API wants in a parameter of its own, data."
    text = f'"""{about}\n\n{MARK} from the catalogue: change that file, not this one.\n"""\n\n'
    text += "from __future__ import annotations\n\nWRAPPED = {\n"
    for call in sorted(catalogue.calls, key=lambda call: (call.verb, call.type)):
        if call.wraps_fields:
            text += f'    ("{call.verb}", "{call.type}"),\n'
    return text + "}\n"


def _file(module: Module, part: str) -> str:
    return f"_{module.name}_{part}" if part else module.name


def _class(module: Module, part: str) -> str:
    return pascal(f"{module.name}_{part}" if part else module.name)


def _source(module: Module, part: str) -> str:
    calls = module.parts()[part]
    others = [name for name in module.parts() if name] if not part else []
    aliases: dict[str, str] = {}
    methods = [_method(call, aliases) for call in calls]
    body = "\n\n".join(methods)
    about = module.about if not part else f"{module.title}: {part}."
    bases = ", ".join(f"{_class(module, name)}[Outcome]" for name in others)
    text = f'"""{about}\n\n{MARK} from the catalogue: change that file, not this one.\n"""\n\n'
    text += "from __future__ import annotations\n\n"
    text += _imports(body + "".join(aliases.values()), module, others)
    text += "".join(aliases.values())
    text += f"\n\nclass {_class(module, part)}({bases or 'Group[Outcome]'}):\n"
    text += f'    """{about}"""\n\n{body}\n'
    return text


def _imports(body: str, module: Module, parts: list[str]) -> str:
    filters = "FilterLike" in body
    collections = [name for name in ("Mapping", "Sequence") if f"{name}[" in body]
    typing = ["TYPE_CHECKING"] if filters else []
    typing += ["Any", *(["Literal"] if "Literal[" in body else [])]
    lines = [f"from collections.abc import {', '.join(collections)}"] if collections else []
    lines += [f"from typing import {', '.join(typing)}", ""]
    classes = {f"_{module.name}_{part}": _class(module, part) for part in parts}
    local = {"_group": "Outcome" if parts else "Group, Outcome", **classes}
    lines += [f"from .{file} import {names}" for file, names in sorted(local.items())]
    if filters:
        lines += ["", "if TYPE_CHECKING:", "    from .._filter import FilterLike"]
    return "\n".join([*lines, ""])


def _type(call: Call, parameter: Parameter, aliases: dict[str, str]) -> str:
    plain = _TYPES[parameter.type]
    if not parameter.values:
        return plain
    values = [json.dumps(value, ensure_ascii=False) for value in parameter.values]
    literal = f"Literal[{', '.join(values)}]"
    wanted = literal if parameter.type != "strings" else f"Sequence[{literal}]"
    if len(f"        {parameter.name}: {wanted} | None = None,") <= WIDTH:
        return wanted
    name = pascal(call.method.partition("_")[2]) + parameter.name[0].upper() + parameter.name[1:]
    rows = "".join(f"    {value},\n" for value in values)
    aliases[name] = (
        f"\n#: What {call.name} takes as {parameter.name}.\n{name} = Literal[\n{rows}]\n"
    )
    return name


def _method(call: Call, aliases: dict[str, str]) -> str:
    lines = [f"    def {call.method}(", "        self,"]
    if call.id == "one":
        lines.append("        resource_id: str | int,")
    elif call.id == "optional":
        lines.append('        resource_id: str | int = "",')
    elif call.id == "words":
        words = ", ".join(f'"{word}"' for word in call.words)
        lines.append(f"        resource_id: Literal[{words}],")
    lines.append("        *,")
    for parameter in call.ordered:
        type = _type(call, parameter, aliases)
        optional = "" if parameter.mandatory else " | None = None"
        if type == "Any":
            optional = "" if parameter.mandatory else " = None"
        lines.append(f"        {parameter.name}: {type}{optional},")
    lines += ['        identifier: str | None = "",', "        **others: Any,", "    ) -> Outcome:"]
    return "\n".join([*lines, *_docstring(call), *_body(call)])


def _docstring(call: Call) -> list[str]:
    lines = [f'        """{call.title}.', ""]
    lines += _wrapped(call.remarks, "        ")
    if call.url:
        lines.append(f"        {call.url}")
    about = [("resource_id", sentence(call.id_about))] if call.id_about else []
    about += [(parameter.name, parameter.meaning) for parameter in call.ordered]
    if about:
        lines += ["", "        Args:"]
        for name, meaning in about:
            lines += _wrapped(f"{name}: {meaning}", " " * 12, " " * 16)
    return [*lines, '        """']


def _body(call: Call) -> list[str]:
    resource_id = {
        "": '""',
        "null": "None",
        "word": json.dumps(call.word),
    }.get(call.id, "resource_id")
    head = f'"{call.verb}", "{call.type}", {resource_id}, identifier'
    if not call.parameters:
        return _fitted(f"return self._call({head}, {{}}, others)", f"{head}, {{}}, others")
    entries = [f'"{parameter.name}": {parameter.name}' for parameter in call.ordered]
    given = f"        given = {{{', '.join(entries)}}}"
    lines = [given]
    if len(given) > WIDTH:
        lines = ["        given = {", *(f"            {entry}," for entry in entries), "        }"]
    return lines + _fitted(f"return self._call({head}, given, others)", f"{head}, given, others")


def _fitted(line: str, arguments: str) -> list[str]:
    if len(line) + 8 <= WIDTH:
        return [f"        {line}"]
    return ["        return self._call(", f"            {arguments}", "        )"]


def _wrapped(text: str, indent: str, hanging: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
