"""A request that is under way, or was."""

from __future__ import annotations

import time

from . import _log
from ._decoder import Decoder
from ._errors import CancelledError
from ._errors import TimeoutError as OnOfficeTimeoutError
from ._handle import Handle, Unsharable
from ._library import Library
from ._request import Request
from ._response import Response

_FINISHED = 2  # ONOFFICE_STATE_FINISHED

#: Milliseconds after which a wait looks for signals: Python runs their handlers only between calls.
SLICE_MS = 50


class Exchange(Unsharable):
    """A request that Client.start() began. The library starts no thread: it moves forward while
    somebody waits, be it for this response or for another one of the same client."""

    def __init__(
        self, library: Library, client: Handle, request: Request, decoder: Decoder
    ) -> None:
        self._library = library
        self._client = client
        self._request = request
        self._decoder = decoder
        self._started = time.monotonic()
        with client as owner, request._handle as document:
            #: The library's object, by its address.
            self.pointer = library.handle("onoffice_client_start", owner, document)
        self._handle = Handle(library, self.pointer, "onoffice_exchange_free", "exchange")
        self._response: Response | None = None

    def __repr__(self) -> str:
        closed = self._response is None and self._handle.closed
        state = "given up" if closed else "finished" if self.done else "under way"
        return f"<libonoffice.Exchange {self._request.what()}: {state}>"

    @property
    def done(self) -> bool:
        """Whether it is over; it does not wait, and moves nothing forward."""
        if self._response is not None:
            return True
        with self._handle as pointer:
            return self._library.number("onoffice_exchange_state", pointer) == _FINISHED

    def response(self, timeout: float | None = None) -> Response:
        """What came of it; waits if it is not over.

        Args:
            timeout: seconds to wait at most; the request goes on. Default: no limit but timeout_ms.

        Raises:
            OnOfficeError: the request as a whole failed, see Client.send(); TimeoutError if it is
                not over in time; CancelledError if it was given up.
            KeyboardInterrupt: Ctrl+C meanwhile; the request is given up.
        """
        if self._response is None:
            if self._handle.closed:
                raise CancelledError("the request was given up")
            try:
                self._wait(None if timeout is None else time.monotonic() + timeout)
            except OnOfficeTimeoutError:
                raise
            except BaseException:
                self.close()
                raise
        response = self.take()
        response.raise_for_failure()
        return response

    def take(self) -> Response:
        """The response of an exchange that is over."""
        with self._handle.lock:
            if self._response is None:
                with self._handle as pointer:
                    answer = self._library.handle("onoffice_exchange_response", pointer)
                # The response is a part of the exchange: one handle stands for both.
                self._handle.become(answer, "response")
                self._response = Response(self._handle, self._decoder)
                _log.call(self._request, self._response, self._started)
        return self._response

    def cancel(self) -> None:
        """Ends it, if it is not over: its response is then a CancelledError."""
        with self._handle.lock:
            if self._response is None and not self._handle.closed:
                with self._handle as pointer:
                    self._library.number("onoffice_exchange_cancel", pointer)

    def close(self) -> None:
        """Gives it up, if nobody has its response yet."""
        with self._handle.lock:
            if self._response is None:
                self._handle.close()

    def _wait(self, until: float | None) -> None:
        poll = self._library.number
        with self._client as client, self._handle as pointer:
            while poll("onoffice_exchange_state", pointer) != _FINISHED:
                pause = SLICE_MS
                if until is not None:
                    left = until - time.monotonic()
                    if left <= 0:
                        raise OnOfficeTimeoutError("the request is not over yet")
                    pause = min(pause, int(left * 1000) + 1)
                poll("onoffice_client_poll", client, pause)
