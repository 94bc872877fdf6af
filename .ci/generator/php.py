"""Named constructors of actions in PHP, one class per module."""

from __future__ import annotations

import textwrap

from . import php_constants
from .model import Call, Catalogue, Module, Parameter
from .names import camel, pascal, sentence
from .output import MARK, Output

FOLDER = "bindings/php/src/Call"
WIDTH = 100

#: Declared type ("" where PHP 7.4 has none), and that of the comment.
_TYPES = {
    "str": ("string", "string"),
    "int": ("int", "int"),
    "bool": ("bool", "bool"),
    "number": ("", "int|float|string"),
    "flag": ("int", "int"),
    "strings": ("array", "list<string>"),
    "ints": ("array", "list<int>"),
    "ids": ("", "int|list<int>"),
    "list": ("array", "list<mixed>"),
    "object": ("", "array<string, mixed>|object"),
    "filter": ("", "array<string, mixed>|object"),
    "sort": ("", "string|array<string, string>"),
    "any": ("", "mixed"),
}


def write(catalogue: Catalogue, output: Output) -> None:
    """Adds the classes of the namespace Call, and the constants."""
    for module in catalogue.modules:
        for part in module.parts():
            output.add(f"{FOLDER}/{_class(module, part)}.php", _source(module, part))
    php_constants.write(catalogue, output)


def _class(module: Module, part: str) -> str:
    return pascal(f"{module.name}_{part}" if part else module.name)


def _source(module: Module, part: str) -> str:
    about = module.about if not part else f"{module.title}: {part}."
    uses = [f"    use {_class(module, name)};\n" for name in module.parts() if name and not part]
    kind = (
        f"trait {_class(module, part)}"
        if part
        else f"final class {_class(module, part)} extends Group"
    )
    methods = "\n\n".join(_method(call) for call in module.parts()[part])
    return (
        "<?php\n\ndeclare(strict_types=1);\n\n"
        "namespace Libonoffice\\Call;\n\nuse Libonoffice\\Action;\n\n"
        f"/**\n * {about}\n *\n * {MARK} from the catalogue: change that file, not this one.\n */\n"
        f"{kind}\n{{\n{''.join(uses)}{chr(10) if uses else ''}{methods}\n}}\n"
    )


def _method(call: Call) -> str:
    parameters = [line for parameter in call.ordered for line in _declared(parameter)]
    if call.id in ("one", "words"):
        parameters.insert(0, "$resourceId")
    if call.id == "optional":
        # Behind those that have no default.
        first = sum(parameter.mandatory for parameter in call.parameters)
        parameters.insert(first, "$resourceId = ''")
    parameters += [
        "?string $identifier = ''",
        "#[\\SensitiveParameter]\n        array $others = []",
    ]
    declared = ",\n        ".join(parameters)
    lines = [
        *_comment(call),
        f"    public static function {camel(call.method)}(",
        f"        {declared}",
        "    ): Action {",
        *_body(call),
        "    }",
    ]
    return "\n".join(lines)


def _declared(parameter: Parameter) -> list[str]:
    type = _TYPES[parameter.type][0]
    sensitive = "#[\\SensitiveParameter]\n        " if parameter.secret else ""
    if parameter.mandatory:
        return [f"{sensitive}{type + ' ' if type else ''}${parameter.name}"]
    return [f"{sensitive}{'?' + type + ' ' if type else ''}${parameter.name} = null"]


def _comment(call: Call) -> list[str]:
    lines = ["    /**", f"     * {call.title}.", "     *", *_wrapped(call.remarks)]
    if call.url:
        lines.append(f"     * {call.url}")
    lines.append("     *")
    if call.id_about:
        type = "string" if call.id == "words" else "int|string"
        lines += _wrapped(f"@param {type} $resourceId {sentence(call.id_about)}", "    ")
    for parameter in call.ordered:
        type = _TYPES[parameter.type][1]
        if parameter.values:
            values = "|".join(
                str(value) if isinstance(value, int) else f"'{value}'" for value in parameter.values
            )
            if len(values) < 60:
                type = values if parameter.type != "strings" else f"list<{values}>"
        type += "" if parameter.mandatory or type == "mixed" else "|null"
        lines += _wrapped(f"@param {type} ${parameter.name} {parameter.meaning}", "    ")
    lines.append("     * @param array<string, mixed> $others more parameters by the API's names")
    return [*lines, "     */"]


def _body(call: Call) -> list[str]:
    resource_id = {
        "": "''",
        "null": "null",
        "word": f"'{call.word}'",
    }.get(call.id, "$resourceId")
    heads = [f"'{call.verb}'", f"'{call.type}'", resource_id, "$identifier"]
    head = ", ".join(heads)
    if not call.parameters:
        line = f"        return self::action({head}, [], $others);"
        if len(line) <= 100:
            return [line]
        lines = ",\n            ".join([*heads, "[]", "$others"])
        return ["        return self::action(", f"            {lines}", "        );"]
    entries = [
        f"            '{parameter.name}' => ${parameter.name}," for parameter in call.ordered
    ]
    return [f"        return self::action({head}, [", *entries, "        ], $others);"]


def _wrapped(text: str, hanging: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent="     * ",
        subsequent_indent="     * " + hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
