"""Tasks: read, create, modify."""

from __future__ import annotations

from typing import Any

from .. import paging, sorting
from ..action import Action
from ..answer import Answer, Record, created, record, success
from ..errors import ApiError
from ..fields.task import TASK
from ..filters import compile_filter
from ..parameters import Parameters
from ..registry import call
from ..store import Store, next_id, now

_RELATED = {"relatedAddressId": "task:address", "relatedEstateId": "task:estate"}
_UNKNOWN = {"relatedAddressId": 292, "relatedEstateId": 293}
_PROJECTS = "relatedProjectIds"


@call("read task")
def read(action: Action) -> Answer:
    """One task, or those a filter and the related records leave; an offset is not accepted."""
    parameters, store = action.parameters, action.store
    if "listoffset" in parameters:
        raise ApiError(144, "listoffset")
    asked = parameters.array("data")
    related = [name for name in _RELATED if name in asked or name in parameters]
    names = [
        field.name
        for field in TASK.find(name for name in asked if name not in _RELATED and name != _PROJECTS)
    ]
    if action.resource_id:
        found = store.tasks.get(action.record_id())
        tasks = [found] if found else []
    else:
        tasks = _found(action)
    records = [
        _record(store, task, names, related, parameters)
        for task in paging.page(tasks, parameters, offset="")
    ]
    return Answer(records, len(records), cacheable=False)


@call("create task")
def create(action: Action) -> Answer:
    """A new task."""
    store = action.store
    values = _accept(action, action.parameters.need_object("data", 254))
    number, moment = next_id(store.tasks), now()
    task = TASK.empty()
    task.update(Status="1", Prio="3", Stand="0", Verantwortung=_first_user(store)["Name"])
    task.update(values, Nr=str(number), Eintragsdatum=moment, modified=moment)
    task["von"] = _first_user(store)["Name"]
    _relate(action, number)
    store.tasks[number] = task
    store.note("add", "task", number)
    return created(number, "task")


@call("modify task")
def modify(action: Action) -> Answer:
    """Changed values and related records of a task."""
    store = action.store
    number = action.record_id()
    if number not in store.tasks:
        raise ApiError(235, str(number))
    if "mailMessageId" in action.parameters:
        raise ApiError(144, "mailMessageId")
    values = _accept(action, action.parameters.object("data"))
    _relate(action, number)
    store.tasks[number].update(values, modified=now())
    store.note("edit", "task", number)
    return success("task")


def _first_user(store: Store) -> dict[str, Any]:
    return next(iter(store.users.values()))


def _found(action: Action) -> list[dict[str, Any]]:
    parameters, store = action.parameters, action.store
    test = compile_filter(parameters["filter"], TASK)
    tasks = [task for task in store.tasks.values() if test(task)]
    for name, relation in _RELATED.items():
        if name in parameters:
            wanted = set(parameters.ids(name))
            pairs = store.relations.all(relation)
            numbers = {task for task, other in pairs if other in wanted}
            tasks = [task for task in tasks if int(task["Nr"]) in numbers]
    if "responsibilityByGroup" in parameters:
        group = parameters.flag("responsibilityByGroup")
        tasks = [task for task in tasks if bool(task["Verantwortung_Gruppe"]) == group]
    return sorting.sort(tasks, parameters, TASK)


def _record(
    store: Store, task: dict[str, Any], names: list[str], related: list[str], asked: Parameters
) -> Record:
    number = int(task["Nr"])
    elements: dict[str, Any] = {name: task[name] for name in names}
    for name in related:
        others = store.relations.children(_RELATED[name], number)
        elements[name] = [str(other) for other in others]
    if _PROJECTS in asked.array("data"):
        elements[_PROJECTS] = []
    if asked.flag("addMobileUrl"):
        elements["mobileUrl"] = f"https://mobile.example/task/{number}"
    if asked.flag("showEfforts"):
        minutes = round(float(task["Aufwand_Soll_NUM"] or 0) * 60)
        remaining = 0 if task["erledigt"] == "1" else minutes
        elements["efforts"] = {
            "remaining": f"PT{remaining}M",
            "actual": f"PT{minutes - remaining}M",
            "users": [],
        }
    return record(number, "task", elements)


def _accept(action: Action, data: dict[str, Any]) -> dict[str, Any]:
    values = TASK.accept(data, 138)
    store, owner = action.store, values.get("Verantwortung")
    by_group = action.parameters.flag("responsibilityByGroup")
    groups = {group[1] for group in store.groups}
    users = {user["Name"] for user in store.users.values()}
    if owner and owner not in (groups if by_group else users | groups):
        raise ApiError(251, owner)
    if owner and owner in groups:
        values["Verantwortung_Gruppe"] = owner
    return values


def _relate(action: Action, number: int) -> None:
    parameters, store = action.parameters, action.store
    for name, relation in _RELATED.items():
        if name not in parameters:
            continue
        others = parameters.ids(name)
        table = store.addresses if name == "relatedAddressId" else store.estates
        for other in others:
            if other not in table:
                raise ApiError(_UNKNOWN[name], str(other))
        store.relations.replace(relation, number, others)
