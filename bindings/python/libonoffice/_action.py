"""One call of the API within a request."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping, Set

from ._errors import ArgumentError
from ._secret import hidden
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    import json
    from typing import Any, Union


class Action:
    """What is to be done with which kind of record.

    https://apidoc.onoffice.de/onoffice-api-request/request-elemente/action/

    Attributes:
        verb: "read", "create", "modify", "delete", "get", "do", or the API's full URN.
        resource_type: for example "estate"; case matters.
        parameters: the arguments of the call by the API's names. Their order is kept: it is the
            priority in sortby. None for no parameters.
        resource_id: the record to act on, or "" for a list; some calls take a word here.
        identifier: free label that comes back with the result.
    """

    # No dataclass: to import those takes as long as half of this package.
    __slots__ = ("identifier", "parameters", "resource_id", "resource_type", "verb")

    def __init__(
        self,
        verb: str,
        resource_type: str,
        parameters: Mapping[str, Any] | None = None,
        resource_id: str | int | None = "",
        identifier: str | None = "",
    ) -> None:
        self.verb = verb
        self.resource_type = resource_type
        self.parameters = parameters
        self.resource_id = resource_id
        self.identifier = identifier

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Action) and self.members() == other.members()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return (
            f"Action({self.verb!r}, {self.resource_type!r}, {hidden(self.parameters)!r}, "
            f"{self.resource_id!r}, {self.identifier!r})"
        )

    def members(self) -> dict[str, Any]:
        """The action by the API's own names."""
        parameters = {} if self.parameters is None else self.parameters
        # A dict is what mostly comes, and to ask for Mapping takes a good deal longer.
        if not isinstance(parameters, (dict, Mapping)):
            raise ArgumentError(
                f"parameters are a mapping by the API's names, no {type(parameters).__name__}"
            )
        return {
            "actionid": self.verb,
            "resourcetype": self.resource_type,
            "resourceid": self.resource_id,
            "identifier": self.identifier,
            "parameters": dict(parameters),
        }


if TYPE_CHECKING:
    #: An Action, a mapping by the API's names (actionid, resourcetype, ...), or JSON text of one.
    ActionLike = Union[Action, Mapping[str, Any], str, bytes, bytearray]


def encode(action: ActionLike) -> bytes:
    """The action as JSON; text is handed on untouched, as its bytes are the caller's choice.

    Raises:
        ArgumentError: a value that JSON cannot hold, named with its place.
    """
    if isinstance(action, Action):
        return _dump(action.members())
    if isinstance(action, (bytes, bytearray)):
        return bytes(action)
    if isinstance(action, str):
        return _utf8(action)
    if isinstance(action, Mapping):
        return _dump(dict(action))
    raise ArgumentError(
        f"an action must be an Action, a mapping or JSON text, not {type(action).__name__}"
    )


def name(document: bytes) -> str:
    """What an encoded action asks for, in two words: "read estate"."""
    import json

    try:
        members = json.loads(document)
        verb, resource_type = str(members["actionid"]), str(members["resourcetype"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return "action"
    return f"{verb.rpartition(':')[2]} {resource_type}"


def _mapping(value: Any) -> dict[str, Any]:
    """What the encoder does not know by itself: mappings that are no dict, a Filter for one."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a {type(value).__name__} is no JSON")


@functools.cache
def _encoder() -> json.JSONEncoder:
    """Kept, because json.dumps would make one for every call."""
    # Imported with the first call instead of the package, which takes 3 ms less without it.
    import json

    return json.JSONEncoder(
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
        default=_mapping,
        check_circular=False,  # what holds itself is nested too deeply as well
    )


def _dump(members: dict[str, Any]) -> bytes:
    try:
        try:
            text = _encoder().encode(members)
        except (TypeError, ValueError) as error:
            place = next(_unfit(members, ""), f"the action is no JSON: {error}")
            raise ArgumentError(place) from None
    except RecursionError:
        raise ArgumentError("the action is nested too deeply, or holds itself") from None
    return _utf8(text)


def _utf8(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        place = error.start
    raise ArgumentError(f"the action holds half a surrogate pair at character {place}")


def _unfit(value: Any, path: str) -> Iterator[str]:
    # Runs only after json.dumps refused the whole, to say where.
    if isinstance(value, float) and not math.isfinite(value):
        yield f"{path} is {value}, a number that JSON does not have; leave it out or pass a text"
    elif isinstance(value, Mapping):
        for key, member in value.items():
            if not isinstance(key, (str, int, float, bool, type(None))):
                yield f"{path or 'the action'} has a key of type {type(key).__name__}"
            yield from _unfit(member, f"{path}.{key}" if path else str(key))
    elif isinstance(value, (list, tuple)):
        for index, member in enumerate(value):
            yield from _unfit(member, f"{path}[{index}]")
    elif not isinstance(value, (str, int, float, bool, type(None))):
        fit = "list" if isinstance(value, (Set, Iterator)) else "text or number"
        yield f"{path} is of type {type(value).__name__}, which JSON does not have; pass a {fit}"
