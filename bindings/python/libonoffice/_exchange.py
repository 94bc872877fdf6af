"""A request that is under way, or was."""

from __future__ import annotations

import time

from . import _log
from ._errors import CancelledError
from ._errors import TimeoutError as OnOfficeTimeoutError
from ._handle import Handle, Owned, Unsharable
from ._library import Library
from ._response import Response
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._base import ClientBase, Sendable

_FINISHED = 2  # ONOFFICE_STATE_FINISHED

#: Milliseconds after which a wait looks for signals: Python runs their handlers only between calls.
SLICE_MS = 50


def wait(library: Library, client: int, exchange: int) -> int:
    """Waits for an exchange and returns its response; gives it up if the wait is interrupted."""
    response, poll = library.onoffice_exchange_response, library.onoffice_client_poll
    try:
        while True:
            answer: int | None = response(exchange)
            if answer:
                return answer
            poll(client, SLICE_MS)
    except BaseException:
        library.onoffice_exchange_free(exchange)
        raise


class Exchange(Unsharable):
    """A request that Client.start() began. The library starts no thread: it moves forward while
    somebody waits, be it for this response or for another one of the same client."""

    def __init__(self, client: ClientBase, actions: Sendable) -> None:
        self._library = client.library
        # A client that nobody else holds is not to be closed meanwhile.
        self._owner = client
        self._client = client._handle
        self._decoder = client._decoder
        self._started = time.monotonic()
        with self._client as owner:
            start = self._library.onoffice_client_start
            #: The library's object, by its address.
            self.pointer, documents = client._hand_over(start, owner, actions)
        self._documents = documents if _log.wants(_log.WARNING) else []
        self._handle = Handle(self._library, self.pointer, "onoffice_exchange_free", "exchange")
        self._response: Response | None = None

    def __repr__(self) -> str:
        given_up = self._response is None and self._handle.closed
        state = "given up" if given_up else "finished" if self.done else "under way"
        return f"<libonoffice.Exchange {state}>"

    @property
    def done(self) -> bool:
        """Whether it is over; it does not wait, and moves nothing forward."""
        with self._handle.lock:
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
                # The response is a part of the exchange, which goes when nobody reads it any more.
                owner = self._handle.hand_over()
                free = self._library.onoffice_exchange_free
                self._response = Response(Owned(self._library, answer, free, owner), self._decoder)
                _log.call(self._documents, self._response, self._started)
        return self._response

    def cancel(self) -> None:
        """Ends it, if it is not over: its response is then a CancelledError."""
        with self._handle.lock:
            if not self._handle.closed:
                with self._handle as pointer:
                    self._library.number("onoffice_exchange_cancel", pointer)

    def close(self) -> None:
        """Gives it up, if nobody has its response yet."""
        with self._handle.lock:
            if self._response is None:
                self._handle.close()

    def _wait(self, until: float | None) -> None:
        state, poll = self._library.onoffice_exchange_state, self._library.onoffice_client_poll
        with self._client as client, self._handle as pointer:
            while state(pointer) != _FINISHED:
                pause = SLICE_MS
                if until is not None:
                    left = until - time.monotonic()
                    if left <= 0:
                        raise OnOfficeTimeoutError("the request is not over yet")
                    pause = min(pause, int(left * 1000) + 1)
                poll(client, pause)
