"""Mails: send, relate, ask what they are related to, signatures. Nothing leaves the machine."""

from __future__ import annotations

from typing import Any

from ..action import Action
from ..answer import Answer, record, success
from ..contact import valid
from ..errors import ApiError
from ..parameters import Parameters, integer
from ..registry import call
from ..templates import MAIL_TEMPLATES

_SIGNATURES = {3: "Standard", 5: "Kurz"}
_CUSTOMER_SIGNATURE = -1
_TEXT = "Mit freundlichen Grüßen\nMusterhaus Immobilien GmbH"


@call("do sendmail")
def send(action: Action) -> Answer:
    """Checks a mail as if it were to be sent."""
    parameters, store = action.parameters, action.store
    parameters.need_text("emailidentity", 50)
    receivers = parameters.array("receiver", 52)
    if not receivers:
        raise ApiError(53)
    for receiver in receivers + parameters.array("cc", 52) + parameters.array("bcc", 52):
        number = integer(receiver)
        if number is not None and number not in store.addresses:
            raise ApiError(292, str(number))
        if number is None and not valid("email", receiver):
            raise ApiError(146 if receiver in receivers else 55, str(receiver))
    template = parameters.integer("templateid")
    if template and template not in MAIL_TEMPLATES:
        raise ApiError(72, str(template))
    for number in parameters.ids("estateids", 73, 65):
        if number not in store.estates:
            raise ApiError(293, str(number))
    return success()


@call("do emailassignments")
def assign(action: Action) -> Answer:
    """Relates a mail to addresses and an estate, or to none of them any more."""
    parameters, store = action.parameters, action.store
    message = _message(parameters, "emailidentity", "messageid")
    if "addressIds" in parameters and "addressid" in parameters:
        raise ApiError(297)
    link = store.mails.setdefault(message, {"addresses": [], "estates": []})
    if "addressIds" in parameters or "addressid" in parameters:
        addresses = parameters.ids("addressIds", 298, 299) or parameters.ids("addressid", 0, 64)
        addresses = [number for number in addresses if number]
        for number in addresses:
            if number not in store.addresses:
                raise ApiError(292, str(number))
        link["addresses"] = addresses
    if "estateid" in parameters:
        estate = parameters.integer("estateid", 0, 65)
        if estate and estate not in store.estates:
            raise ApiError(293, str(estate))
        link["estates"] = [estate] if estate else []
    return success()


@call("get emailInfo")
def info(action: Action) -> Answer:
    """What a mail is related to."""
    message = _message(action.parameters, "emailIdentity", "messageId")
    link = action.store.mails.get(message, {"addresses": [], "estates": []})
    elements = {
        "isPortalRequest": False,
        "addresses": [str(number) for number in link["addresses"]],
        "estates": [str(number) for number in link["estates"]],
        "actions": [],
    }
    return Answer([record(message, "", elements)])


@call("get emailassignments")
def assignments(action: Action) -> Answer:
    """What a mail is related to, in the form of the older call."""
    store = action.store
    message = _message(action.parameters, "emailidentity", "messageid")
    link = store.mails.get(message, {"addresses": [], "estates": []})
    elements: dict[str, Any] = {}
    for number in link["addresses"][:1]:
        address = store.addresses[number]
        elements.update(
            addressid=str(number),
            addresscustomerno=address["KdNr"],
            addressfirstname=address["Vorname"],
            addresssurname=address["Name"],
            addresscompany=address["Zusatz1"],
        )
    for number in link["estates"]:
        estate = store.estates[number]
        elements.update(
            estateid=str(number),
            estateexternalno=estate["objektnr_extern"],
            estateowner="",
            estatestreet=estate["strasse"],
            estatecity=estate["ort"],
        )
    return Answer([record(0, "", elements)])


@call("get emailsignature")
def signature(action: Action) -> Answer:
    """The list of signatures, or the text of one; -1 is that of the company."""
    html = action.parameters.flag("ishtml")
    if not action.resource_id:
        only_default = action.parameters.flag("getdefaultsignature")
        return Answer(
            [
                record(number, "", {"title": title, "isdefault": number == 3})
                for number, title in _SIGNATURES.items()
                if number == 3 or not only_default
            ]
        )
    number = action.record_id(279)
    if number not in _SIGNATURES and number != _CUSTOMER_SIGNATURE:
        raise ApiError(279, str(number))
    text = f"<p>{_TEXT}</p>".replace("\n", "<br>") if html else _TEXT
    return Answer([record(number, "", {"signature": text})])


def _message(parameters: Parameters, identity: str, message: str) -> str:
    """The id of the mail a call speaks of. Raises ApiError 50, 58, 59 or 60."""
    parameters.need_text(identity, 50)
    number = parameters.need_text(message, 58)
    parameters.need_text("uid", 59)
    parameters.need_text("folder", 60)
    return number
