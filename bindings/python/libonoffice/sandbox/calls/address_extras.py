"""What else there is about addresses: completion, newsletter, hierarchy, web contacts."""

from __future__ import annotations

from typing import Any

from ..action import Action
from ..answer import Answer, record, success
from ..errors import ApiError
from ..fields.address import ADDRESS
from ..fields.agents_log import AGENTS_LOG
from ..registry import call
from ..store import next_id, now
from .address import address_of

_COMPLETION = ("Anrede", "Vorname", "Name", "Strasse", "Plz", "Ort", "Geburtsdatum")


@call("get addressCompletionFields")
def completion_fields(action: Action) -> Answer:
    """The fields that people are asked to complete."""
    shown = []
    for name in _COMPLETION:
        field = ADDRESS.field(name)
        item: dict[str, Any] = {"id": name, "name": field.label("DEU"), "type": field.type}
        if field.values is not None:
            item["values"] = {key: labels[0] for key, labels in field.values.items()}
            item["default"] = ""
        shown.append(item)
    return Answer([record("address", "", {"name": "Adressdaten", "fields": shown})])


@call("do sendaddresscompletion")
def send_completion(action: Action) -> Answer:
    """Asks a person by mail to complete the address."""
    address_of(action, "addressId")
    if action.parameters.text("mode") not in ("modus1", "modus2"):
        raise ApiError(152, action.parameters.text("mode"))
    return success()


@call("get confignewaddressfields", word="fieldvalues")
def field_values(action: Action) -> Answer:
    """The values of a select field of addresses."""
    field = ADDRESS.field(action.parameters.need("fieldname"))
    if field.values is None:
        raise ApiError(171, field.name)
    return Answer([record(key, "", {"title": labels[0]}) for key, labels in field.values.items()])


@call("do registerNewsletter")
def newsletter(action: Action) -> Answer:
    """Registers an address for the newsletter, pending its consent, or cancels that."""
    address = action.store.addresses.get(action.record_id(292))
    if address is None:
        raise ApiError(292, action.resource_id)
    action.parameters.need("register")
    address["newsletter_aktiv"] = "3" if action.parameters.flag("register") else "2"
    address["Aenderung"] = now()
    return success("address")


@call("get addressHierarchyContacts")
def hierarchy(action: Action) -> Answer:
    """The second-level contacts of an address."""
    store = action.store
    number = action.record_id(292)
    if number not in store.addresses:
        raise ApiError(292, str(number))
    records = []
    for child in store.relations.children("address:contact:address", number):
        contact = store.addresses[child]
        elements = {"id": child, "Vorname": contact["Vorname"], "Name": contact["Name"]}
        records.append(record(child, "address", elements))
    return Answer(records)


@call("do contactaddress")
def contact(action: Action) -> Answer:
    """A message from the web form of a site becomes an entry of the agents log."""
    parameters, store = action.parameters, action.store
    given = parameters.need_object("addressdata")
    estate = parameters.integer("estateid", 0, 65)
    if estate and estate not in store.estates:
        raise ApiError(293, str(estate))
    mail = str(given.get("Email", "")).lower()
    people = [
        number
        for number, address in store.addresses.items()
        if mail and str(address["Email"]).lower() == mail
    ]
    number = next_id(store.agents_log)
    entry = AGENTS_LOG.empty()
    entry.update(
        Nr=str(number),
        Aktionsart="Objektanfrage",
        Aktionstyp="Homepage",
        Datum=now(),
        created=now(),
        Bemerkung=parameters.text("message"),
        estates=[estate] if estate else [],
        addresses=people[:1],
    )
    store.agents_log[number] = entry
    return success()
