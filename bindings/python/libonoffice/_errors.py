"""The exceptions of the package, a tree below OnOfficeError.

OnOfficeError
    ArgumentError            also a ValueError
    ApiError                 the API refused; by category:
        AuthError            credentials, with ClockError and ClaimError
        RightsError, NotFoundError, InvalidError, ConflictError, ApiLimitError, ServerError
    TransportError           the request or the answer did not get through
        ConnectError, TlsError, HttpError
        TimeoutError         also the builtin one
    ProtocolError, LimitError, CancelledError
    FileError                also an OSError
    SignatureError           with ExpiredError: of the marketplace
    OutOfMemoryError         also a MemoryError
    LibraryNotFoundError
"""

from __future__ import annotations

import builtins

from ._status import Status
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from ._response import Response


class OnOfficeError(Exception):
    """Anything that went wrong. No text or attribute of it holds a token, secret or signature.

    Attributes:
        status: the library's status (Status), 0 if the library was not reached.
        message: why, in the API's own words where it gave any.
        code: the API's error code; 0 for none, -1 if the API named the error in words only.
        name: short name of the code, for example "NOT_AUTHENTICATED"; "" for none.
        category: category of the code, for example "auth"; "" for none.
        index: which action of the request failed; None if it was the request as a whole.
        identifier: the identifier of that action; "" if it has none.
        http_status: HTTP status of the answer; 0 if there was none.
        uncertain: True if a create, modify, delete or do was handed to the server and no usable
            answer came: it may or may not have been executed.
        trace: how the answer came about (see Response.trace); {} if nothing was sent.
        response: the Response, if there is one. It does not survive pickling.
    """

    default_status: int = 0

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        code: int = 0,
        name: str = "",
        category: str = "",
        index: int | None = None,
        identifier: str = "",
        http_status: int = 0,
        uncertain: bool = False,
        trace: dict[str, Any] | None = None,
        response: Response | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = self.default_status if status is None else status
        self.code = code
        self.name = name
        self.category = category
        self.index = index
        self.identifier = identifier
        self.http_status = http_status
        self.uncertain = uncertain
        self.trace: dict[str, Any] = {} if trace is None else trace
        self.response = response

    def __str__(self) -> str:
        details = []
        if self.code:
            details.append(f"error {self.code} {self.name}".rstrip())
        if self.index is not None:
            details.append(f"action {self.index}")
        if self.identifier:
            details.append(f"identifier {self.identifier!r}")
        return f"{self.message} ({', '.join(details)})" if details else self.message

    def __reduce__(self) -> tuple[Any, ...]:
        # A response is memory of the library in this process; everything else travels.
        return type(self), (self.message,), {**self.__dict__, "response": None}


class ArgumentError(OnOfficeError, ValueError):
    """Something unusable was passed; the message names the place and the fix. Nothing was sent."""

    default_status = Status.ARGUMENT


class OutOfMemoryError(OnOfficeError, MemoryError):
    """Memory for a document could not be had."""

    default_status = Status.MEMORY


class ApiError(OnOfficeError):
    """The API refused the request or an action: see code, name, category and index.

    https://apidoc.onoffice.de/fehler/
    """

    default_status = Status.API


class AuthError(ApiError):
    """The credentials do not serve: categories auth and login, and those of the subclasses."""


class ClockError(AuthError):
    """The signature's time is more than 120 s off (error 136): set this machine's clock."""


class ClaimError(AuthError):
    """The marketplace's claim is missing or outdated: take the one of the newest service call."""


class RightsError(ApiError):
    """The API user may not do that."""


class NotFoundError(ApiError):
    """No such record, or one that the API user may not see: the API does not tell these apart."""


class InvalidError(ApiError):
    """The request or a parameter is wrong: categories invalid, malformed, routing, unsupported."""


class ConflictError(ApiError):
    """What is there forbids it: categories conflict and state."""


class ApiLimitError(ApiError):
    """Too much for one call of the API, for example more than 500 ids."""


class ServerError(ApiError):
    """Something failed behind the API: categories server and external."""


class ProtocolError(OnOfficeError):
    """The answer is not what the API promises: no JSON, no envelope, too few or many results."""

    default_status = Status.PROTOCOL


class TransportError(OnOfficeError):
    """The request or the answer did not get through; by itself: the connection broke on the way."""

    default_status = Status.TRANSPORT


class HttpError(TransportError):
    """An HTTP error without an answer of the API, for example a proxy's page; or a redirect."""

    default_status = Status.HTTP


class ConnectError(TransportError):
    """The server could not be found or reached. Nothing was executed."""

    default_status = Status.CONNECT


class TlsError(TransportError):
    """No trustworthy TLS connection: certificate, host name, version, CA file. Nothing was sent."""

    default_status = Status.TLS


class TimeoutError(TransportError, builtins.TimeoutError):
    """The time of connect_timeout_ms, stall_timeout_ms or timeout_ms passed."""

    default_status = Status.TIMEOUT


class LimitError(OnOfficeError):
    """The answer is larger than the option response_limit."""

    default_status = Status.LIMIT


class CancelledError(OnOfficeError):
    """Client.cancel() ended the call."""

    default_status = Status.CANCELLED


class FileError(OnOfficeError, OSError):
    """A file of this machine could not be read or written; the message has the system's reason."""

    default_status = Status.FILE


class SignatureError(OnOfficeError):
    """A URL is not signed by the marketplace: forged, changed on its way, or another secret."""

    default_status = Status.SIGNATURE


class ExpiredError(SignatureError):
    """A URL is signed by the marketplace, but was so too long ago, or will be."""

    default_status = Status.EXPIRED


class LibraryNotFoundError(OnOfficeError):
    """No usable libonoffice; the message names what was tried and why it did not serve."""


_CLASSES: dict[int, type[OnOfficeError]] = {
    Status.ARGUMENT: ArgumentError,
    Status.MEMORY: OutOfMemoryError,
    Status.API: ApiError,
    Status.ACTION: ApiError,
    Status.PROTOCOL: ProtocolError,
    Status.HTTP: HttpError,
    Status.CONNECT: ConnectError,
    Status.TLS: TlsError,
    Status.TIMEOUT: TimeoutError,
    Status.TRANSPORT: TransportError,
    Status.LIMIT: LimitError,
    Status.CANCELLED: CancelledError,
    Status.FILE: FileError,
    Status.SIGNATURE: SignatureError,
    Status.EXPIRED: ExpiredError,
}


#: By the categories of onoffice_error_category(); those left out are a plain ApiError.
_CATEGORIES: dict[str, type[ApiError]] = {
    "auth": AuthError,
    "login": AuthError,
    "auth_clock": ClockError,
    "auth_claim": ClaimError,
    "rights": RightsError,
    "not_found": NotFoundError,
    "invalid": InvalidError,
    "malformed": InvalidError,
    "routing": InvalidError,
    "unsupported": InvalidError,
    "conflict": ConflictError,
    "state": ConflictError,
    "limit": ApiLimitError,
    "server": ServerError,
    "external": ServerError,
}


def error_class(status: int, category: str = "") -> type[OnOfficeError]:
    """The exception of a status and category; OnOfficeError for what only a newer library knows."""
    found = _CLASSES.get(status, OnOfficeError)
    return _CATEGORIES.get(category, found) if found is ApiError else found
