"""Macros, links into the application, surveys and time tracking."""

from __future__ import annotations

import re
import time
from typing import Any

from ..action import Action
from ..answer import Answer, record
from ..errors import ApiError
from ..registry import call

_MACRO = re.compile(r"_([A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*)")
_LINKED = {"estate": 293, "address": 292}
_SURVEYS = {1: "Übergabeprotokoll", 2: "Objektaufnahme"}


@call("get macroresolve")
def macros(action: Action) -> Answer:
    """A text with the macros `_fieldname` replaced by the values of the first records named."""
    parameters, store = action.parameters, action.store
    text = parameters.need_text("text", 125)
    sources: list[dict[str, Any]] = []
    for name, table, unknown in (
        ("addressids", store.addresses, 292),
        ("estateids", store.estates, 293),
        ("appointmentids", store.appointments, 169),
        ("agentlogids", store.agents_log, 80),
    ):
        for number in parameters.ids(name):
            if number not in table:
                raise ApiError(unknown, str(number))
            sources.append(table[number])

    def resolve(found: re.Match[str]) -> str:
        for source in sources:
            if isinstance(source.get(found.group(1)), str):
                return str(source[found.group(1)])
        return found.group(0)

    return Answer([record(0, "", {"resolvedtext": _MACRO.sub(resolve, text)})])


@call("get getlink", word="estate")
@call("get getlink", word="address")
@call("get getlink", word="agentslog")
def link(action: Action) -> Answer:
    """The address of a record in the application."""
    parameters, store = action.parameters, action.store
    number = parameters.need_integer("recordId", 79)
    module = action.resource_id
    if module == "agentslog":
        module = parameters.text("type", "estate")
    if module not in _LINKED:
        raise ApiError(156, module)
    if number not in (store.table(module) or {}):
        raise ApiError(_LINKED[module], str(number))
    url = f"https://smart.example/smart.php?module={action.resource_id}&id={number}"
    return Answer([record(number, "", {"url": url})], cacheable=False)


@call("get appointmentdocument")
def surveys(action: Action) -> Answer:
    """The surveys of the app; one of them with its questions."""
    if not action.resource_id:
        return Answer([record(number, "", {"title": name}) for number, name in _SURVEYS.items()])
    number = action.record_id(130)
    if number not in _SURVEYS:
        raise ApiError(130, str(number))
    questions = [["Zählerstand Strom", "text"], ["Schlüssel übergeben", "boolean"]]
    elements = {
        _SURVEYS[number]: [questions],
        "transfered": False,
        "pdftype": "uebergabe",
        "needsaddress": True,
        "needsproperty": True,
        "needsappointment": False,
    }
    return Answer([record(number, "", elements)])


@call("modify timetracking")
def timetracking(action: Action) -> Answer:
    """Starts or stops the clock of the API's user, and tells the time worked, in seconds."""
    parameters, store = action.parameters, action.store
    if "track" in parameters:
        track = parameters.integer("track")
        if track not in (0, 1):
            raise ApiError(255, "track")
        if store.working_since is not None:
            store.worked += time.time() - store.working_since
        store.working_since = time.time() if track else None
    running = store.working_since is not None
    current = time.time() - store.working_since if store.working_since is not None else 0.0
    elements = {
        "worktimeActive": True,
        "worktime": int(store.worked + current),
        "breaktime": 0,
        "currentlytracking": running,
        "targetTimeToday": 28800,
    }
    return Answer([record(0, None, elements)], cacheable=False)
