"""The log, and the records that were seen last."""

from __future__ import annotations

from typing import Any

from .. import paging
from ..action import Action
from ..answer import Answer, record
from ..errors import ApiError
from ..fields import MODULES as FIELDS
from ..fields.log import ACTIONS, LOG, MODULES, SEEN
from ..filters import compile_filter
from ..parameters import Parameters, integer
from ..registry import call

_MOST_SEEN = 1000
_SEEN_MODULES = ("address", "estate", "task", "email")


@call("read log")
def read(action: Action) -> Answer:
    """Entries of the log, the newest first; a limit of 0 only counts them."""
    parameters, store = action.parameters, action.store
    _need_limit(parameters)
    test = compile_filter(parameters["filter"], LOG)
    module, verb = parameters.text("module"), parameters.text("action")
    if module and module not in MODULES:
        raise ApiError(163, module)
    if verb and verb not in ACTIONS:
        raise ApiError(255, "action")
    user = str(parameters.integer("user")) if "user" in parameters else ""
    hits = [
        entry
        for entry in reversed(store.log)
        if module in ("", entry["module"])
        and verb in ("", entry["action"])
        and user in ("", entry["userNr:user.Nr"])
        and test(entry)
    ]
    records = []
    for entry in paging.page(hits, parameters, offset="listOffset"):
        elements: dict[str, Any] = {
            name: entry[name] for name in ("id", "action", "module", "dateTime")
        }
        elements["userId"] = entry["userNr:user.Nr"]
        for name in ("resourceId", "resourceTable", "resourcePk"):
            elements[name] = entry[name]
        records.append(record(int(entry["id"]), "Log", elements))
    return Answer(records, len(hits), cacheable=False)


@call("read recordsLastSeen")
def last_seen(action: Action) -> Answer:
    """The records a user has opened last; a limit of 0 only counts them."""
    parameters, store = action.parameters, action.store
    _need_limit(parameters)
    module = parameters.need_text("module")
    if module not in _SEEN_MODULES:
        raise ApiError(163, module)
    if "user" in parameters and parameters.integer("user") not in store.users:
        raise ApiError(251, str(parameters["user"]))
    given = parameters.object("filter", 257)
    date = compile_filter({"date": given["date"]} if "date" in given else {}, SEEN)
    rest = {name: value for name, value in given.items() if name != "date"}
    table = store.table(module) or {}
    test = compile_filter(rest, FIELDS[module]) if module in FIELDS else lambda item: True
    # Which ones a user opened is not recorded; the newest log entries stand for it.
    seen: dict[int, str] = {}
    for entry in reversed(store.log):
        number = integer(entry["resourceId"])
        if entry["module"] == module and number in table and number is not None:
            seen.setdefault(number, entry["dateTime"])
    hits = [
        number for number, moment in seen.items() if date({"date": moment}) and test(table[number])
    ][:_MOST_SEEN]
    page = paging.page(hits, parameters, most=_MOST_SEEN, offset="")
    records = [record(number, "lastSeen", {"id": str(number)}) for number in page]
    return Answer(records, len(hits), cacheable=False)


def _need_limit(parameters: Parameters) -> None:
    if parameters["listlimit"] is None:
        raise ApiError(167, "listlimit")
