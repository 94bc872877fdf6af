"""Relations: get, create, modify, delete."""

from __future__ import annotations

from typing import Any

from ..action import Action
from ..answer import Answer, success
from ..errors import ApiError
from ..registry import call
from ..relations import suffix
from ..store import Store

_CONFIRMED = ("bestätigt", "gesendet", "gecancelt", "nicht gesetzt")
_CALLED_BACK = ("aktiv", "inaktiv")
_UNKNOWN = {"address": 292, "estate": 293}
_CHILD_TABLES = {"contact": "address", "units": "estate", "estateUnit": "estate"}


@call("get idsfromrelation")
def get(action: Action) -> Answer:
    """For each given id the ids related to it."""
    parameters = action.parameters
    type = suffix(parameters["relationtype"])
    if "parentids" in parameters and "childids" in parameters:
        raise ApiError(144, "childids")
    side = 0 if "parentids" in parameters else 1
    name = ("parentids", "childids")[side]
    given = parameters.ids(name)
    if not given:
        raise ApiError(167, name)
    if len(given) > 500:
        raise ApiError(302, name)
    related: dict[str, list[str]] = {str(number): [] for number in given}
    for pair in action.store.relations.all(type):
        key = str(pair[side])
        if key in related:
            related[key].append(str(pair[1 - side]))
    hits = related if any(related.values()) else {}
    return Answer([{"id": "relatedIds", "type": "", "elements": hits}])


@call("create relation")
def create(action: Action) -> Answer:
    """Relates one parent to one or more children, or one child to several parents."""
    store = action.store
    type, parents, children = _ends(action)
    if len(parents) > 1 and len(children) > 1:
        raise ApiError(219)
    info = _info(action, type, 179)
    for module, numbers in _modules(type, parents, children):
        _check(store, module, numbers)
    for parent in parents:
        for child in children:
            store.relations.add(type, parent, child, info)
    return success()


@call("modify relation")
def modify(action: Action) -> Answer:
    """Changes what is noted about a relation of an appointment to an address."""
    type, parents, children = _ends(action)
    if type != "calendar:address":
        raise ApiError(182, type)
    pairs = action.store.relations.all(type)
    wanted = [(parent, child) for parent in parents for child in children]
    if any(pair not in pairs for pair in wanted):
        raise ApiError(180)
    action.parameters.need_object("relationinfo", 181)
    info = _info(action, type, 181)
    for pair in wanted:
        pairs[pair].update(info)
    return success()


@call("delete relation")
def delete(action: Action) -> Answer:
    """Ends a relation."""
    type, parents, children = _ends(action)
    for name in ("parentid", "childid"):
        if isinstance(action.parameters[name], list):
            raise ApiError(187, name)
    if not action.store.relations.remove(type, parents[0], children[0]):
        raise ApiError(180)
    return success()


def _ends(action: Action) -> tuple[str, list[int], list[int]]:
    parameters = action.parameters
    type = suffix(parameters["relationtype"])
    if action.store.relations.is_derived(type):
        raise ApiError(132, type)
    parents, children = parameters.ids("parentid"), parameters.ids("childid")
    for name, numbers in (("parentid", parents), ("childid", children)):
        if not numbers:
            raise ApiError(167, name)
    return type, parents, children


def _info(action: Action, type: str, code: int) -> dict[str, Any]:
    info = action.parameters.object("relationinfo", code)
    allowed = {"statusTerminbestaetigung": _CONFIRMED, "statusTerminrueckmeldung": _CALLED_BACK}
    for name, value in info.items():
        if type != "calendar:address" or value not in allowed.get(name, ()):
            raise ApiError(code, name)
    return info


def _modules(type: str, parents: list[int], children: list[int]) -> list[tuple[str, list[int]]]:
    """Which module either end of a type belongs to."""
    parts = type.split(":")
    child = parts[2] if parts[1] == "contact" else parts[1]
    parent = "estate" if parts[0] == "complex" else parts[0]
    return [(parent, parents), (_CHILD_TABLES.get(child, child), children)]


def _check(store: Store, module: str, numbers: list[int]) -> None:
    table = store.table(module)
    for number in numbers:
        if table is not None and number not in table:
            raise ApiError(_UNKNOWN.get(module, 80), str(number))
