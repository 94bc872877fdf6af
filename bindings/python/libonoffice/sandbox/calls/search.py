"""Quick searches for estates and addresses."""

from __future__ import annotations

from typing import Any

from .. import contact, paging, sorting
from ..action import Action
from ..answer import Answer, record
from ..errors import ApiError
from ..fields.address import ADDRESS
from ..fields.estate import ESTATE
from ..filters import compile_filter
from ..parameters import Parameters
from ..registry import call
from ..saved_filter import saved
from ..store import Store

_SHORTEST = 2
_ESTATE_FIELDS = ("objektnr_extern", "ort", "strasse")
_ESTATE_SORT = (*_ESTATE_FIELDS, "hausnummer")
_ADDRESS_FIELDS = ("KdNr", "Vorname", "Name", "Zusatz1", "Email", "Ort")
_ADDRESS_SORT = ("KdNr", "Vorname", "Name", "Zusatz1", "contactCategory", "Email")


@call("get search", word="estate")
def estates(action: Action) -> Answer:
    """Estates whose number, town, street or owner holds every word of the input."""
    parameters, store = action.parameters, action.store
    words = _words(parameters, False)
    _check_sort(parameters, _ESTATE_SORT)
    size = parameters.text("includeThumbnail")
    if size not in ("", "small", "medium"):
        raise ApiError(172, size)
    tests = [compile_filter(parameters["filter"], ESTATE)]
    if "filterId" in parameters:
        tests.append(saved(store, "estate", parameters.integer("filterId")))
    owners = _owners(store)
    hits = []
    for number, estate in store.estates.items():
        owner = owners.get(number, "")
        text = "\n".join([estate[name] or "" for name in _ESTATE_FIELDS] + [owner]).casefold()
        if all(word in text for word in words) and all(test(estate) for test in tests):
            hits.append(estate)
    records = []
    for estate in sorting.sort(hits, parameters, ESTATE):
        number = int(estate["Id"])
        elements = {
            "externalestateno": estate["objektnr_extern"],
            "zipcode": estate["plz"],
            "city": estate["ort"],
            "street": estate["strasse"],
            "houseno": estate["hausnummer"],
            "owner": owners.get(number, ""),
            "type": ESTATE.field("objektart").value_label(estate["objektart"], "DEU"),
        }
        if size:
            elements["thumbnail"] = f"https://image.example/objekte/{number}/{size}.png"
        records.append(record(number, "estate", elements))
    return Answer(records, cacheable=False)


@call("get search", word="address")
def addresses(action: Action) -> Answer:
    """Addresses that hold every word of the input in one of the searched fields."""
    parameters, store = action.parameters, action.store
    exact = parameters.flag("casesensitive")
    words = _words(parameters, exact)
    _check_sort(parameters, _ADDRESS_SORT)
    names = parameters.texts("searchparameter") or list(_ADDRESS_FIELDS)
    ADDRESS.find(names)
    hits = []
    for address in store.addresses.values():
        values = [_searched(address, name) for name in names]
        text = "\n".join(values if exact else [value.casefold() for value in values])
        if all(word in text for word in words):
            hits.append(address)
    hits = sorting.sort(hits, parameters, ADDRESS)
    contacts = parameters.flag("includecontactdata")
    records = []
    for address in paging.page(hits, parameters, default=500, offset=""):
        elements: dict[str, Any] = {
            "customerno": int(address["KdNr"]),
            "firstname": address["Vorname"],
            "surname": address["Name"],
            "company": address["Zusatz1"],
            "addressDescription": f"{address['Strasse']}, {address['Plz']} {address['Ort']}",
        }
        if contacts:
            entries = address["contacts"]
            elements["emailaddress"] = [item.value for item in entries if item.kind == "email"]
            elements["primaryEmail"] = address["Email"]
        records.append(record(address["id"], "address", elements))
    return Answer(records)


def _words(parameters: Parameters, exact: bool) -> list[str]:
    text = parameters.text("input").strip()
    if not text:
        raise ApiError(69)
    if len(text) < _SHORTEST:
        raise ApiError(151, text)
    return (text if exact else text.casefold()).split()


def _check_sort(parameters: Parameters, known: tuple[str, ...]) -> None:
    name = parameters.text("sortby")
    if name and name not in known:
        raise ApiError(212, name)


def _owners(store: Store) -> dict[int, str]:
    """The names of the owners, by estate."""
    names: dict[int, str] = {}
    for estate, number in store.relations.all("estate:address:owner"):
        address = store.addresses.get(number)
        if address:
            name = f"{address['Vorname']} {address['Name']}"
            names[estate] = f"{names[estate]}, {name}" if estate in names else name
    return names


def _searched(address: dict[str, Any], name: str) -> str:
    if ADDRESS.field(name).type == "contact":
        return "\n".join(contact.elements(address["contacts"], name).values())
    return str(address[name] or "")
