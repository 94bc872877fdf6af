"""What the tests need of the library: a client, a request, and all that is told of an answer."""

from __future__ import annotations

import ctypes
import json
import select
from dataclasses import dataclass
from enum import Enum
from types import TracebackType
from typing import Any, Optional, Union

from .abi import Abi

#: Of the lengths that the API's own have. None of these may appear in a message or a trace.
TOKEN = "faultsTOKENfaultsTOKENfaultsTOKE"
SECRET = "faultsSECRETfaultsSECRETfaultsSECRETfaultsSECRETfaultsSECRETfaul"
CLAIM = "faultsCLAIMfaultsCLAIM"

Value = Union[int, str]

#: Milliseconds, more than any call takes.
PATIENCE = 30_000


class Way(Enum):
    """How a program waits for its calls."""

    BLOCKING = "blocking"
    #: With onoffice_client_poll().
    IN_FLIGHT = "in flight"
    #: With a loop of its own, which only looks at onoffice_client_descriptor().
    IN_A_LOOP = "in a loop"


class Stuck(Exception):
    """A call that does not end."""


@dataclass(frozen=True)
class Outcome:
    """What became of a call."""

    #: As in the header, without the prefix: "OK", "ERROR_TIMEOUT", ...
    status: str
    message: str
    code: int
    http_status: int
    uncertain: bool
    body: bytes
    #: By action: status, message, and the API's JSON.
    results: tuple[tuple[str, str, bytes], ...]
    trace: dict[str, Any]

    @property
    def words(self) -> str:
        """All text that the library wrote itself; the results and the body are the server's."""
        return "\n".join(
            [self.message, json.dumps(self.trace), *(part[1] for part in self.results)]
        )

    @property
    def attempts(self) -> list[dict[str, Any]]:
        """What the trace tells of the HTTP requests."""
        return list(self.trace.get("attempts", ()))


class Request:
    """Actions that travel together."""

    def __init__(self, abi: Abi, actions: list[dict[str, Any]]) -> None:
        self._abi = abi
        self.handle = abi.onoffice_request_new()
        for action in actions:
            text = json.dumps(action, separators=(",", ":")).encode()
            if abi.onoffice_request_add(self.handle, text, len(text)) < 0:
                raise RuntimeError(abi.onoffice_request_message(self.handle).decode())

    def __enter__(self) -> Request:
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self._abi.onoffice_request_free(self.handle)


class Client:
    """A client of the library."""

    def __init__(self, abi: Abi, url: str, *, secret: Any = None, **options: Value) -> None:
        self._abi = abi
        self.handle = abi.onoffice_client_new(TOKEN.encode(), secret or SECRET.encode())
        self.set(**{"url": url, "extended_claim": CLAIM, "proxy": "none", **options})

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self._abi.onoffice_client_free(self.handle)

    def set(self, **options: Value) -> None:
        """Sets options by their names."""
        for name, value in options.items():
            option = self._option(name)
            if isinstance(value, int):
                status = self._abi.onoffice_client_set_number(self.handle, option, value)
            else:
                status = self._abi.onoffice_client_set_text(self.handle, option, value.encode())
            if status < 0:
                message = self._abi.onoffice_client_message(self.handle).decode()
                raise RuntimeError(f"option {name}: {message}")

    def get(self, name: str) -> Value:
        """An option, by its name."""
        option = self._option(name)
        if self._abi.onoffice_option_type(option) == self._abi.constants["ONOFFICE_TYPE_TEXT"]:
            text: bytes = self._abi.onoffice_client_get_text(self.handle, option)
            return text.decode()
        number = ctypes.c_int64()
        self._abi.onoffice_client_get_number(self.handle, option, ctypes.byref(number))
        return number.value

    def send(self, request: Request) -> Outcome:
        """Sends and waits."""
        response = self._abi.onoffice_client_send(self.handle, request.handle)
        try:
            return self._outcome(response)
        finally:
            self._abi.onoffice_response_free(response)

    def start(self, request: Request) -> int:
        """Starts an exchange; finish() is to follow."""
        return int(self._abi.onoffice_client_start(self.handle, request.handle))

    def poll(self, timeout_ms: int) -> int:
        """Moves forward what is under way, and tells how much of it there is."""
        return int(self._abi.onoffice_client_poll(self.handle, timeout_ms))

    def next(self) -> int:
        """The next exchange that has finished; 0 if there is none."""
        return int(self._abi.onoffice_client_next(self.handle) or 0)

    def finish(self, exchange: int) -> Outcome:
        """What came of an exchange that has finished. Frees it."""
        try:
            return self._outcome(self._abi.onoffice_exchange_response(exchange))
        finally:
            self._abi.onoffice_exchange_free(exchange)

    def call(self, request: Request, way: Way) -> Outcome:
        """Makes a call and waits for its end."""
        if way is Way.BLOCKING:
            return self.send(request)
        exchange = self.start(request)
        if way is Way.IN_FLIGHT:
            while self.poll(-1) > 0:
                pass
        else:
            self._wait_at_descriptor()
        finished = self.next()
        if finished != exchange or self.next() != 0:
            raise RuntimeError("onoffice_client_next does not hand out what has finished, once")
        return self.finish(exchange)

    def cancel_exchange(self, exchange: int) -> None:
        """Ends an exchange."""
        self._abi.onoffice_exchange_cancel(exchange)

    def cancel(self) -> None:
        """Ends all that is under way."""
        self._abi.onoffice_client_cancel(self.handle)

    def _wait_at_descriptor(self) -> None:
        waiting = select.poll()
        waiting.register(self._abi.onoffice_client_descriptor(self.handle), select.POLLIN)
        while self.poll(0) > 0:
            if not waiting.poll(PATIENCE):
                raise Stuck("the descriptor is silent, and the call not over")

    def _option(self, name: str) -> int:
        option: int = self._abi.onoffice_option_find(name.encode())
        if option < 0:
            raise KeyError(f"the library has no option {name}")
        return option

    def _outcome(self, response: int) -> Outcome:
        abi = self._abi
        results = tuple(
            (
                self._name(abi.onoffice_response_result_status(response, index)),
                abi.onoffice_response_result_message(response, index).decode(),
                abi.document("onoffice_response_result", response, index),
            )
            for index in range(abi.onoffice_response_count(response))
        )
        return Outcome(
            status=self._name(abi.onoffice_response_status(response)),
            message=abi.onoffice_response_message(response).decode(),
            code=abi.onoffice_response_code(response),
            http_status=abi.onoffice_response_http_status(response),
            uncertain=abi.onoffice_response_uncertain(response) == 1,
            body=abi.document("onoffice_response_body", response),
            results=results,
            trace=json.loads(abi.document("onoffice_response_trace", response)),
        )

    def _name(self, status: int) -> str:
        name: bytes = self._abi.onoffice_status_name(status)
        return name.decode()[len("ONOFFICE_") :]
