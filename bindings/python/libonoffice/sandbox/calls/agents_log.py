"""The agents log: read, create, modify."""

from __future__ import annotations

from typing import Any, Optional

from .. import paging, sorting
from ..action import Action
from ..action_kinds import ACTION_KINDS, FEATURES, LEVELS, ORIGINS, REASONS
from ..answer import Answer, Record, created, record
from ..errors import ApiError
from ..field import decimal, join_keys
from ..fields.agents_log import AGENTS_LOG
from ..filters import compile_filter
from ..parameters import Parameters, integer
from ..registry import call
from ..store import Store, next_id, now

_NOT_FILTERABLE = ("Benutzer", "Adress_nr", "Objekt_nr", "dauer")
Columns = dict[str, Any]


@call("read agentslog")
def read(action: Action) -> Answer:
    """Entries of the log, the newest first."""
    parameters, store = action.parameters, action.store
    names = [field.name for field in AGENTS_LOG.find(parameters.array("data"))]
    full = parameters.flag("fullmail")
    if action.resource_id:
        found = store.agents_log.get(action.record_id())
        return Answer([_record(found, names, full)] if found else [], 1 if found else 0)
    given = parameters["filter"]
    if isinstance(given, dict) and "Absagegrund" in given and "Beratungsebene" not in given:
        raise ApiError(237, "Absagegrund")
    test = compile_filter(given, AGENTS_LOG, _NOT_FILTERABLE)
    estates, addresses = set(parameters.ids("estateid")), set(parameters.ids("addressid"))
    entries = [
        entry
        for entry in store.agents_log.values()
        if test(entry)
        and (not estates or estates.intersection(entry["estates"]))
        and (not addresses or addresses.intersection(entry["addresses"]))
    ]
    entries.sort(key=lambda entry: (entry["Datum"], int(entry["Nr"])), reverse=True)
    entries = sorting.sort(entries, parameters, AGENTS_LOG)
    page = paging.page(entries, parameters)
    return Answer([_record(entry, names, full) for entry in page], len(entries))


@call("create agentslog")
def create(action: Action) -> Answer:
    """A new entry per address, or one about an estate alone."""
    parameters, store = action.parameters, action.store
    addresses = parameters.ids("addressids", 99)
    estate = parameters.integer("estateid", 0, 65)
    if not addresses and not estate:
        raise ApiError(98)
    for number in addresses:
        if number not in store.addresses:
            raise ApiError(292, str(number))
    if estate and estate not in store.estates:
        raise ApiError(293, str(estate))
    columns = _columns(parameters, None)
    columns.setdefault("Datum", now())
    user = _user(store, parameters)
    first = 0
    for people in [[number] for number in addresses] or [[]]:
        number = next_id(store.agents_log)
        first = first or number
        entry = AGENTS_LOG.empty()
        entry.update(columns, Nr=str(number), created=now(), Datum_bearb=now())
        entry.update(Benutzer=user["Name"], Benutzer_nr=user["Nr"], Benutzer_bearb=user["Name"])
        entry.update(estates=[estate] if estate else [], addresses=people)
        store.agents_log[number] = entry
    return created(first, "agentsLog")


@call("modify agentslog")
def modify(action: Action) -> Answer:
    """Changed values; the reply names the changed columns in German instead of a success."""
    store = action.store
    number = action.record_id()
    entry = store.agents_log.get(number)
    if entry is None:
        raise ApiError(235, str(number))
    data = Parameters(action.parameters.need_object("data"))
    columns = _columns(data, entry)
    if not columns:
        raise ApiError(254)
    entry.update(columns, Datum_bearb=now())
    if "Datum" in columns:
        columns["Datum"], columns["Uhrzeit"] = columns["Datum"].split(" ")
    return Answer([record(number, "agentsLog", columns)], cacheable=False)


def _record(entry: Columns, names: list[str], full: bool) -> Record:
    elements: dict[str, Any] = {}
    for name in names:
        related = {"Objekt_nr": "estates", "Adress_nr": "addresses"}.get(name)
        elements[name] = [str(number) for number in entry[related]] if related else entry[name]
    if full:
        elements["mailbody"] = entry["Bemerkung"] if entry["Aktionsart"] == "Email" else ""
    return record(int(entry["Nr"]), "agentslog", elements)


def _user(store: Store, parameters: Parameters) -> dict[str, Any]:
    number = parameters.integer("userid", next(iter(store.users)), 186)
    if number not in store.users:
        raise ApiError(184, str(number))
    return store.users[number]


def _columns(parameters: Parameters, entry: Optional[Columns]) -> Columns:
    """The columns that the parameters of a create or modify speak of."""
    columns: Columns = {}
    if "actionkind" in parameters or "actiontype" in parameters:
        kind_key = parameters.text("actionkind", entry["Aktionsart"] if entry else "")
        kind = ACTION_KINDS.get(kind_key)
        if kind is None:
            raise ApiError(100, kind_key)
        if "actionkind" in parameters:
            columns["Aktionsart"] = kind.key
        type = parameters.text("actiontype")
        if type and type not in kind.types:
            raise ApiError(101, type)
        if "actiontype" in parameters or entry is None:
            columns["Aktionstyp"] = type
    if "datetime" in parameters:
        columns["Datum"] = AGENTS_LOG.field("Datum").accept(parameters["datetime"])
    if "origincontact" in parameters:
        columns["HerkunftKontakt"] = _known(parameters, "origincontact", ORIGINS, 220)
    if "features" in parameters:
        features = parameters.texts("features")
        for feature in features:
            if feature not in FEATURES:
                raise ApiError(221, feature)
        columns["merkmal"] = join_keys(features)
    if "cost" in parameters:
        cost = decimal(parameters["cost"])
        if cost is None or cost < 0:
            raise ApiError(222, "cost")
        columns["Kosten"] = f"{cost:.2f}"
    if "duration" in parameters:
        duration = integer(parameters["duration"])
        if duration is None or duration < 0:
            raise ApiError(223, "duration")
        columns["dauer"] = str(duration)
    if "note" in parameters:
        columns["Bemerkung"] = parameters.text("note")
    if entry is None:
        _level(parameters, columns)
    return columns


def _level(parameters: Parameters, columns: Columns) -> None:
    level, reason = parameters.text("advisorylevel"), parameters["reasoncancellation"]
    if level and level not in LEVELS:
        raise ApiError(225, level)
    if reason:
        if level != "G":
            raise ApiError(224)
        columns["Absagegrund"] = _known(parameters, "reasoncancellation", REASONS, 226)
    columns["Beratungsebene"] = level


def _known(parameters: Parameters, name: str, known: dict[str, str], code: int) -> str:
    value = parameters.text(name)
    if value not in known:
        raise ApiError(code, value)
    return value
