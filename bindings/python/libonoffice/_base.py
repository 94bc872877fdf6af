"""What the client and its asyncio sibling have in common: credentials, settings, life and death."""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable, Iterable

from ._action import encode
from ._decoder import Decoder
from ._errors import ArgumentError
from ._handle import Handle, Unsharable
from ._library import Library, load
from ._options import Options
from ._request import Request, add, listed
from ._secret import Secret
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Union

    from ._action import ActionLike
    from ._decoder import Hook
    from ._options import OptionValue

    #: What can be sent: actions, be it a single one, or a request.
    Sendable = Union[Request, Iterable[ActionLike], ActionLike]

_ENVIRONMENT = {"url": "ONOFFICE_URL", "ca_file": "ONOFFICE_CA_FILE"}


class ClientBase(Unsharable):
    """Owns a client of the library."""

    def __init__(
        self,
        token: str | None = None,
        secret: str | None = None,
        *,
        library: str | os.PathLike[str] | None = None,
        parse_int: Hook | None = None,
        parse_float: Hook | None = None,
        **options: OptionValue | None,
    ) -> None:
        # From here on no local variable shows them, whatever fails below.
        credentials = [
            _given(token, "token", "ONOFFICE_TOKEN"),
            _given(secret, "secret", "ONOFFICE_SECRET"),
        ]
        settings = {name: Secret(value) for name, value in options.items() if value is not None}
        del token, secret, options
        for name, variable in _ENVIRONMENT.items():
            if name not in settings and os.environ.get(variable):
                settings[name] = Secret(os.environ[variable])
        self._prepare()
        self._decoder = Decoder(parse_int, parse_float)
        self._library = load(library)
        self._handle = Handle(
            self._library,
            self._library.handle(
                "onoffice_client_new", credentials[0].text("token"), credentials[1].text("secret")
            ),
            "onoffice_client_free",
            "client",
        )
        # Unlike that of the handle, this one also runs at exit, and spares calls under way.
        weakref.finalize(self, self._handle.close)
        #: The settings by name: ``client.options["timeout_ms"] = 5000``.
        self.options = Options(self._handle)
        try:
            with self._handle as pointer:
                message = self._library.text("onoffice_client_message", pointer)
            if message:
                raise ArgumentError(message)
            for name, value in settings.items():
                self.options.set(name, value)
        except BaseException:
            self._handle.close()
            raise

    def _prepare(self) -> None:
        """What a client has beyond this one."""

    def __repr__(self) -> str:
        handle = getattr(self, "_handle", None)  # a debugger may ask before there is one
        state = "closed" if handle is None or handle.closed else "open"
        return f"<libonoffice.{type(self).__name__} {state}>"

    @property
    def library(self) -> Library:
        """The loaded library; its version and that of libcurl are there."""
        return self._library

    def cancel(self) -> None:
        """Ends all calls that are under way on this client, those of other threads too: they
        raise CancelledError. Later calls are not affected."""
        with self._handle as pointer:
            self._library.number("onoffice_client_cancel", pointer)

    def clear_cache(self) -> None:
        """Drops the results that the cache (cache_ttl_ms) holds for this client's token."""
        with self._handle as pointer:
            self._library.number("onoffice_client_cache_clear", pointer)

    def _hand_over(
        self, function: Callable[[int, int], int], client: int, actions: Sendable
    ) -> tuple[int, list[bytes]]:
        """Calls onoffice_client_start() or _send() with the actions; its result, and the actions
        for the log."""
        library = self._library
        if isinstance(actions, Request):
            actions.check_library(library)
            with actions._handle as shared:
                return function(client, shared), actions.documents
        documents = [encode(action) for action in listed(actions)]
        request: int = library.onoffice_request_new()
        try:
            for document in documents:
                add(library, request, document)
            return function(client, request), documents
        finally:
            library.onoffice_request_free(request)


def _given(value: str | None, name: str, variable: str) -> Secret:
    if value is None:
        value = os.environ.get(variable)
    if value is None:
        raise ArgumentError(f"no {name}: pass {name}=... or set {variable}")
    return Secret(value)
