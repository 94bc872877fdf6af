"""A request that is under way."""

from __future__ import annotations

import time

from . import _log
from ._decoder import Decoder
from ._handle import Handle, Unsharable
from ._library import Library
from ._request import Request
from ._response import Response


class Exchange(Unsharable):
    """A request that Client.start() began."""

    def __init__(
        self, library: Library, client: Handle, request: Request, decoder: Decoder
    ) -> None:
        started = time.monotonic()
        with client as owner, request._handle as pointer:
            answer = library.handle("onoffice_client_send", owner, pointer)
            self._response = Response.own(library, answer, decoder)
        _log.call(request, self._response, started)

    def response(self) -> Response:
        self._response.raise_for_failure()
        return self._response

    def close(self) -> None:
        pass
