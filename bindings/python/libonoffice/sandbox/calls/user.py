"""Users and groups, their photos and rights."""

from __future__ import annotations

import base64
from typing import Any

from .. import paging, sorting
from ..action import Action
from ..answer import Answer, record
from ..errors import ApiError
from ..fields.user import USER
from ..filters import compile_filter
from ..registry import call
from ..stored_file import picture
from ..word_list import words

_RIGHTS = ("read", "delete", "modify", "create")
_MODULES = words(
    "folder agents_log calendar address estate task project statistic searchCriteria file "
    "emailDraft objecttracking smartsite2Root pdfForms agentslogMail"
)
_TABLES = {
    "agents_log": "agentsLog",
    "searchCriteria": "searchcriteria",
    "objecttracking": "estateTracking",
}


@call("read user")
def read(action: Action) -> Answer:
    """One user, or those that a filter leaves. Without columns there are no records either."""
    parameters, store = action.parameters, action.store
    names = [field.name for field in USER.find(parameters.array("data"))]
    test = compile_filter(parameters["filter"], USER)
    if not names:
        return Answer([], 0)
    if action.resource_id:
        number = action.record_id(184)
        found = [store.users[number]] if number in store.users else []
        hits, page = found, found
    else:
        hits = sorting.sort([user for user in store.users.values() if test(user)], parameters, USER)
        page = list(paging.page(hits, parameters))
    records = [
        record(int(user["Nr"]), "user", {name: user.get(name, "") for name in names})
        for user in page
    ]
    return Answer(records, len(hits))


@call("read userphoto")
def photos(action: Action) -> Answer:
    """Photos of users; every third has none."""
    parameters, store = action.parameters, action.store
    links = parameters.flag("photosAsLinks")
    test = compile_filter(parameters["filter"], USER)
    hits = [user for user in store.users.values() if test(user)]
    if action.resource_id:
        number = action.record_id(184)
        hits = [user for user in hits if user["Nr"] == str(number)]
    hits = sorting.sort(hits, parameters, USER)
    uids = set(parameters.texts("messengerUIds"))
    if uids:
        hits = [user for user in hits if user["messengerUId"] in uids]
    records = []
    for user in paging.page(hits, parameters):
        number = int(user["Nr"])
        photo = base64.b64encode(picture(number)).decode("ascii")
        if links:
            photo = f"https://image.example/benutzer/{number}.png"
        elements: dict[str, Any] = {"photo": None if number % 3 == 0 else photo}
        if uids:
            elements["messengerUId"] = user["messengerUId"]
        records.append(record(number, "", elements))
    return Answer(records)


@call("get users")
def users(action: Action) -> Answer:
    """All users, or those of some group, in short."""
    parameters, store = action.parameters, action.store
    choice = parameters.text("userfilter", "ownOfficeGroupOrAll")
    wanted = set()
    if choice == "byGroupId":
        wanted = {parameters.need_integer("groupId")}
        if not wanted <= {group[0] for group in store.groups}:
            raise ApiError(272, str(parameters["groupId"]))
    elif choice == "onlyOwn":
        wanted = set(next(iter(store.users.values()))["groups"])
    elif choice != "ownOfficeGroupOrAll":
        raise ApiError(255, "userfilter")
    records = []
    for number, user in store.users.items():
        if wanted and not wanted & set(user["groups"]):
            continue
        elements: dict[str, Any] = {
            "id": number,
            "username": user["Name"],
            "firstname": user["Vorname"],
            "lastname": user["Nachname"],
            "email": user["email"],
            "meetingurl": user["meetingUrl"],
        }
        if choice == "onlyOwn":
            elements["NeuerTerminFuer"] = {str(number): f"{user['Vorname']} {user['Nachname']}"}
        records.append(record(number, None, elements))
    return Answer(records)


@call("get groups")
def groups(action: Action) -> Answer:
    """All groups with their members."""
    store = action.store
    choice = action.parameters.text("groupfilter")
    if choice not in ("", "officeGroups", "noRegionGroups"):
        raise ApiError(255, "groupfilter")
    records = []
    for number, name, short, kind in store.groups:
        if choice == "officeGroups" and kind != "GroupOffice":
            continue
        if choice == "noRegionGroups" and kind == "GroupRegion":
            continue
        members = [user for user, item in store.users.items() if number in item["groups"]]
        elements = {
            "id": number,
            "name": name,
            "abr": short,
            "userIds": members,
            "groupType": kind,
            "leaders": members[:1],
        }
        records.append(record(number, None, elements))
    return Answer(records)


@call("get checkuserrecordsright")
def rights(action: Action) -> Answer:
    """The ones among some records on which a user may do something: all that exist."""
    parameters, store = action.parameters, action.store
    if parameters.need("action") not in _RIGHTS:
        raise ApiError(255, "action")
    module = parameters.need_text("module")
    if module not in _MODULES:
        raise ApiError(163, module)
    user = parameters.integer("userid", next(iter(store.users)), 186)
    if user not in store.users:
        raise ApiError(184, str(user))
    parameters.need("recordIds", 185)
    table = store.table(_TABLES.get(module, module))
    ids = parameters.ids("recordIds", 185)
    allowed = [str(number) for number in ids if table is None or number in table]
    return Answer([record(0, "", allowed)], cacheable=False)
