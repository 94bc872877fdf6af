"""Settings of the tenant: basic data, imprint, select fields, action kinds, rights."""

from __future__ import annotations

import base64
from typing import Any

from ..action import Action
from ..action_kinds import ACTION_KINDS
from ..answer import Answer, Record, record, success
from ..display import language
from ..errors import ApiError
from ..fields import MODULES
from ..filters import compile_filter
from ..registry import call
from ..saved_filter import saved
from ..stored_file import picture
from ..word_list import words

_COLOURS = {
    "color": "#005aa0",
    "color2": "#f0b400",
    "textcolorMail": "#222222",
    "claim": "Wir öffnen Türen",
    "systemUiColor": "#005aa0",
    "moduleIconUiColor": "#005aa0",
    "moduleIconShadeUiType": "light",
    "warningNoticeUiColor": "#c00000",
    "showLogoInQuickbar": "1",
    "spotColor": "#f0b400",
}
_IMPRINT = {
    "title": "",
    "firstname": "Jördis",
    "lastname": "Groß",
    "firma": "Musterhaus Immobilien GmbH",
    "postcode": "52062",
    "city": "Aachen",
    "street": "Großer Ring",
    "housenumber": "7",
    "state": "Nordrhein-Westfalen",
    "country": "Deutschland",
    "phone": "+49 221 4710 100",
    "mobil": "",
    "fax": "",
    "email": "info@musterhaus.example",
    "homepage": "https://www.musterhaus.example/",
    "vertretungsberechtigter": "Jördis Groß",
    "berufsaufsichtsbehoerde": "IHK Aachen",
    "handelsregister": "Amtsgericht Aachen",
    "handelsregisterNr": "HRB 00000",
    "ustId": "DE000000000",
    "bank": "",
    "iban": "",
    "bic": "",
    "chamber": "IHK Aachen",
}
_SELECT_MODULES = words(
    "estate address calendar task agentsLog project fakturaArticleAdministration fakturaBookings"
)
_STAMPED = {"estate": 293, "address": 292, "agentsLog": 80, "calendar": 169, "task": 80}


@call("read basicsettings")
def basic(action: Action) -> Answer:
    """Colours and logo, permissions and the team's text, as far as asked for."""
    asked = action.parameters.need_object("data").get("basicData")
    if not isinstance(asked, dict):
        raise ApiError(255, "basicData")
    logo = base64.b64encode(picture(1)).decode("ascii")
    known: dict[str, dict[str, Any]] = {
        "characteristicsCi": {"logo": logo, **_COLOURS},
        "permissions": {"/onOfficeApp/timetracking/enabled": True},
        "team": {"about": "Ein Team aus Köln, München und Aachen."},
    }
    shown: dict[str, Any] = {}
    for section, names in asked.items():
        if section not in known or not isinstance(names, list):
            raise ApiError(255, section)
        for name in names:
            if name not in known[section]:
                raise ApiError(141, str(name))
        shown[section] = {name: known[section][name] for name in names} or []
    elements: dict[str, Any] = {"basicData": shown or []}
    return Answer([record(0, None, elements)], cacheable=False)


@call("read impressum")
def imprint(action: Action) -> Answer:
    """The imprint; the resource id does not matter."""
    names = action.parameters.texts("data") or list(_IMPRINT)
    for name in names:
        if name not in _IMPRINT:
            raise ApiError(141, name)
    return Answer([record("impressum", None, {name: _IMPRINT[name] for name in names})])


@call("get multiselectconfiguration")
def select_fields(action: Action) -> Answer:
    """The values of select fields with their order and state."""
    parameters = action.parameters
    module = parameters.need_text("module")
    if module not in _SELECT_MODULES:
        raise ApiError(163, module)
    parameters.need("fields")
    code = language(parameters, "language")
    records: list[Record] = []
    for name in parameters.texts("fields"):
        if module not in MODULES:
            raise ApiError(141, name)
        field = MODULES[module].field(name, 141)
        if field.values is None:
            raise ApiError(171, name)
        for position, key in enumerate(field.values, 1):
            elements = {
                "field": name,
                "fieldcontent": field.value_label(key, code),
                "multiselectfield": key,
                "active": 1,
                "fieldfilter": 0,
                "default": 0,
                "position": position,
                "level": 0,
                "parent": None,
            }
            records.append(record(len(records), "", elements))
    return Answer(records)


@call("get actionkindtypes")
def kinds(action: Action) -> Answer:
    """Kinds of actions with their types."""
    code = language(action.parameters, "lang")
    german = code == "DEU"
    records = []
    for position, kind in enumerate(ACTION_KINDS.values()):
        types: Any = {key: key if german else label for key, label in kind.types.items()}
        elements = {
            "key": kind.key,
            "label": kind.key if german else kind.english,
            "types": types or [],
            "default": (kind.default or next(iter(kind.types))) if kind.types else None,
        }
        records.append(record(str(position), "", elements))  # a quoted number, here alone
    return Answer(records)


@call("get distinctValues")
def distinct(action: Action) -> Answer:
    """The values of a field that really occur, as a map from key to label."""
    parameters, store = action.parameters, action.store
    module = parameters.need_text("module")
    if module not in ("estate", "address"):
        raise ApiError(163, module)
    fields = MODULES[module]
    field = fields.field(parameters.need("field"))
    code = language(parameters, "language")
    tests = [compile_filter(parameters["filter"], fields)]
    if "filterid" in parameters:
        tests.append(saved(store, module, parameters.integer("filterid")))
    rows = store.estates if module == "estate" else store.addresses
    found = {row.get(field.name) for row in rows.values() if all(test(row) for test in tests)}
    keys = sorted(str(value) for value in found if value)
    labels = {key: field.value_label(key, code) for key in keys}
    return Answer([record(0, "", labels)])


@call("do accessControl")
def access(action: Action) -> Answer:
    """Applies a stamp of rights to a record."""
    parameters, store = action.parameters, action.store
    parameters.need_text("acTemplate")
    module = parameters.need_text("module")
    if module not in _STAMPED:
        raise ApiError(163, module)
    number, owner = parameters.need_integer("recordId"), parameters.need_integer("templateOwner")
    if number not in (store.table(module) or {}):
        raise ApiError(_STAMPED[module], str(number))
    if owner not in store.users:
        raise ApiError(251, str(owner))
    return success()
