"""Uploads: the data in one or more blocks first, then what it is and where it belongs.

https://apidoc.onoffice.de/actions/aktionen-ausfuehren/dateiupload/
"""

from __future__ import annotations

import base64
import binascii
import time
import uuid
from typing import Any

from ..action import Action
from ..answer import Answer, record
from ..blocks import Blocks
from ..errors import ApiError
from ..registry import call
from ..store import next_id
from ..stored_file import KINDS, LINKS, PUBLICATIONS, StoredFile

_MODULES = {
    "estate": ("estate", 293),
    "address": ("address", 292),
    "agentsLog": ("agentsLog", 80),
    "task": ("task", 80),
}


@call("do uploadfile")
def upload(action: Action) -> Answer:
    """One block of data, or the step that makes a file of it, or a link."""
    parameters = action.parameters
    elements = _block(action) if "data" in parameters.values else _finish(action)
    return Answer([record(0, "", elements)], cacheable=False)


def _block(action: Action) -> dict[str, Any]:
    """Adds a block, decoded by itself, to a temporary upload or begins one."""
    parameters, uploads = action.parameters, action.store.uploads
    data = parameters["data"]
    if not isinstance(data, str):
        raise ApiError(236)
    try:
        block = base64.b64decode(data)
    except (binascii.Error, ValueError):
        raise ApiError(255, "data") from None
    number = parameters.text("tmpUploadId") or uuid.uuid4().hex
    if parameters.text("tmpUploadId") and number not in uploads:
        raise ApiError(129, number)
    uploads.setdefault(number, Blocks()).append(block)
    return {"filesize": len(uploads[number]), "tmpUploadId": number}


def _finish(action: Action) -> dict[str, Any]:
    """Makes a file of a temporary upload, which is used up even if that fails."""
    parameters, store = action.parameters, action.store
    module, kind = parameters.need_text("module"), parameters.text("Art")
    link = module == "estate" and kind in LINKS
    number, content = parameters.text("tmpUploadId"), Blocks()
    if not link:
        if number not in store.uploads:
            raise ApiError(129, number)
        content = store.uploads.pop(number)
    done: dict[str, Any] = {"filesize": len(content), "tmpUploadId": number}
    if module == "tmpUpload":
        return {**done, "cacheFileUuid": str(uuid.uuid4()), "success": "success"}
    if module not in _MODULES:
        raise ApiError(163, module)
    file = StoredFile(next_id(store.files), module, _parent(action, module), kind, "")
    if link:
        file.url = parameters.need_text("url")
        done = {"tmpUploadId": ""}
    else:
        file.name, file.uploaded = _name(action), content
    if module == "estate":
        _describe(action, file)
    file.title = parameters.text("title")
    file.modified = int(time.time())
    store.files[file.id] = file
    return {**done, "fileId": str(file.id), "success": "success"}


def _parent(action: Action, module: str) -> int:
    table_name, unknown = _MODULES[module]
    parent = action.parameters.need_integer("relatedRecordId", 79)
    table = action.store.table(table_name)
    if table is None or parent not in table:
        raise ApiError(unknown, str(parent))
    return parent


def _name(action: Action) -> str:
    name = action.parameters.need_text("file", 114)
    if "/" in name or "\\" in name or len(name) > 255 or any(letter < " " for letter in name):
        raise ApiError(213, name)
    return name


def _describe(action: Action, file: StoredFile) -> None:
    """What only files of estates have. Raises ApiError 161, 162, 239."""
    parameters = action.parameters
    if file.kind not in KINDS:
        raise ApiError(162, file.kind)
    siblings = [
        other
        for other in action.store.files.values()
        if (other.module, other.parent) == ("estate", file.parent)
    ]
    if file.kind == "Titelbild" and any(other.kind == "Titelbild" for other in siblings):
        raise ApiError(239)
    file.attribute = parameters.text("documentAttribute")
    if file.attribute and any(other.attribute == file.attribute for other in siblings):
        raise ApiError(161, file.attribute)
    file.freetext = parameters.text("freetext")
    last = max((other.position for other in siblings), default=-1)
    file.position = parameters.integer("position", last + 1)
    if parameters.flag("setDefaultPublicationRights") and file.category == "external":
        file.publications = list(PUBLICATIONS)
