"""A walk over the pages of a list, as the library does it."""

from __future__ import annotations

import json

from . import _log
from ._action import Action, encode
from ._errors import ArgumentError
from ._handle import Owned
from ._job import Job
from ._numbers import whole
from ._query import listed, page_rule
from ._response import Response
from ._result import Result
from ._status import Status
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from ._base import ClientBase


class Walk(Job):
    """Fetches pages ahead, and hands out their results in order.

    Args:
        client: whose list it is.
        action: the list, without limits.
        limit: records wanted in all; None for all there are.
        offset: the first record wanted.
        page_size: records of a page; None for the most that the call hands out.
        ahead: pages to keep under way or ready; 0 for as many as there are connections.

    Raises:
        ArgumentError: there is no such walk; nothing was sent.
    """

    def __init__(
        self,
        client: ClientBase,
        action: Action,
        limit: int | None,
        offset: int,
        page_size: int | None,
        ahead: int,
    ) -> None:
        size = 0 if page_size is None else whole("page_size", page_size, 1)
        whole("ahead", ahead)
        #: What is walked over: "read estate".
        self.name = f"{action.verb.rpartition(':')[2]} {action.resource_type}"
        rule = page_rule(client.library, action.verb, action.resource_type, action.resource_id)
        asked = listed(rule, action.parameters or {}, limit, offset)
        self._document = encode(
            Action(action.verb, action.resource_type, asked, action.resource_id)
        )
        begin = client.library.onoffice_client_pages
        super().__init__(
            client,
            "pages",
            "walk",
            lambda owner: begin(owner, self._document, len(self._document), size, ahead),
        )
        self._total: int | None = None
        self._trace: dict[str, Any] = {}
        self._first: Response | None = None
        if self.is_ready:
            self._begin_at_once()

    def __repr__(self) -> str:
        return f"{self.name}: {self.total} records"

    @property
    def is_ready(self) -> bool:
        with self._handle as pointer:
            return self._library.number("onoffice_pages_ready", pointer) != 0

    @property
    def total(self) -> int | None:
        """How many records it hands out in all, by what the latest page told."""
        with self._handle.lock:
            if not self._handle.closed:
                with self._handle as pointer:
                    total = self._library.number("onoffice_pages_total", pointer)
                self._total = None if total < 0 else total
            return self._total

    @property
    def trace(self) -> dict[str, Any]:
        """How it went so far: see Pages.trace."""
        with self._handle.lock:
            if not self._handle.closed:
                with self._handle as pointer:
                    told = self._library.document("onoffice_pages_trace", pointer)
                self._trace = json.loads(told or b"{}")
            return self._trace

    def take(self) -> Result | None:
        """The next page, for which one waits if it is not there; None at the end.

        Raises:
            OnOfficeError: the page failed, and with it the walk.
        """
        response, self._first = self._first, None
        if response is None and not self.closed:
            response = self._next()
        if response is None:
            self.end()
        elif response.status:
            self.end()
            response.raise_for_error()
        return response.results[0] if response else None

    def end(self) -> None:
        """Closes a walk that is over, and tells the log what deserves a look."""
        trace = self.trace
        self.close()
        for warning in trace.get("warnings", []):
            _log.warn(self.name, warning)

    def close(self) -> None:
        self._trace, self._total = self.trace, self.total
        super().close()

    def _begin_at_once(self) -> None:
        """Looks at a walk that has no page to wait for: it is over, or there is none."""
        self._first = self._next()
        if self._first is None:
            self.close()
        elif self._first.status == Status.ARGUMENT:
            self.close()
            raise ArgumentError(self._first.message, response=self._first)

    def _next(self) -> Response | None:
        library = self._library
        with self.client._handle, self._handle as pointer:
            self.wait(pointer)
            answer = library.onoffice_pages_next(pointer)
        if not answer:
            return None
        owned = Owned(library, answer, library.onoffice_response_free, answer)
        response = Response(owned, self.client._decoder)
        _log.call([self._document], response, None)
        return response
