"""A request that an event loop waits for."""

from __future__ import annotations

import asyncio
import time

from . import _log
from ._decoder import Decoder
from ._handle import Owned
from ._library import Library
from ._response import Response


class Flight:
    """An exchange of the library, and the future that is done when it is over.

    Nobody needs to land it: one that is dropped is given up.
    """

    __slots__ = ("_documents", "_library", "_started", "future", "pointer")

    def __init__(
        self,
        library: Library,
        pointer: int,
        documents: list[bytes],
        future: asyncio.Future[None],
    ) -> None:
        self._library = library
        self._started = time.monotonic()
        self._documents = documents if _log.wants(_log.WARNING) else []
        #: The exchange; 0 when it has gone.
        self.pointer = pointer
        self.future = future

    def __del__(self) -> None:
        self.give_up()

    def give_up(self) -> None:
        """Frees the exchange, and cancels it if it is not over."""
        pointer, self.pointer = self.pointer, 0
        if pointer:
            self._library.onoffice_exchange_free(pointer)

    def response(self, decoder: Decoder) -> Response:
        """The response of a flight that is over, which takes the exchange along."""
        library = self._library
        pointer, self.pointer = self.pointer, 0
        answer = library.onoffice_exchange_response(pointer)
        owned = Owned(library, answer, library.onoffice_exchange_free, pointer)
        response = Response(owned, decoder)
        _log.call(self._documents, response, self._started)
        return response
