"""The one endpoint: from the bytes of a request to the bytes of its reply.

https://apidoc.onoffice.de/onoffice-api-request/aufbau/ and
https://apidoc.onoffice.de/onoffice-api-response/aufbau/
"""

from __future__ import annotations

import hmac
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Optional

from . import body as request_body
from . import calls, php, registry, signature
from .action import Action
from .answer import Answer
from .errors import MESSAGES, ApiError
from .faults import Faults
from .parameters import Parameters
from .store import Store

_OK = {"errorcode": 0, "message": "OK"}
_NOT_AUTHENTICATED = (13, 22)

calls.load()


@dataclass
class Envelope:
    """A request that has been read: its actions, or the error that it is refused with."""

    actions: list[dict[str, Any]] = field(default_factory=list)
    error: Optional[ApiError] = None

    def calls(self) -> set[str]:
        """The names of what is called."""
        return {name for action in self.actions for name in registry.names(action)}


class Endpoint:
    """Checks requests, runs their actions one after another and words the reply."""

    def __init__(self, token: str, secret: str, store: Store) -> None:
        self._token = token
        self._secret = secret
        self._store = store
        self.faults = Faults()
        self.executed: Counter[str] = Counter()
        """Actions that reached their call, by "verb resourcetype"."""

    def read(self, body: bytes) -> Envelope:
        """What is in a request body."""
        try:
            return Envelope(self._actions(request_body.decode(body)))
        except ApiError as error:
            return Envelope(error=error)

    def answer(self, envelope: Envelope, address: str, clock: float = 0.0) -> list[bytes]:
        """The reply to a request, always JSON, in pieces.

        `clock` is by how many seconds our own is ahead.
        """
        if envelope.error:
            return self.refuse(envelope.error)
        results = [self._result(action, address, clock) for action in envelope.actions]
        if all(result["status"]["errorcode"] == 0 for result in results):
            return _reply(200, 0, "OK", results)
        return _reply(500, 97, MESSAGES[97], results)

    def refuse(self, error: ApiError) -> list[bytes]:
        """The reply to a request that is refused as a whole."""
        code = 400 if error.code in _NOT_AUTHENTICATED else 500
        return _reply(code, error.code, error.message, [])

    def _actions(self, root: Any) -> list[dict[str, Any]]:
        """The actions of a sound envelope with the right token. Raises ApiError otherwise."""
        token = root.get("token") if isinstance(root, dict) else None
        if not isinstance(token, str) or not token:
            raise ApiError(13)
        request = root.get("request")
        if not isinstance(request, dict) or not request:
            raise ApiError(14)
        actions = request.get("actions")
        if not isinstance(actions, list) or not actions:
            raise ApiError(15)
        if not all(isinstance(action, dict) and action for action in actions):
            raise ApiError(247)
        if not hmac.compare_digest(token.encode("utf-8"), self._token.encode("utf-8")):
            raise ApiError(22)
        return actions

    def _result(self, action: dict[str, Any], address: str, clock: float) -> dict[str, Any]:
        data: Any = []
        cacheable = False
        try:
            answer = self._run(action, address, clock)
            data, cacheable, status = answer.data(), answer.cacheable, dict(_OK)
        except ApiError as error:
            status = {"errorcode": error.code, "message": error.message}
        except Exception:  # a fault of the sandbox must not take the other actions along
            traceback.print_exc(file=sys.stderr)
            status = {"errorcode": 1, "message": MESSAGES[1]}
        return {
            "actionid": _echo(action.get("actionid")),
            "resourceid": _echo(action.get("resourceid")),
            "resourcetype": _echo(action.get("resourcetype")),
            "cacheable": cacheable,
            "identifier": action.get("identifier", ""),
            "data": data,
            "status": status,
        }

    def _run(self, action: dict[str, Any], address: str, clock: float) -> Answer:
        parameters = _structure(action)
        signature.check(self._secret, self._token, action, parameters, time.time() + clock)
        verb = registry.verb_of(action["actionid"])
        fault = self.faults.strike_action(registry.names(action))
        error = ApiError(fault.error or 1, message=fault.message) if fault else None
        if fault and error and not fault.executed:
            raise error
        resource_type, resource_id = action["resourcetype"], _echo(action["resourceid"])
        handler = registry.find(verb, resource_type, resource_id)
        with self._store.lock:
            self.executed[f"{verb} {resource_type}"] += 1
            answer = handler(
                Action(
                    verb, resource_type, resource_id, Parameters(parameters), self._store, address
                )
            )
        if error:
            raise error
        return answer


def _structure(action: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a well-formed action. Raises ApiError 16 to 21."""
    action_id = action.get("actionid")
    if not isinstance(action_id, str):
        raise ApiError(16)
    if not action_id:
        raise ApiError(17)
    resource_id = action.get("resourceid", False)
    if isinstance(resource_id, bool) or not isinstance(resource_id, (str, int, type(None))):
        raise ApiError(18)
    if not isinstance(action.get("resourcetype"), str):
        raise ApiError(19)
    parameters = action.get("parameters")
    if parameters == [] and isinstance(parameters, list):
        parameters = {}
    if not isinstance(parameters, dict):
        raise ApiError(20)
    if "" in parameters:
        raise ApiError(21)
    return parameters


def _echo(value: Any) -> str:
    """null is answered as an empty text, a number as its digits."""
    return str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _reply(code: int, errorcode: int, message: str, results: list[dict[str, Any]]) -> list[bytes]:
    status = {"code": code, "errorcode": errorcode, "message": message}
    return php.encode_pieces({"status": status, "response": {"results": results}})
