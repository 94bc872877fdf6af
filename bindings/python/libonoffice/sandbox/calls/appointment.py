"""Appointments by the newer calls, their conflicts and resources."""

from __future__ import annotations

from typing import Any

from .. import clock
from ..action import Action
from ..answer import Answer, record, success
from ..appointment_input import check_period, subscribers
from ..errors import ApiError
from ..field import FieldSet, parse, split_keys
from ..fields.calendar import CALENDAR, RESOURCES
from ..filters import compile_filter
from ..parameters import Parameters
from ..registry import call
from ..store import Store
from ..word_list import words

_MOST = 500
_NAMES = words(
    "id createdBy modified subject notes type status confirmationStatus private date travelTime "
    "location recurrence reminder groups users resources contacts showFollowUpStatus estate "
    "project conflicts"
)
_FILTER_NAMES = {"subject": "description", "notes": "note", "type": "art", "createdBy": "creator"}
_FILTER = FieldSet(
    "appointmentList",
    parse("".join(f"{name} | varchar | | - | -\n" for name in _FILTER_NAMES.values()), {}),
    154,
)
_FLAGS = {"isCancelled": "abgesagt", "isDone": "erledigt", "isRecurrent": "rp_flag"}
_LISTS = {"userIds": "users", "groupIds": "groups"}


@call("get appointmentList")
def appointment_list(action: Action) -> Answer:
    """One appointment, or those that overlap a period and pass the filter."""
    store, parameters = action.store, action.parameters
    names = parameters.texts("data", 74)
    for name in names:
        if name not in _NAMES:
            raise ApiError(154, name)
    if action.resource_id:
        found = store.appointments.get(action.record_id(169))
        appointments = [found] if found else []
    else:
        appointments = _filtered(store, Parameters(parameters.object("filter", 257)))
    records = []
    for appointment in appointments[:_MOST]:
        views = _views(store, appointment, "showFollowUpStatus" in names)
        elements = {name: views[name] for name in names if name in views}
        records.append(record(appointment["id"], "appointment", elements))
    return Answer(records, len(appointments))


def _filtered(store: Store, given: Parameters) -> list[dict[str, Any]]:
    start = clock.moment(given.need("startDate", 91)).strftime("%Y-%m-%d 00:00:00")
    end = clock.moment(given.need("endDate", 92)).strftime("%Y-%m-%d 23:59:59")
    if start > end:
        raise ApiError(93)
    conditions: dict[str, Any] = {}
    for name, value in given.values.items():
        if name in _FILTER_NAMES:
            conditions[_FILTER_NAMES[name]] = value
        elif name not in _FLAGS and name not in _LISTS and name not in ("startDate", "endDate"):
            raise ApiError(154, name)
    test = compile_filter(conditions, _FILTER)
    flags = {column: given.flag(name) for name, column in _FLAGS.items() if name in given}
    lists = {column: set(given.ids(name, 74)) for name, column in _LISTS.items() if name in given}
    appointments = [
        item
        for item in store.appointments.values()
        if item["start_dt"] <= end
        and item["end_dt"] >= start
        and all((item[column] == "1") == flag for column, flag in flags.items())
        and all(wanted & set(item[column]) for column, wanted in lists.items())
        and test(item)
    ]
    return sorted(appointments, key=lambda item: str(item["start_dt"]))


def _views(store: Store, item: dict[str, Any], follow_up: bool) -> dict[str, Any]:
    """Everything the call can show of an appointment."""
    number = item["id"]
    pairs = store.relations.all("calendar:address")
    contacts = []
    for other in store.relations.children("calendar:address", number):
        info = pairs[number, other]
        contact = {"id": str(other), "confirmationStatus": info.get("statusTerminbestaetigung")}
        if follow_up:
            contact["followUpStatus"] = info.get("statusTerminrueckmeldung", "inaktiv")
        contacts.append(contact)
    estates = store.relations.children("calendar:estate", number)
    return {
        "id": str(number),
        "createdBy": str(item["creator"]),
        "modified": item["modified"].replace(" ", "T") + "+00:00",
        "subject": item["description"],
        "notes": item["note"],
        "type": _choice("art", item["art"]),
        "status": _choice("status", item["status"]),
        "confirmationStatus": contacts[0]["confirmationStatus"] if contacts else None,
        "private": item["private"] == "1",
        "date": {
            "start": clock.iso(item["start_dt"]),
            "end": clock.iso(item["end_dt"]),
            "allDay": item["ganztags"] == "1",
        },
        "travelTime": {
            "outward": _minutes(item["transitTimePre"]),
            "return": _minutes(item["transitTimePost"]),
        },
        "location": item["location"],
        "recurrence": _recurrence(item),
        "reminder": {
            "timeBefore": item["erinnerung"] or None,
            "recipients": [str(user) for user in item["users"]],
            "confirmedOnly": False,
            "types": list(item["reminders"]),
        },
        "groups": [str(group) for group in item["groups"]],
        "users": [str(user) for user in item["users"]],
        "resources": split_keys(item["ressources"]),
        "contacts": contacts,
        "estate": str(estates[0]) if estates else None,
        "project": None,
        "conflicts": [],
    }


def _choice(name: str, key: str) -> dict[str, str]:
    return {"value": key, "label": CALENDAR.field(name).value_label(key, "DEU")}


def _minutes(text: str) -> Any:
    if not text:
        return None
    hours, minutes = text.split(":")[:2]
    return int(hours) * 60 + int(minutes)


def _recurrence(item: dict[str, Any]) -> Any:
    if item["rp_flag"] != "1":
        return None
    return {
        "type": item["rp_type"],
        "interval": int(item["rp_tage"] or 1),
        "start": item["rp_beginn_datum"],
        "end": item["rp_ende_datum"],
        "exceptions": [day for day in (item["rp_exception"] or "").split("#") if day],
    }


@call("get appointmentConflicts")
def conflicts(action: Action) -> Answer:
    """Who and what is already taken at the time of an appointment that does not exist yet."""
    store, parameters = action.store, action.parameters
    draft: dict[str, Any] = {"start_dt": None, "end_dt": None, "ressources": ""}
    draft.update(CALENDAR.accept(parameters.need_object("data", 91), 154))
    check_period(draft)
    users: list[int] = []
    if "subscribers" in parameters:
        users = subscribers(store, parameters)[0]
    wanted: dict[str, set[Any]] = {
        "conflictedUsers": set(users),
        "conflictedResources": set(split_keys(draft["ressources"])),
        "conflictedAddresses": set(parameters.ids("relatedAddressIds", 99)),
        "conflictedEstates": set(parameters.ids("relatedEstateId")),
    }
    taken: dict[str, set[Any]] = {name: set() for name in wanted}
    for number, item in store.appointments.items():
        start, end = str(draft["start_dt"]), str(draft["end_dt"])
        if item["abgesagt"] == "0" and item["start_dt"] < end and item["end_dt"] > start:
            taken["conflictedUsers"].update(item["users"])
            taken["conflictedResources"].update(split_keys(item["ressources"]))
            for name, relation in (("Addresses", "address"), ("Estates", "estate")):
                others = store.relations.children(f"calendar:{relation}", number)
                taken[f"conflicted{name}"].update(others)
    return Answer(
        [
            record(name, "", [{"id": str(other)} for other in sorted(numbers & taken[name])])
            for name, numbers in wanted.items()
        ],
        cacheable=False,
    )


@call("get calendarResources")
def resources(action: Action) -> Answer:
    """Things that can be booked with an appointment."""
    fields = FieldSet("calendarResources", parse("active | boolean | | - | -", {}), 141)
    test = compile_filter(action.parameters["filter"], fields)
    return Answer(
        [
            record(position, "", {key: label})
            for position, (key, label) in enumerate(RESOURCES.items())
            if test({"active": "1"})
        ]
    )


@call("do appointmentAffirmation")
def affirmation(action: Action) -> Answer:
    """Sends the confirmation of an appointment to its addresses."""
    store = action.store
    number = action.parameters.need_integer("calendarId", 117)
    if number not in store.appointments:
        raise ApiError(169, str(number))
    for (parent, _), info in store.relations.all("calendar:address").items():
        if parent == number:
            info["statusTerminbestaetigung"] = "gesendet"
    return success()
