"""Files of estates, addresses and appointments; changing and deleting them."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from .. import paging
from ..action import Action
from ..answer import Answer, Record, record, success
from ..errors import ApiError
from ..registry import call
from ..stored_file import KINDS, PICTURES, PUBLICATIONS, StoredFile
from .address import address_of
from .estate import estate_of

_SIZES = {"small": "120x", "medium": "200x", "original": "original"}
_MODULES = {"estate": "estate", "address": "address", "agentsLog": "agentsLog", "task": "task"}
_MOST = 100


@call("get file", word="estate")
def estate_files(action: Action) -> Answer:
    """The files of an estate; the content too when one is named."""
    parameters = action.parameters
    files = _of(action, "estate", int(estate_of(action, "estateid")["Id"]))
    attribute = parameters.text("documentAttribute")
    if attribute:
        files = [file for file in files if file.attribute == attribute]
        if not files:
            raise ApiError(127, attribute)
    size = parameters.text("includeImageUrl")
    if size and size not in _SIZES:
        raise ApiError(172, size)
    named = len(files) == 1 and ("fileid" in parameters or bool(attribute))
    records = []
    for file in paging.page(files, parameters, most=_MOST):
        elements = file.elements()
        if parameters.flag("showispublishedonhomepage"):
            elements["ispublishedonhomepage"] = "Homepage" in file.publications
        if parameters.flag("showpublicationstatus"):
            status = {name: name in file.publications for name in PUBLICATIONS}
            elements["publicationstatus"] = [] if file.category == "internal" else status
        if size:
            picture = file.kind in PICTURES
            elements["imageUrl"] = file.image_url(_SIZES[size]) if picture else ""
        if named:
            elements["content"] = file.content  # goes out as base64
        records.append(record(file.id, "file", elements))
    return Answer(records, len(files))


@call("get file", word="address")
def address_files(action: Action) -> Answer:
    """The files of an address; the content too when one is named."""
    files = _of(action, "address", address_of(action, "addressid")["id"])
    records = []
    for file in paging.page(files, action.parameters, most=_MOST):
        day = datetime.fromtimestamp(file.modified, timezone.utc).strftime("%Y-%m-%d")
        elements: dict[str, Any] = {
            name: file.elements()[name]
            for name in ("type", "name", "originalname", "filename", "fileSize", "modified")
        }
        elements["date"] = day
        if "fileid" in action.parameters:
            elements["content"] = file.content  # goes out as base64
        records.append(record(file.id, "file", elements))
    return Answer(records, len(files))


@call("get file", word="appointment")
def appointment_files(action: Action) -> Answer:
    """The files of an appointment, as links."""
    number = action.parameters.need_integer("appointmentid", 117)
    if number not in action.store.appointments:
        raise ApiError(169, str(number))
    files = _of(action, "calendar", number)
    creator = action.store.users[action.store.appointments[number]["creator"]]["Name"]
    return Answer(
        [
            record(
                file.id,
                "file",
                {
                    "username": creator,
                    "filename": file.name,
                    "fileSize": str(len(file.content)),
                    "url": f"https://files.example/appointment/{file.id}/{file.name}",
                },
            )
            for file in paging.page(files, action.parameters, most=_MOST)
        ],
        len(files),
    )


@call("get downloadFiles", word="address")
def download(action: Action) -> Answer:
    """The address of a page from which all files of an address can be fetched."""
    number = address_of(action, "addressid")["id"]
    url = f"https://files.example/address/{number}"
    return Answer([record("downloadUrl", "file", [url])], 0)


@call("get estatepictures")
def pictures(action: Action) -> Answer:
    """Pictures and links of some estates that are published."""
    parameters, store = action.parameters, action.store
    if not parameters["estateids"] or not parameters["categories"]:
        raise ApiError(139)
    estates = parameters.ids("estateids", 73)
    categories = parameters.texts("categories")
    for category in categories:
        if category not in KINDS:
            raise ApiError(162, category)
    setting = parameters.text("publicationSetting", "Homepage")
    if setting not in PUBLICATIONS:
        raise ApiError(255, "publicationSetting")
    size = parameters.text("size", "original")
    parts = size.split("x")
    if size != "original" and (len(parts) != 2 or not all(part.isdigit() for part in parts)):
        raise ApiError(172, size)
    chosen = [
        file
        for file in store.files.values()
        if file.module == "estate"
        and file.parent in set(estates)
        and file.kind in categories
        and setting in file.publications
    ]
    chosen.sort(key=lambda file: (estates.index(file.parent), file.position))
    return Answer([_picture(file, size) for file in chosen])


def _picture(file: StoredFile, size: str) -> Record:
    elements = {
        "estateid": str(file.parent),
        "type": file.kind,
        "url": file.url or file.image_url(size),
        "title": file.title,
        "text": file.freetext,
        "originalname": file.name,
        "modified": file.modified,
        "estateMainId": str(file.parent),
    }
    return record(file.id, "files", [elements])


@call("modify fileRelation")
def modify(action: Action) -> Answer:
    """Changes what is noted about a file of an estate."""
    if action.parameters.need("relationtype") != "estate":
        raise ApiError(255, "relationtype")
    return _change(action, _named(action, "estate"))


def _change(action: Action, file: StoredFile) -> Answer:
    parameters = action.parameters
    siblings = _siblings(action, file)
    kind = parameters.text("Art", file.kind)
    if kind not in KINDS and kind != file.kind:  # other files than an estate's have none
        raise ApiError(162, kind)
    attribute = parameters.text("documentAttribute", file.attribute)
    if attribute and any(other.attribute == attribute for other in siblings):
        raise ApiError(161, attribute)
    if kind == "Titelbild":
        for other in siblings:
            other.kind = "Foto" if other.kind == "Titelbild" else other.kind
    file.kind, file.attribute = kind, attribute
    file.title = parameters.text("title", file.title)
    file.freetext = parameters.text("freetext", file.freetext)
    return success("file")


@call("delete fileRelation")
def delete(action: Action) -> Answer:
    """Removes a file from a record."""
    module = _MODULES.get(action.parameters.need_text("relationtype"))
    if module is None:
        raise ApiError(255, "relationtype")
    del action.store.files[_named(action, module).id]
    return success("file")


@call("modify file")
def modify_by_number(action: Action) -> Answer:
    """The older form: the number alone names the file. The newer one may have this name, too."""
    if "relationtype" in action.parameters:
        return modify(action)
    return _change(action, _numbered(action))


@call("delete file")
def delete_by_number(action: Action) -> Answer:
    """The older form: the number alone names the file. The newer one may have this name, too."""
    if "relationtype" in action.parameters:
        return delete(action)
    del action.store.files[_numbered(action).id]
    return success("file")


def _siblings(action: Action, file: StoredFile) -> list[StoredFile]:
    return [
        other
        for other in action.store.files.values()
        if other is not file and (other.module, other.parent) == (file.module, file.parent)
    ]


def _numbered(action: Action) -> StoredFile:
    """The file that a number names, of whatever record. Raises ApiError 127."""
    number = action.parameters.need_integer("fileId")
    file = action.store.files.get(number)
    if file is None:
        raise ApiError(127, str(number))
    return file


def _named(action: Action, module: str) -> StoredFile:
    """The file a relation speaks of. Raises ApiError 127."""
    parameters = action.parameters
    parent, number = parameters.need_integer("parentid"), parameters.need_integer("fileId")
    file = _numbered(action)
    if (file.module, file.parent) != (module, parent):
        raise ApiError(127, str(number))
    return file


def _of(action: Action, module: str, parent: int) -> list[StoredFile]:
    """The files of a record, or the one that `fileid` names. Raises ApiError 127."""
    files = [
        file
        for file in action.store.files.values()
        if file.module == module and file.parent == parent
    ]
    if "fileid" in action.parameters:
        number = action.parameters.integer("fileid")
        files = [file for file in files if file.id == number]
        if not files:
            raise ApiError(127, str(number))
    return sorted(files, key=lambda file: (file.position, file.id))
