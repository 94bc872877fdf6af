"""The client: credentials, settings and kept connections."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any

from ._action import Action, ActionLike
from ._errors import ArgumentError
from ._handle import Handle, Unsharable
from ._library import Library, load
from ._options import Options, OptionValue
from ._request import Request
from ._response import Response
from ._result import Result
from ._secret import Secret

_ENVIRONMENT = {"url": "ONOFFICE_URL", "ca_file": "ONOFFICE_CA_FILE"}


class Client(Unsharable):
    """A client of the onOffice enterprise API for one API user.

    May be used by several threads at once, and in a child after fork(). Use it as a context manager
    or close() it; one that is dropped is closed as well, its connections ended and its secrets
    wiped.

    Args:
        token: 32 characters, from the API user in enterprise. Default: ONOFFICE_TOKEN.
        secret: 64 characters, its other half. Default: ONOFFICE_SECRET.
        library: file to load instead of the one that is found.
        options: every option of the library by its name, None for its default. Among them:
            url (default: ONOFFICE_URL, then https://api.onoffice.de/api/), api_version ("stable" or
            "latest"), connect_timeout_ms (milliseconds, 10000), timeout_ms (milliseconds for the
            whole call, 120000), response_limit (bytes), proxy, ca_file (default:
            ONOFFICE_CA_FILE, then the system's), tls_verify_peer, tls_verify_host, user_agent,
            extended_claim (the marketplace's apiClaim), allow_http.

    Raises:
        ArgumentError: no usable credentials, an unknown option, or a value it does not take.
        LibraryNotFoundError: no usable library.
    """

    def __init__(
        self,
        token: str | None = None,
        secret: str | None = None,
        *,
        library: str | os.PathLike[str] | None = None,
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
            self.close()
            raise

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        handle = getattr(self, "_handle", None)  # a debugger may ask before there is one
        return f"<libonoffice.Client {'closed' if handle is None or handle.closed else 'open'}>"

    @property
    def library(self) -> Library:
        """The loaded library; its version and that of libcurl are there."""
        return self._library

    def call(
        self,
        verb: str,
        resource_type: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        resource_id: str | int | None = "",
        identifier: str | None = "",
    ) -> Result:
        """Sends one action and returns its result.

        ``client.call("read", "estate", {"data": ["Id", "kaufpreis"], "listlimit": 10}).records``

        Args:
            verb, resource_type, parameters, resource_id, identifier: see Action.

        Raises:
            OnOfficeError: whatever failed, be it the request or the action; see its subclasses.
        """
        response = self.send([Action(verb, resource_type, parameters, resource_id, identifier)])
        result = response.results[0]
        result.raise_for_error()
        return result

    def send(self, actions: Request | Iterable[ActionLike] | ActionLike) -> Response:
        """Sends several actions in one request and returns what came of each.

        Some may fail while others succeed, so check the results one by one: result.ok, or
        result.raise_for_error(). There is no transaction. Signal handlers, that of Ctrl+C included,
        run when the call has ended; timeout_ms bounds the wait.

        Args:
            actions: Actions, mappings by the API's names, or JSON texts; or a Request.

        Raises:
            OnOfficeError: the request as a whole failed; its class says how. The error's response
                holds what there is.
        """
        if isinstance(actions, Request):
            request = actions
        else:
            request = Request(actions, library=self._library)
        request.check_library(self._library)
        with self._handle as client, request._handle as pointer:
            answer = self._library.handle("onoffice_client_send", client, pointer)
            response = Response.own(self._library, answer)
        response.raise_for_failure()
        return response

    def cancel(self) -> None:
        """Ends all calls of other threads on this client: they raise CancelledError. Later calls
        are not affected."""
        with self._handle as pointer:
            self._library.number("onoffice_client_cancel", pointer)

    def close(self) -> None:
        """Ends the connections and wipes the secrets. Calls under way in other threads end first;
        cancel() hurries them. May be called again; every other call then raises ArgumentError."""
        self._handle.close()


def _given(value: str | None, name: str, variable: str) -> Secret:
    if value is None:
        value = os.environ.get(variable)
    if value is None:
        raise ArgumentError(f"no {name}: pass {name}=... or set {variable}")
    return Secret(value)
