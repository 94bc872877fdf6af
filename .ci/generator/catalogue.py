"""Reads the catalogue, and refuses one that makes no sense."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from . import names
from .model import Call, Catalogue, ErrorCode, Example, Module, Paging, Parameter, Relation

FILE = Path("Sources/OnOffice/Catalogue/catalogue.toml")

VERBS = ("read", "create", "modify", "delete", "get", "do")
IDS = ("", "one", "optional", "word", "words", "null")
COUNTS = ("total", "rows", "nodes", "null", "zero")
TYPES = {
    "str": str,
    "int": int,
    "bool": bool,
    "number": (int, float, str),
    "flag": int,
    "strings": list,
    "ints": list,
    "ids": (int, list),
    "list": list,
    "object": dict,
    "filter": dict,
    "sort": (str, dict),
    "any": object,
}
_NO_MODULES = ("paging", "words", "upload", "relation_types", "errors")


class CatalogueError(Exception):
    """What is wrong with the catalogue, and where."""


def load(root: Path) -> Catalogue:
    """The catalogue of the repository."""
    with open(root / FILE, "rb") as file:
        raw = tomllib.load(file)
    paging = {name: Paging(**rule) for name, rule in raw["paging"].items()}
    given_words: dict[str, str] = raw["words"]
    modules = tuple(
        _module(name, table, paging, given_words)
        for name, table in raw.items()
        if name not in _NO_MODULES
    )
    errors = tuple(ErrorCode(*row) for row in raw["errors"]["codes"])
    types = {call.type for module in modules for call in module.calls}
    words = {type: given_words.get(type, names.snake(type)) for type in types}
    relations = raw["relation_types"]
    catalogue = Catalogue(
        modules,
        words,
        {group: tuple(kinds) for group, kinds in raw["upload"].items()},
        relations["prefix"],
        relations["page"],
        tuple(Relation(*row) for row in relations["types"]),
        errors,
    )
    _check(catalogue, given_words)
    return catalogue


def _module(
    name: str, table: dict[str, Any], paging: dict[str, Paging], words: dict[str, str]
) -> Module:
    calls = tuple(_call(name, dict(raw), paging, words) for raw in table["calls"])
    return Module(name, table["title"], table["about"], calls)


def _call(
    module: str, raw: dict[str, Any], paging: dict[str, Paging], words: dict[str, str]
) -> Call:
    label = raw.pop("call")
    try:
        verb, type = label.split(" ")
        rule = paging[raw.pop("paging")] if "paging" in raw else None
        parameters = [_parameter(name, given) for name, given in raw.pop("parameters", {}).items()]
        parameters += rule.parameters() if rule else []
        example = raw.pop("example")
        method = raw.pop("name", words.get(type, names.snake(type)))
        call = Call(
            module,
            verb,
            type,
            f"{verb}_{method}",
            paging=rule,
            parameters=tuple(parameters),
            example=Example(**{**example, "field": tuple(example.get("field", ()))}),
            counts=raw.pop("counts", rule.counts if rule else "null"),
            words=tuple(raw.pop("words", ())),
            errors=tuple(raw.pop("errors", ())),
            **raw,
        )
        _check_call(call)
    except (TypeError, ValueError, KeyError) as error:
        raise CatalogueError(f"{label}: {error}") from error
    return call


def _parameter(name: str, raw: dict[str, Any]) -> Parameter:
    given = dict(raw)
    for key in ("values", "range"):
        given[key] = tuple(raw.get(key, ()))
    return Parameter(name, **given)


def _check_call(call: Call) -> None:
    for value, allowed, what in (
        (call.verb, VERBS, "verb"),
        (call.id, IDS, "use of the resource id"),
        (call.counts, COUNTS, "count"),
    ):
        if value not in allowed:
            raise ValueError(f"{value!r} is no {what}")
    if (call.id == "word") != bool(call.word) or (call.id == "words") != bool(call.words):
        raise ValueError("a fixed word, and none named")
    if (call.id in ("one", "optional", "words")) != bool(call.id_about):
        raise ValueError("say what the resource id is, and only where it is used")
    if call.writes != (call.verb not in ("read", "get")):
        raise ValueError("everything but read and get counts as a write")
    known = {parameter.name: parameter for parameter in call.parameters}
    if len(known) != len(call.parameters):
        raise ValueError("a parameter is there twice")
    for parameter in call.parameters:
        if parameter.type not in TYPES:
            raise ValueError(f"{parameter.name}: {parameter.type!r} is no type")
        if parameter.name in ("resource_id", "identifier", "others", "self"):
            raise ValueError(f"{parameter.name} is the name of something else in the bindings")
    given = call.example.parameters or {}
    for name, value in given.items():
        parameter_type = TYPES[known[name].type] if name in known else object
        if not isinstance(value, parameter_type):  # type: ignore[arg-type]
            raise ValueError(f"example: {name} is no {known[name].type}")
    missing = [p.name for p in call.parameters if p.mandatory and p.name not in given]
    if missing:
        raise ValueError(f"example: {missing} are mandatory")
    for name in (p.name for p in call.parameters if p.deprecated):
        if name in given:
            raise ValueError(f"example: {name} is deprecated")


def _check(catalogue: Catalogue, words: dict[str, str]) -> None:
    strangers = set(words) - {call.type for call in catalogue.calls}
    if strangers:
        raise CatalogueError(f"words: {sorted(strangers)} are no resource types")
    for module in catalogue.modules:
        _unique(f"calls of {module.name}", [call.method for call in module.calls])
    _unique("error codes", [error.code for error in catalogue.errors])
    _unique("error names", [error.name for error in catalogue.errors])
    _unique("relations", [names.constant(r.suffix) for r in catalogue.relations])
    _unique("resource types", list(catalogue.words.values()))
    numbers = {error.code for error in catalogue.errors}
    for call in catalogue.calls:
        unknown = set(call.errors) - numbers
        if unknown:
            raise CatalogueError(f"{call.name}: errors {sorted(unknown)} are not in the table")
    for error in catalogue.errors:
        if not re.fullmatch("[A-Z][A-Z0-9_]*", error.name):
            raise CatalogueError(f"error {error.code}: {error.name!r} is no name of a constant")


def _unique(what: str, items: list[Any]) -> None:
    doubles = {item for item in items if items.count(item) > 1}
    if doubles:
        raise CatalogueError(f"{what}: {sorted(doubles)} are there twice")
