"""What else there is about estates: categories, filters, prices, tracking, working lists."""

from __future__ import annotations

from typing import Any

from ..action import Action
from ..answer import Answer, created, record, success
from ..display import money
from ..errors import ApiError
from ..field import decimal
from ..fields.estate import ESTATE
from ..registry import call
from ..saved_filter import SAVED_FILTERS
from ..store import next_id
from .address import address_of
from .estate import estate_of

_CATEGORIES = ("objektart", "objekttyp", "nutzungsart", "vermarktungsart")
_MOST_IN_WORKLIST = 1000


@call("get estateCategories")
def categories(action: Action) -> Answer:
    """The classes and types of estates with their names."""
    return Answer(
        [
            record(
                name,
                "",
                [
                    {"id": key, "name": labels[0]}
                    for key, labels in (ESTATE.field(name).values or {}).items()
                ],
            )
            for name in _CATEGORIES
        ]
    )


@call("get filters")
def filters(action: Action) -> Answer:
    """The saved filters of a module."""
    module = action.parameters.need_text("module")
    if module not in ("estate", "address"):
        raise ApiError(163, module)
    user = next(iter(action.store.users))
    found = [item for item in SAVED_FILTERS if item.module == module]
    return Answer(
        [
            record(
                item.id,
                "filter",
                {
                    "scope": item.scope,
                    "name": item.name,
                    "userId": str(user) if item.scope == "private" else None,
                    "groupId": "2" if item.scope == "office" else None,
                },
            )
            for item in found
        ],
        len(found),
    )


@call("create workinglist")
def worklist(action: Action) -> Answer:
    """A named list of estates or addresses."""
    parameters, store = action.parameters, action.store
    name = parameters.text("listName").strip()
    if not name:
        raise ApiError(273)
    if any(item["name"] == name for item in store.worklists.values()):
        raise ApiError(266, name)
    module = parameters.text("type")
    if module not in ("estate", "address"):
        raise ApiError(269, module)
    if parameters.integer("visibility") not in (0, 1, 2):
        raise ApiError(255, "visibility")
    group = parameters.integer("groupId")
    if group and group not in {item[0] for item in store.groups}:
        raise ApiError(272, str(group))
    user = parameters.integer("userId", next(iter(store.users)))
    if user not in store.users:
        raise ApiError(251, str(user))
    ids = parameters.ids("ids", 74)
    if not ids:
        raise ApiError(265)
    if len(ids) > _MOST_IN_WORKLIST:
        raise ApiError(264)
    table = store.table(module) or {}
    for number in ids:
        if number not in table:
            raise ApiError(293 if module == "estate" else 292, str(number))
    number = next_id(store.worklists)
    store.worklists[number] = {"name": name, "module": module, "ids": ids, "user": user}
    return created(number, "workinglist")


@call("get priceOffer")
def price(action: Action) -> Answer:
    """What an address has offered for an estate."""
    estate, address = estate_of(action, "estateId"), address_of(action, "addressId")
    offer = action.store.prices.get((int(estate["Id"]), address["id"]))
    shown = "" if offer is None else money(offer)
    return Answer([record(0, "", {"priceOffer": shown})], cacheable=False)


@call("do priceOffer")
def offer(action: Action) -> Answer:
    """Notes what an address offers for an estate."""
    estate, address = estate_of(action, "estateId"), address_of(action, "addressId")
    amount = decimal(action.parameters.need("priceOffer", 214))
    if amount is None or amount < 0:
        raise ApiError(214, "priceOffer")
    action.store.prices[int(estate["Id"]), address["id"]] = amount
    return success()


@call("do createestatetrackingaccount")
def create_tracking(action: Action) -> Answer:
    """An account with which an owner can follow the sale of an estate."""
    parameters, store = action.parameters, action.store
    name = parameters.need_text("accountname", 102)
    password = parameters.need_text("accountpassword", 102)
    estate = int(estate_of(action, "estateid")["Id"])
    address = address_of(action, "addressid")["id"] if "addressid" in parameters else None
    if any(item["accountname"] == name for item in store.tracking_accounts.values()):
        raise ApiError(255, "accountname")
    number = next_id(store.tracking_accounts)
    store.tracking_accounts[number] = {
        "accountname": name,
        "password": password,
        "information": parameters.text("accountinformation"),
        "note": parameters.text("accountnote"),
        "addressid": "" if address is None else str(address),
    }
    store.relations.add("estateTracking:estate", number, estate, {})
    elements = {"accountname": name, "accountpassword": password}
    return Answer([record(number, "estateTracking", elements)], cacheable=False)


@call("get estatetrackingdetails")
def tracking(action: Action) -> Answer:
    """What a tracking account shows."""
    parameters, store = action.parameters, action.store
    name = parameters.need_text("accountname", 102)
    password = parameters.need_text("password", 102)
    for number, account in store.tracking_accounts.items():
        if account["accountname"] == name:
            if account["password"] != password:
                raise ApiError(105)
            elements: dict[str, Any] = {
                key: value for key, value in account.items() if key != "password"
            }
            estates = store.relations.children("estateTracking:estate", number)
            elements["estateids"] = {
                str(position): str(estate) for position, estate in enumerate(estates, 1)
            } or []
            return Answer([record(number, "estateTracking", elements)], cacheable=False)
    raise ApiError(103, name)


@call("get statisticWidgets")
def widgets(action: Action) -> Answer:
    """The widgets of the statistics about estates."""
    if action.parameters.need("module") != "estate":
        raise ApiError(163, str(action.parameters["module"]))
    configuration: dict[str, Any] = {
        "widgetType": "activities",
        "evaluationTarget": "estate",
        "evaluationType": "count",
        "addressFilterId": "",
        "addressFilter": "",
        "actionTypes": ["Besichtigung", "Angebot"],
        "actionAttribute": [],
        "origin": [],
        "attribute": [],
        "period": "month",
        "chartType": "bar",
        "showSumRow": True,
        "description": "Besichtigungen und Angebote je Monat",
    }
    titles = ("Besichtigungen", "Objektanfragen nach Herkunft")
    records = []
    for number, title in enumerate(titles, 1):
        origin: Any = {"Portal": "Immobilienportal"} if number == 2 else []
        elements = {
            "id": str(number),
            "title": title,
            "type": "chart",
            "activeForReporting": number == 1,
            "tab": "Aktivitäten",
            "configuration": {**configuration, "origin": origin},
        }
        records.append(record(number, "", elements))
    return Answer(records)
