"""Exposés as PDF."""

from __future__ import annotations

import base64
import zlib

from ..action import Action
from ..answer import Answer, record
from ..display import language
from ..errors import ApiError
from ..fields.estate import ESTATE
from ..registry import call
from ..stored_file import document
from ..templates import PDF_TEMPLATES
from .estate import estate_of


@call("do pdf")  # as its page is titled; the example on it says get
@call("get pdf")
def pdf(action: Action) -> Answer:
    """An exposé of one page: base64 of a zlib stream, or of the PDF itself."""
    parameters, store = action.parameters, action.store
    estate = estate_of(action, "estateid", 111)
    template = parameters.text("template")
    if template not in PDF_TEMPLATES:
        raise ApiError(54, template)
    code = language(parameters, "language")
    for number in parameters.ids("addressids"):
        if number not in store.addresses:
            raise ApiError(292, str(number))
    number = int(estate["Id"])
    if parameters.flag("asurl"):
        url = f"https://files.example/pdf/{number}.pdf"
        return Answer([record(number, "", [url])], cacheable=action.verb == "get")
    kind = ESTATE.field("objektart").value_label(estate["objektart"], code)
    content = document(f"{kind}: {estate['objekttitel']} ({estate['objektnr_extern']})")
    if parameters.flag("gzcompress", True):
        content = zlib.compress(content)
    text = base64.b64encode(content).decode("ascii")
    elements = {"type": "pdf", "document": text}
    return Answer([record(number, "", elements)], cacheable=action.verb == "get")
