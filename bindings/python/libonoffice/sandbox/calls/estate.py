"""Estates: read, create, modify."""

from __future__ import annotations

from typing import Any, Optional

from .. import display, geography, paging, sorting, translation
from ..action import Action
from ..answer import Answer, Record, created, record, success
from ..errors import ApiError
from ..field import Field, split_keys
from ..fields.estate import ESTATE
from ..filters import compile_filter
from ..parameters import Parameters, integer
from ..registry import call
from ..saved_filter import saved
from ..store import Store, next_id, now
from ..translation import MAIN_LANGUAGE, Translation

_SPECIAL = ("multiParkingLot",)


@call("read estate")
def read(action: Action) -> Answer:
    """One estate by its number, or those that a filter and a radius search leave."""
    parameters = action.parameters
    view = _View(parameters, action.store, action.address)
    if action.resource_id:
        found = view.versions(_by_id(action.store, action.record_id()))
        return Answer([view.record(*hit) for hit in found], len(found))
    tests = [compile_filter(parameters["filter"], ESTATE)]
    if "filterid" in parameters:
        tests.append(saved(action.store, "estate", parameters.integer("filterid")))
    if parameters.object("georangesearch"):
        tests.append(geography.within(parameters.object("georangesearch")))
    estates = [
        estate for estate in action.store.estates.values() if all(test(estate) for test in tests)
    ]
    found = view.versions(sorting.sort(estates, parameters, ESTATE))
    return Answer([view.record(*hit) for hit in paging.page(found, parameters)], len(found))


@call("create estate")
def create(action: Action) -> Answer:
    """A new estate, in the main language."""
    store = action.store
    values = ESTATE.accept(action.parameters.need_object("data", 254))
    _check_user(store, values)
    number, moment = next_id(store.estates), now()
    creator = str(next(iter(store.users)))
    estate = ESTATE.empty()
    estate.update(status="1", benutzer=creator, waehrung="EUR", land="DEU")
    estate.update(objektnr_extern=f"S{number}", objektnr_intern=f"OBJ-{100000 + number}")
    estate.update(values)
    estate.update(Id=str(number), erstellt_von=creator, erstellt_am=moment, geaendert_am=moment)
    store.estates[number] = estate
    store.note("add", "estate", number)
    return created(number, "estate")


@call("modify estate")
def modify(action: Action) -> Answer:
    """Changed values of an estate, or of one of its language versions."""
    store = action.store
    number = action.record_id(293)
    if number in store.translations:
        raise ApiError(198, str(number))
    if number not in store.estates:
        raise ApiError(293, str(number))
    values = ESTATE.accept(action.parameters.need_object("data"))
    _check_user(store, values)
    language = display.language(action.parameters, "estatelanguage")
    target = store.estates[number]
    if language != MAIN_LANGUAGE:
        version = translation.of(store.translations, number, language)
        if version is None:
            raise ApiError(80, language)
        target = version.values
    target.update(values)
    store.estates[number]["geaendert_am"] = now()
    store.note("edit", "estate", number)
    return success("estate")


def _check_user(store: Store, values: dict[str, Any]) -> None:
    if values.get("benutzer") and int(values["benutzer"]) not in store.users:
        raise ApiError(251, values["benutzer"])


def _by_id(store: Store, number: int) -> list[dict[str, Any]]:
    """The estate with this number, be it that of a language version."""
    version = store.translations.get(number)
    estate = store.estates.get(version.main if version else number)
    return [estate] if estate else []


def parking_lots(estate: dict[str, Any]) -> Any:
    """The parking spaces as `multiParkingLot` shows them."""
    return {
        key: {"Count": "1", "Price": "0.00", "MarketingType": "standard"}
        for key in split_keys(estate["stellplatzart"])
    } or []


class _View:
    """What a read asked to see of each estate."""

    def __init__(self, parameters: Parameters, store: Store, address: str) -> None:
        self._store = store
        self._address = address
        self._names = parameters.array("data")
        self._fields: dict[str, Field] = {
            field.name: field
            for field in ESTATE.find(name for name in self._names if name not in _SPECIAL)
        }
        self._format = parameters.flag("formatoutput")
        self._output = display.language(parameters)
        self._language = display.language(parameters, "estatelanguage")
        self._extras = [
            extra
            for flag, extra in (
                ("addestatelanguage", "language"),
                ("addMainLangId", "mainLangId"),
                ("addMobileUrl", "mobileUrl"),
            )
            if parameters.flag(flag)
        ]

    def versions(
        self, estates: list[dict[str, Any]]
    ) -> list[tuple[dict[str, Any], Optional[Translation]]]:
        """The estates that exist in the language asked for, with their version of it."""
        if self._language == MAIN_LANGUAGE:
            return [(estate, None) for estate in estates]
        by_main = {
            version.main: version
            for version in self._store.translations.values()
            if version.language == self._language
        }
        return [
            (estate, by_main[int(estate["Id"])])
            for estate in estates
            if int(estate["Id"]) in by_main
        ]

    def record(self, estate: dict[str, Any], version: Optional[Translation]) -> Record:
        """The record of one hit."""
        number = version.id if version else int(estate["Id"])
        if version:
            estate = {**estate, **version.values, "Id": str(number)}
        elements: dict[str, Any] = {}
        for name in self._names:
            if name in _SPECIAL:
                elements[name] = parking_lots(estate)
                continue
            value = estate[name]
            if self._format:
                value = display.shown(self._fields[name], value, self._output)
            elements[name] = value
        extras = {
            "language": version.language if version else "",
            "mainLangId": str(version.main) if version else None,
            "mobileUrl": f"{self._address}/mobile/estate/{number}",
        }
        elements.update({name: extras[name] for name in self._extras})
        return record(number, "estate", elements)


def estate_of(action: Action, name: str, missing: int = 110) -> dict[str, Any]:
    """The estate a parameter names. Raises ApiError `missing`, 65 or 293."""
    number = integer(action.parameters.need(name, missing))
    if number is None:
        raise ApiError(65, name)
    estate = action.store.estates.get(number)
    if estate is None:
        raise ApiError(293, str(number))
    return estate
