"""Appointments by the calls on `calendar`: read (deprecated), create, modify, delete."""

from __future__ import annotations

from typing import Any, Optional

from .. import clock
from ..action import Action
from ..answer import Answer, Record, created, record, success
from ..appointment_input import check_period, location, subscribers
from ..errors import ApiError
from ..field import split_keys
from ..fields.calendar import CALENDAR, RESOURCES
from ..filters import compile_filter
from ..parameters import Parameters
from ..registry import call
from ..store import Store, next_id
from ..word_list import words

_MOST = 500
_FILTERABLE = words("start_dt end_dt rp_flag description von erledigt note art")
_FLAGS = ("ganztags", "abgesagt", "erledigt", "rp_flag", "allowTransitTime")
_PLAIN = words(
    "start_dt end_dt description note von status private modified transitTimePre transitTimePost "
    "erinnerung rp_type rp_tage rp_exception"
)


@call("read calendar")
def read(action: Action) -> Answer:
    """One appointment, or those of a period that the named users and groups take part in."""
    parameters, store = action.parameters, action.store
    confirmation = parameters.flag("showConfirmationStatus")
    if action.resource_id:
        found = store.appointments.get(action.record_id())
        if found is None:
            return Answer([], 0)
        shown = _record(store, found, confirmation)
        if parameters.flag("showConflicts"):
            shown["elements"]["hints"] = []
        return Answer([shown], 1)
    appointments = [
        appointment
        for appointment in _in_period(store, parameters)
        if _takes_part(appointment, parameters)
        and (appointment["abgesagt"] == "0" or parameters.flag("showcancelled"))
    ]
    appointments.sort(key=lambda appointment: str(appointment["start_dt"]))
    records = [_record(store, item, confirmation) for item in appointments[:_MOST]]
    return Answer(records, len(appointments))


@call("create calendar")
def create(action: Action) -> Answer:
    """A new appointment."""
    store, parameters = action.store, action.parameters
    data = parameters.object("data")
    for name, code in (("start_dt", 91), ("end_dt", 92)):
        if not data.get(name):
            raise ApiError(code, name)
    creator = next(iter(store.users))
    appointment = CALENDAR.empty()
    appointment.update(status="active", von=store.users[creator]["Name"], art="besichtigung")
    appointment.update(id=next_id(store.appointments), creator=creator, users=[creator])
    appointment.update(groups=[], location={"type": "keine Angaben", "value": ""}, reminders=[])
    _write(action, appointment)
    return created(appointment["id"], "calendar")


@call("modify calendar")
def modify(action: Action) -> Answer:
    """Changed values of an appointment."""
    found = action.store.appointments.get(action.record_id(169))
    if found is None:
        raise ApiError(169, action.resource_id)
    _write(action, dict(found))
    return success("calendar")


@call("delete calendar")
def delete(action: Action) -> Answer:
    """Removes an appointment with its relations."""
    store = action.store
    number = action.record_id(169)
    if store.appointments.pop(number, None) is None:
        raise ApiError(169, action.resource_id)
    for relation in ("calendar:address", "calendar:estate"):
        store.relations.replace(relation, number, [])
    store.note("delete", "calendar", number)
    return success("calendar")


def _in_period(store: Store, parameters: Parameters) -> list[dict[str, Any]]:
    """The appointments of the period asked for. Raises ApiError 91-93, 230, 241, 288."""
    names = ("datestart", "dateend")
    column, overlap = "start_dt", True
    if not any(name in parameters for name in names):
        names, column, overlap = ("modifiedstart", "modifiedend"), "modified", False
    if not any(name in parameters for name in names):
        raise ApiError(241 if parameters["filter"] else 230)
    start = clock.moment(parameters.need(names[0], 91)).strftime(clock.FORMAT)
    end = clock.moment(parameters.need(names[1], 92)).strftime(clock.FORMAT)
    if start > end:
        raise ApiError(93 if overlap else 288)
    banned = [field.name for field in CALENDAR if field.name not in _FILTERABLE]
    test = compile_filter(parameters["filter"], CALENDAR, banned)
    last = "end_dt" if overlap else column
    return [
        appointment
        for appointment in store.appointments.values()
        if appointment[column] <= end and appointment[last] >= start and test(appointment)
    ]


def _takes_part(appointment: dict[str, Any], parameters: Parameters) -> bool:
    """Whether one of the users or groups asked for takes part.

    Without `users`, `groups` and `allusers` those appointments are shown that have any user.
    """
    if parameters.flag("allusers"):
        return True
    users, groups = parameters.ids("users", 301), parameters.ids("groups", 295)
    if not users and not groups:
        return bool(appointment["users"])
    return bool(set(users) & set(appointment["users"]) or set(groups) & set(appointment["groups"]))


def _record(store: Store, appointment: dict[str, Any], confirmation: bool) -> Record:
    number = appointment["id"]
    elements: dict[str, Any] = {name: appointment[name] for name in _PLAIN}
    elements.update({name: appointment[name] == "1" for name in _FLAGS})
    art = appointment["art"]
    resources = split_keys(appointment["ressources"])
    addresses = store.relations.children("calendar:address", number)
    elements.update(
        art={art: CALENDAR.field("art").value_label(art, "DEU")} if art else [],
        ressources=[RESOURCES[key] for key in resources],
        ressourcesWithKeys={key: RESOURCES[key] for key in resources} or [],
        emails={str(user): store.users[user]["email"] for user in appointment["users"]} or [],
        rp_beginn_datum=appointment["rp_beginn_datum"] or "0000-00-00",
        rp_ende_datum=appointment["rp_ende_datum"] or "0000-00-00",
        assignedaddressids=[str(other) for other in addresses],
        assignedobjectids=[
            str(other) for other in store.relations.children("calendar:estate", number)
        ],
    )
    if confirmation:
        pairs = store.relations.all("calendar:address")
        elements["confirmationStatus"] = {
            str(other): pairs[number, other].get("statusTerminbestaetigung", "nicht gesetzt")
            for other in addresses
        } or []
    return record(number, "calendar", elements)


def _write(action: Action, appointment: dict[str, Any]) -> None:
    """Checks everything a create or modify says, then stores the appointment."""
    store, parameters = action.store, action.parameters
    appointment.update(CALENDAR.accept(parameters.object("data"), 154))
    check_period(appointment)
    appointment["abgesagt"] = (
        "1" if appointment["status"] == "canceled" else appointment["abgesagt"]
    )
    if "location" in parameters:
        appointment["location"] = location(store, parameters.object("location", 290))
    if "subscribers" in parameters:
        appointment["users"], appointment["groups"] = subscribers(store, parameters)
    if "reminderTypes" in parameters:
        appointment["reminders"] = parameters.texts("reminderTypes")
        if not set(appointment["reminders"]) <= {"email", "popup", "sms"}:
            raise ApiError(255, "reminderTypes")
    addresses = parameters.ids("relatedAddressIds", 99)
    for number in addresses:
        if number not in store.addresses:
            raise ApiError(292, str(number))
    estate = _estate(action)
    number = appointment["id"]
    appointment["modified"] = clock.utc_now()
    store.appointments[number] = appointment
    if parameters.flag("replaceAddressIds"):
        store.relations.replace("calendar:address", number, addresses)
    for other in addresses:
        store.relations.add("calendar:address", number, other, {})
    if estate is not None:
        store.relations.replace("calendar:estate", number, [estate] if estate else [])


def _estate(action: Action) -> Optional[int]:
    """The estate to relate: 0 to relate none, None if the parameter is not there at all."""
    if "relatedEstateId" not in action.parameters.values:
        return None
    estate = action.parameters.integer("relatedEstateId", 0, 65)
    if estate and estate not in action.store.estates:
        raise ApiError(293, str(estate))
    return estate
