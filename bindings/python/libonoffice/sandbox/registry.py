"""Which function answers which call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable, Optional

from .action import Action
from .answer import Answer
from .errors import ApiError

Handler = Callable[[Action], Answer]

URN = "urn:onoffice-de-ns:smart:2.5:smartml:action:"
VERBS = ("read", "create", "modify", "delete", "get", "do")

HANDLERS: dict[tuple[str, str], dict[str, Handler]] = {}
"""By verb and resource type: the function, by resource id where that is a fixed word."""

NOT_IMPLEMENTED = {(verb, "multiselectkey") for verb in VERBS}
"""Calls of the API without enough documentation to stand in for them."""


def call(name: str, word: str = "") -> Callable[[Handler], Handler]:
    """Registers a function for `"verb resourcetype"`, and for one resource id if `word` is set."""
    verb, resource_type = name.split(" ")

    def register(handler: Handler) -> Handler:
        HANDLERS.setdefault((verb, resource_type), {})[word] = handler
        return handler

    return register


def verb_of(action_id: str) -> str:
    """The verb an action id names. Raises ApiError 23."""
    verb = action_id[len(URN) :]
    if not action_id.startswith(URN) or verb not in VERBS:
        raise ApiError(23, action_id)
    return verb


def names(action: dict[str, Any]) -> tuple[str, ...]:
    """What the call of an action goes by: "get file" and "get file[address]"."""
    verb, resource_type = str(action.get("actionid"))[len(URN) :], action.get("resourcetype")
    resource_id = action.get("resourceid")
    name = f"{verb} {resource_type}"
    return name, f"{name}[{'' if resource_id is None else resource_id}]"


def is_known(verb: str, resource_type: str, resource_id: Optional[str] = None) -> bool:
    """Whether the API has such a call, with that resource id if one is given."""
    call = (verb, resource_type)
    words: Mapping[str, object] = HANDLERS.get(call, {"": None} if call in NOT_IMPLEMENTED else {})
    return bool(words) and (resource_id is None or "" in words or resource_id in words)


def find(verb: str, resource_type: str, resource_id: str) -> Handler:
    """The function for a call. Raises ApiError 25, 24 or 199."""
    if (verb, resource_type) in NOT_IMPLEMENTED:
        raise ApiError(199, resource_type)
    handlers = HANDLERS.get((verb, resource_type))
    if handlers is None:
        raise ApiError(25, resource_type)
    if "" in handlers:
        return handlers[""]
    if resource_id not in handlers:
        raise ApiError(24, resource_id)
    return handlers[resource_id]
