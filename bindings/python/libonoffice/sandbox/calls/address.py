"""Addresses: read, create, modify."""

from __future__ import annotations

from typing import Any, Optional

from .. import contact, display, paging, sorting
from ..action import Action
from ..answer import Answer, Record, created, record, success
from ..contact_change import change, enter, split_contacts
from ..errors import ApiError
from ..fields.address import ADDRESS, CONTACT_KINDS
from ..filters import compile_filter
from ..parameters import Parameters, integer
from ..registry import call
from ..saved_filter import saved
from ..store import Store, next_id, now

_ISO_2 = {
    "DEU": "DE", "AUT": "AT", "CHE": "CH", "BEL": "BE", "NLD": "NL", "ESP": "ES", "FRA": "FR",
    "ITA": "IT", "POL": "PL",
}  # fmt: skip
_NO_FIELDS = ("checkDuplicate", "noOverrideByDuplicate", "outlookSync", "extendedclaim")


@call("read address")
def read(action: Action) -> Answer:
    """One address by its number, some by `recordids`, or those a filter leaves."""
    parameters, store = action.parameters, action.store
    view = _View(parameters)
    if action.resource_id:
        found = store.addresses.get(action.record_id())
        return Answer([view.record(found)] if found else [], 1 if found else 0)
    tests = [compile_filter(parameters["filter"], ADDRESS)]
    if "filterid" in parameters:
        tests.append(saved(store, "address", parameters.integer("filterid")))
    addresses = list(store.addresses.values())
    if "recordids" in parameters:
        wanted = set(parameters.ids("recordids"))
        if len(wanted) > 500:
            raise ApiError(302)
        addresses = [address for address in addresses if address["id"] in wanted]
    hits = [address for address in addresses if all(test(address) for test in tests)]
    hits = sorting.sort(hits, parameters, ADDRESS)
    return Answer([view.record(hit) for hit in paging.page(hits, parameters)], len(hits))


@call("create address")
def create(action: Action) -> Answer:
    """A new address; with `checkDuplicate` perhaps an existing one, brought up to date."""
    parameters, store = action.parameters, action.store
    plain, contacts = split_contacts(parameters.values, _NO_FIELDS)
    if not plain and not contacts:
        raise ApiError(254)
    values = accept(store, plain)
    draft = ADDRESS.empty()
    draft.update(Status="1", Land="DEU", Sprache="DEU", newsletter_aktiv="4")
    draft["contacts"] = []
    enter(draft["contacts"], contacts, store.contact_id)
    if parameters.flag("checkDuplicate"):
        double = _double(store, draft["contacts"])
        if double is not None:
            if not parameters.flag("noOverrideByDuplicate"):
                double.update(values, Aenderung=now())
            return created(double["id"], "address")
    number, moment = next_id(store.addresses), now()
    draft.update(values)
    draft.update(id=number, KdNr=str(store.customer_number()), Eintragsdatum=moment)
    draft["Aenderung"] = moment
    contact.refresh(draft)
    store.addresses[number] = draft
    store.note("add", "address", number)
    return created(number, "address")


@call("modify address")
def modify(action: Action) -> Answer:
    """Changed values of an address and of its contact entries."""
    store = action.store
    number = action.record_id(292)
    if number not in store.addresses:
        raise ApiError(292, str(number))
    plain, contacts = split_contacts(action.parameters.values, _NO_FIELDS)
    if not plain and not contacts:
        raise ApiError(254)
    values = accept(store, plain)
    address = store.addresses[number]
    draft = [contact.Contact(**vars(entry)) for entry in address["contacts"]]
    for name, value in contacts.items():
        change(draft, name, value, store.contact_id)
    address.update(values, contacts=draft, Aenderung=now())
    contact.refresh(address)
    store.note("edit", "address", number)
    return success("address")


def accept(store: Store, values: dict[str, Any]) -> dict[str, Any]:
    """Plain values of an address as they are kept. Raises ApiError 75, 76, 77, 251 …"""
    values = dict(values)
    if isinstance(values.get("Land"), str):
        values["Land"] = _country(values["Land"])
    if isinstance(values.get("Status"), int):
        values["Status"] = int(values["Status"])  # true and false stand for 1 and 0
    accepted = ADDRESS.accept(values)
    names = {user["Name"] for user in store.users.values()}
    if accepted.get("Benutzer") and accepted["Benutzer"] not in names:
        raise ApiError(251, accepted["Benutzer"])
    return accepted


def _country(given: str) -> str:
    """A country's alpha-3 code, given that or its name."""
    for code, names in (ADDRESS.field("Land").values or {}).items():
        if given in names:
            return code
    return given


def _double(store: Store, contacts: list[contact.Contact]) -> Optional[dict[str, Any]]:
    """The address with the lowest number that has one of these mail addresses."""
    mails = {entry.value.lower() for entry in contacts if entry.kind == "email"}
    for number in sorted(store.addresses):
        entries = store.addresses[number]["contacts"]
        if any(item.kind == "email" and item.value.lower() in mails for item in entries):
            return store.addresses[number]
    return None


class _View:
    """What a read asked to see of each address."""

    def __init__(self, parameters: Parameters) -> None:
        self._fields = ADDRESS.find(parameters.array("data"))
        self._format = parameters.flag("formatoutput")
        self._language = display.language(parameters)
        self._country = parameters.text("countryIsoCodeType")
        self._mobile_url = parameters.flag("addMobileUrl")
        if self._country not in ("", "ISO-3166-2", "ISO-3166-3"):
            raise ApiError(255, "countryIsoCodeType")

    def record(self, address: dict[str, Any]) -> Record:
        """The record of one hit. The number is always among the elements."""
        number = address["id"]
        elements: dict[str, Any] = {"id": number}
        for field in self._fields:
            name, value = field.name, address[field.name]
            if name in CONTACT_KINDS:
                elements.update(contact.elements(address["contacts"], name))
            elif name == "Land":
                elements[name] = self._land(value)
            elif name != "id":
                shown = display.shown(field, value, self._language) if self._format else value
                elements[name] = shown
        if self._mobile_url:
            elements["mobileUrl"] = f"https://mobile.example/address/{number}"
        return record(number, "address", elements)

    def _land(self, code: str) -> str:
        if self._country == "ISO-3166-3":
            return code
        if self._country == "ISO-3166-2":
            return _ISO_2.get(code, "")
        return ADDRESS.field("Land").value_label(code, self._language)


def address_of(action: Action, name: str, missing: int = 96) -> dict[str, Any]:
    """The address a parameter names. Raises ApiError `missing`, 64 or 292."""
    number = integer(action.parameters.need(name, missing))
    if number is None:
        raise ApiError(64, name)
    address = action.store.addresses.get(number)
    if address is None:
        raise ApiError(292, str(number))
    return address
