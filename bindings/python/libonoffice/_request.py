"""A list of actions that travel together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from . import _log
from ._action import Action, encode
from ._errors import ArgumentError, error_class
from ._handle import Handle, Unsharable
from ._library import Library, load
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._action import ActionLike
    from ._client import Client

_INT64_MAX = 2**63 - 1


def listed(actions: Iterable[ActionLike] | ActionLike) -> Iterable[ActionLike]:
    """The actions as a list, be it that of a single one."""
    # A single action is iterable too, if it is a text or a mapping: take it for what it is.
    if isinstance(actions, (Action, Mapping, str, bytes, bytearray)):
        return [actions]
    return actions


def add(library: Library, request: int, document: bytes) -> int:
    """Adds an encoded action to a request of the library; returns its index.

    Raises:
        ArgumentError: the action is unusable; the request is as before.
    """
    index: int = library.onoffice_request_add(request, document, len(document))
    if index < 0:
        place = library.number("onoffice_request_count", request)
        message = library.text("onoffice_request_message", request)
        raise error_class(index)(f"action {place}: {message}")
    return index


class Request(Unsharable):
    """Actions to be sent in one HTTP request.

    Client.send() makes one from a list; use it directly to send the same actions several times, or
    to bring your own HTTP: sign() gives the body to POST, Response.parse() reads the answer. It
    belongs to one thread while it is built or signed; several may send it once it is complete.
    """

    def __init__(
        self,
        actions: Iterable[ActionLike] | ActionLike = (),
        *,
        library: Library | str | os.PathLike[str] | None = None,
    ) -> None:
        self._library = library if isinstance(library, Library) else load(library)
        pointer = self._library.handle("onoffice_request_new")
        self._handle = Handle(self._library, pointer, "onoffice_request_free", "request")
        #: The actions as JSON, if the log is to have them.
        self.documents: list[bytes] = []
        for action in listed(actions):
            self.add(action)

    def __len__(self) -> int:
        with self._handle as pointer:
            return self._library.number("onoffice_request_count", pointer)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"<libonoffice.Request of {len(self)} actions>"

    def add(self, action: ActionLike) -> int:
        """Adds an action; returns its index, which is also that of its result.

        Raises:
            ArgumentError: the action is unusable; the request is as before.
        """
        document = encode(action)
        with self._handle.lock, self._handle.alone() as pointer:
            index = add(self._library, pointer, document)
        if _log.wants(_log.INFO):
            self.documents.append(document)
        return index

    def sign(self, client: Client, unix_time: int) -> bytes:
        """The body to POST as application/json, signed for that moment by the client's secret.

        It holds the token and signatures: treat it as a secret.

        Args:
            client: whose credentials sign.
            unix_time: seconds since 1970, UTC; the API accepts 120 s of difference.

        Raises:
            ArgumentError: an empty request, or a time that is negative or no int.
        """
        if isinstance(unix_time, bool) or not isinstance(unix_time, int):
            raise ArgumentError(f"unix_time must be an int, not {type(unix_time).__name__}")
        if not -_INT64_MAX <= unix_time <= _INT64_MAX:
            raise ArgumentError("unix_time does not fit into 64 bits")
        self.check_library(client.library)
        handle = self._handle
        with client._handle as signer, handle.lock, handle.alone() as pointer:
            body = self._library.document("onoffice_request_sign", pointer, signer, unix_time)
            if body is None:
                raise ArgumentError(self._library.text("onoffice_request_message", pointer))
            return body

    def check_library(self, library: Library) -> None:
        """Refuses an object of another library: each knows only its own memory."""
        if library is not self._library:
            raise ArgumentError(
                f"the request belongs to {self._library.path}, the client to {library.path}; "
                "make both with the same library="
            )
