"""What came of one request."""

from __future__ import annotations

from ._decoder import Decoder
from ._errors import ArgumentError, error_class
from ._handle import Owned, Unsharable
from ._request import Request
from ._result import Result
from ._status import Status
from ._status import status as known_status
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from ._decoder import Hook

_INT_MAX = 2**31 - 1


class Response(Unsharable):
    """A result per action, or the reason why there is none. It never changes, may be read by
    several threads, and outlives its client and request.
    """

    __slots__ = ("__weakref__", "_decoder", "_owned", "_results", "_status", "_trace")

    def __init__(self, owned: Owned, decoder: Decoder) -> None:
        self._owned = owned
        self._decoder = decoder
        self._status: int | None = None
        self._results: tuple[Result, ...] | None = None
        self._trace: dict[str, Any] | None = None

    @classmethod
    def parse(
        cls,
        request: Request,
        http_status: int,
        body: bytes | str,
        *,
        parse_int: Hook | None = None,
        parse_float: Hook | None = None,
    ) -> Response:
        """Reads an answer that you received yourself. It does not raise for a bad answer: that is
        a response with a status and a message; see raise_for_error().

        Args:
            request: what was sent; it must still hold the same actions.
            http_status: HTTP status of the answer, 200 if there was none.
            body: the answer, decompressed.
            parse_int, parse_float: called with the text of a number when results are decoded.

        Raises:
            ArgumentError: an argument of the wrong kind.
        """
        if isinstance(body, str):
            body = body.encode("utf-8", "surrogatepass")
        if not isinstance(body, (bytes, bytearray)):
            raise ArgumentError(f"body must be bytes, not {type(body).__name__}")
        if isinstance(http_status, bool) or not isinstance(http_status, int):
            raise ArgumentError(f"http_status must be an int, not {type(http_status).__name__}")
        if not 0 <= http_status <= _INT_MAX:
            raise ArgumentError("http_status is out of range")
        document = bytes(body)
        library = request._library
        with request._handle as pointer:
            parsed = library.handle(
                "onoffice_response_parse", pointer, http_status, document, len(document)
            )
        owned = Owned(library, parsed, library.onoffice_response_free, parsed)
        return cls(owned, Decoder(parse_int, parse_float))

    def __repr__(self) -> str:
        return (
            f"<libonoffice.Response status {self.status} code {self.code} "
            f"http {self.http_status}: {len(self.results)} results>"
        )

    @property
    def ok(self) -> bool:
        """Whether every action succeeded."""
        return self.status == 0

    @property
    def status(self) -> int:
        """What became of the request as a whole (Status); ACTION if only some actions failed."""
        if self._status is None:
            self._status = known_status(
                self._owned.library.onoffice_response_status(self._owned.pointer)
            )
        return self._status

    @property
    def status_name(self) -> str:
        """Name of the status, for example "ONOFFICE_ERROR_TIMEOUT"."""
        return self._owned.library.text("onoffice_status_name", self.status)

    @property
    def message(self) -> str:
        """Why the status is not OK, the API's own words first; "" if it is."""
        return self._owned.library.text("onoffice_response_message", self._owned.pointer)

    @property
    def code(self) -> int:
        """The API's error code for the request as a whole (97: look at the results); 0 for none,
        -1 if the API named the error in words only."""
        return self._number("onoffice_response_code")

    @property
    def name(self) -> str:
        """Short name of the code, for example "NOT_AUTHENTICATED" for 22."""
        return self._owned.library.text("onoffice_error_name", self.code)

    @property
    def category(self) -> str:
        """Category of the code, for example "auth"; "composite" for 97."""
        return self._owned.library.text("onoffice_error_category", self.code)

    @property
    def http_status(self) -> int:
        """HTTP status of the answer; 0 if there was no answer."""
        return self._number("onoffice_response_http_status")

    @property
    def body(self) -> bytes:
        """The answer as it was received, decompressed; b"" if there was none."""
        return self._owned.library.document("onoffice_response_body", self._owned.pointer) or b""

    @property
    def results(self) -> tuple[Result, ...]:
        """One result for each action that was sent, in that order."""
        if self._results is None:
            count = self._owned.library.onoffice_response_count(self._owned.pointer)
            self._results = tuple(
                [Result(self._owned, index, self._decoder) for index in range(count)]
            )
        return self._results

    @property
    def uncertain(self) -> bool:
        """True if the request held a create, modify, delete or do, was handed to the server and no
        usable answer came: it may or may not have been executed."""
        return self._number("onoffice_response_uncertain") == 1

    @property
    def trace(self) -> dict[str, Any]:
        """How the answer came about: {"attempts": [{"status", "http_status", "http_version",
        "reused", "bytes_sent", "bytes_received", "ms": {"dns", "connect", ...}}, ...]}. Times are
        milliseconds. There are no secrets in it."""
        if self._trace is None:
            import json

            trace = self._owned.library.document("onoffice_response_trace", self._owned.pointer)
            decoded = json.loads(trace or b"{}")
            self._trace = decoded if isinstance(decoded, dict) else {}
        return self._trace

    def _only(self) -> Result:
        """The result of a request of one action; raises if that failed."""
        result = Result(self._owned, 0, self._decoder)
        if self.status:
            result.raise_for_error()
        return result

    def raise_for_error(self) -> None:
        """Raises if anything failed: the request as a whole, or else its first failed action.

        Raises:
            OnOfficeError: the class of the status; ApiError if the API refused.
        """
        self.raise_for_failure()
        for result in self.results:
            result.raise_for_error()

    def raise_for_failure(self) -> None:
        """Raises if the request as a whole failed; single failed actions are left alone."""
        status = self.status
        if not status or status == Status.ACTION:
            return
        raise error_class(status, self.category)(
            self.message,
            status=status,
            code=self.code,
            name=self.name,
            category=self.category,
            http_status=self.http_status,
            uncertain=self.uncertain,
            trace=self.trace,
            response=self,
        )

    def _number(self, name: str) -> int:
        return self._owned.library.number(name, self._owned.pointer)
