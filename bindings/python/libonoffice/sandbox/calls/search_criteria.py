"""Search criteria: create, modify, delete, get, their fields, and who suits an estate."""

from __future__ import annotations

from typing import Any

from .. import paging, sorting
from ..action import Action
from ..answer import Answer, Record, created, record, success
from ..criterion import FLAGS, RANGES, SELECTS, Criterion
from ..display import language
from ..errors import ApiError
from ..field import Field, FieldSet, parse
from ..fields.estate import ESTATE
from ..filters import compile_filter
from ..parameters import Parameters, integer
from ..registry import call
from ..store import Store, next_id, now

_META = FieldSet(
    "searchcriteria",
    parse(
        """
internaladdressid | integer | | - | -
externaladdressid | integer | | - | -
advisor | integer | | - | -
creator | integer | | - | -
creationdate | datetime | | - | -
editdate | datetime | | - | -
status | varchar | | - | -
publicnote | varchar | | - | -
characteristic | varchar | | - | -
""",
        {},
    ),
    141,
)
_MODES = ("internal", "external", "searchcriteria", "filter")
_TYPE_URN = "urn:onoffice-de-ns:smart:2.5:dbAccess:dataType:"
_MOST_SUITORS = 100


@call("create searchcriteria")
def create(action: Action) -> Answer:
    """A new search criterion of an address."""
    parameters, store = action.parameters, action.store
    name = "adressid" if "adressid" in parameters else "addressid"  # the docs spell it both ways
    address = parameters.need_integer(name, 96)
    if address not in store.addresses:
        raise ApiError(292, str(address))
    criterion = Criterion(next_id(store.search_criteria), address)
    criterion.advisor = criterion.creator = str(next(iter(store.users)))
    criterion.created = criterion.edited = now()
    criterion.write(parameters.need_object("data", 254))
    _check_advisor(store, criterion)
    store.search_criteria[criterion.id] = criterion
    return created(criterion.id, "searchcriteria")


@call("modify searchcriteria")
def modify(action: Action) -> Answer:
    """Changed wishes of a search criterion."""
    store = action.store
    old = _by_id(action)
    draft = Criterion(**vars(old))
    draft.wishes, draft.place = dict(old.wishes), dict(old.place)
    draft.write(action.parameters.need_object("data", 254))
    _check_advisor(store, draft)
    draft.edited = now()
    store.search_criteria[draft.id] = draft
    return success("searchcriteria")


@call("delete searchcriteria")
def delete(action: Action) -> Answer:
    """Removes a search criterion."""
    del action.store.search_criteria[_by_id(action).id]
    return success("searchcriteria")


@call("get searchcriterias")
def get(action: Action) -> Answer:
    """Search criteria of addresses, by their own numbers, or by a filter on what is noted."""
    parameters, store = action.parameters, action.store
    mode = parameters.text("mode")
    if mode not in _MODES:
        raise ApiError(204, mode)
    pairs = [
        (criterion, store.addresses[criterion.address]["KdNr"])
        for criterion in store.search_criteria.values()
    ]
    if mode == "filter":
        for name in ("sortby", "sortorder"):
            parameters.need(name)
        test = compile_filter(parameters["filter"], _META)
        metas = [{**criterion.meta(number), "it": criterion} for criterion, number in pairs]
        metas = sorting.sort([meta for meta in metas if test(meta)], parameters, _META)
        hits = [(meta["it"], meta["externaladdressid"]) for meta in metas]
    else:
        parameters.need("ids")
        ids = set(parameters.ids("ids", 74))
        hits = [pair for pair in pairs if _number(mode, *pair) in ids]
    records = [
        record(criterion.id, "searchcriteria", criterion.elements(number))
        for criterion, number in paging.page(hits, parameters)
    ]
    return Answer(records, len(hits))


@call("get search", word="searchcriteria")
def search(action: Action) -> Answer:
    """Search criteria whose wishes the given values of an estate meet."""
    parameters, store = action.parameters, action.store
    data = parameters.need_object("searchdata")
    _check_names(data)
    hits = [
        criterion
        for criterion in store.search_criteria.values()
        if criterion.status == "1"
        and all(criterion.fits(name, value) is not False for name, value in data.items())
    ]
    if parameters.flag("groupbyaddress", True):
        hits = list({criterion.address: criterion for criterion in reversed(hits)}.values())
        hits.reverse()
    rows = _ordered([criterion.flat() for criterion in hits], parameters["order"])
    wanted = None if parameters.flag("outputall") else parameters.texts("outputfields")
    records = []
    for row in paging.page(rows, parameters, default=10, limit="limit", offset="offset"):
        always = ("Id", "adresse")
        shown = {
            name: text
            for name, text in row.items()
            if wanted is None or name in always or name.partition("__")[0] in wanted
        }
        records.append(record(int(row["Id"]), "searchcriteria", shown))
    return Answer(records, len(rows))


@call("get qualifiedsuitors")
def suitors(action: Action) -> Answer:
    """Who looks for an estate like this one: the record ids are customer numbers."""
    data = action.parameters.need_object("estatedata")
    _check_names(data)
    found: list[tuple[int, Record]] = []
    for criterion in action.store.search_criteria.values():
        fits = {name: criterion.fits(name, value) for name, value in data.items()}
        missed = [name for name, fit in fits.items() if fit is False]
        asked = sum(fit is not None for fit in fits.values())
        if criterion.status != "1" or not asked or set(missed) & set(criterion.ko):
            continue
        percentage = round(100 * (asked - len(missed)) / asked)
        if percentage < 50:
            continue
        deviated: list[Any] = [{name: 0} for name in missed] or [[]]
        elements = {
            "percentage": percentage,
            "deviated": deviated,
            "searchcriteria": criterion.id,
        }
        number = int(action.store.addresses[criterion.address]["KdNr"])
        found.append((percentage, record(number, "", elements)))
    found.sort(key=lambda pair: -pair[0])
    return Answer([hit for _, hit in found[:_MOST_SUITORS]])


@call("get searchCriteriaFields")
def fields(action: Action) -> Answer:
    """The fields a search criterion can have, by category."""
    parameters = action.parameters
    code = language(parameters, "language")
    translations = parameters.flag("additionalTranslations")
    german = code == "DEU"
    categories = (
        ("basic", "Basisdaten" if german else "Basic data", (*SELECTS, *FLAGS)),
        ("ranges", "Von-bis-Felder" if german else "Ranges", RANGES),
    )
    records = []
    for key, name, names in categories:
        shown = [
            _describe(ESTATE.field(field), position, code, translations)
            for position, field in enumerate(names, 1)
        ]
        records.append(record(key, "", {"name": name, "fields": shown}))
    return Answer(records)


def _describe(field: Field, position: int, code: str, translations: bool) -> dict[str, Any]:
    select = field.values is not None
    shown: dict[str, Any] = {
        "id": field.name,
        "name": field.label(code),
        "position": position,
        "type": field.type if select else _TYPE_URN + field.type,
    }
    if field.name in RANGES:
        shown["rangefield"] = "true"
    if field.name == "objektart":
        shown["ko"] = "true"
    if field.values is not None:
        shown["values"] = {key: field.value_label(key, code) for key in field.values}
    if translations:
        shown["additionalTranslations"] = {"DEU": field.label("DEU"), "ENG": field.label("ENG")}
    return shown


def _by_id(action: Action) -> Criterion:
    number = action.record_id(95)
    found = action.store.search_criteria.get(number)
    if found is None:
        raise ApiError(95, str(number))
    return found


def _check_advisor(store: Store, criterion: Criterion) -> None:
    advisor = integer(criterion.advisor)
    if advisor is None or advisor not in store.users:
        raise ApiError(251, criterion.advisor)


def _check_names(data: dict[str, Any]) -> None:
    for name in data:
        if name not in ESTATE:
            raise ApiError(75, name)


def _number(mode: str, criterion: Criterion, customer_number: str) -> int:
    if mode == "internal":
        return criterion.address
    return int(customer_number) if mode == "external" else criterion.id


def _ordered(rows: list[dict[str, str]], order: Any) -> list[dict[str, str]]:
    """Rows by `order`: names, or an object of name to direction."""
    directions = dict.fromkeys(order, "ASC") if isinstance(order, list) else order
    known = {name for row in rows for name in row}
    for name in directions or {}:
        if rows and name not in known:
            raise ApiError(212, str(name))
    table = "".join(
        f"{name} | {'integer' if name in ('Id', 'adresse') else 'varchar'} | | - | -\n"
        for name in known
    )
    if not directions:
        return rows
    return sorting.sort(
        rows, Parameters({"sortby": directions}), FieldSet("", parse(table, {}), 212)
    )
