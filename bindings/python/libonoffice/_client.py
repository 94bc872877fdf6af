"""The client: credentials, settings and kept connections."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from types import TracebackType

from . import _log
from ._action import Action
from ._base import ClientBase
from ._calls import Calls
from ._exchange import Exchange, wait
from ._handle import Owned
from ._response import Response
from ._result import Result
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from ._base import Sendable
    from ._batch import Batch
    from ._filter import FilterLike
    from ._pages import Pages
    from ._query import Sort
    from ._upload import Progress, Source


class Client(ClientBase, Calls[Result]):
    """A client of the onOffice enterprise API for one API user.

    May be used by several threads at once, and in a child after fork(). Use it as a context manager
    or close() it; one that is dropped is closed as well and its secrets wiped.

    Args:
        token: 32 characters, from the API user in enterprise. Default: ONOFFICE_TOKEN.
        secret: 64 characters, its other half. Default: ONOFFICE_SECRET.
        library: file to load instead of the one that is found.
        parse_int, parse_float: called with the text of a number when results are decoded, for
            example decimal.Decimal; by default numbers are int and float. (Most numbers of the
            API are texts, and stay so.)
        options: every option of the library by its name, None for its default. Among them:
            url (default: ONOFFICE_URL, then https://api.onoffice.de/api/), api_version ("stable" or
            "latest"), connect_timeout_ms (milliseconds, 10000), timeout_ms (milliseconds for the
            whole call, 120000), response_limit (bytes), proxy, ca_file (default:
            ONOFFICE_CA_FILE, then the system's), tls_verify_peer, tls_verify_host, user_agent,
            extended_claim (the marketplace's apiClaim), allow_http. All of them:
            ``client.options.keys()``.

    Raises:
        ArgumentError: no usable credentials, an unknown option, or a value it does not take.
        LibraryNotFoundError: no usable library.
    """

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def send(self, actions: Sendable) -> Response:
        """Sends several actions in one request and returns what came of each.

        Some may fail while others succeed, so check the results one by one: result.ok, or
        result.raise_for_error(). There is no transaction.

        Args:
            actions: Actions, mappings by the API's names, or JSON texts; or a Request.

        Raises:
            OnOfficeError: the request as a whole failed; its class says how. The error's response
                holds what there is.
            KeyboardInterrupt: Ctrl+C during the call; the request is given up.
        """
        library = self._library
        started = time.monotonic()
        with self._handle as client:
            if threading.current_thread() is threading.main_thread():
                start = library.onoffice_client_start
                exchange, documents = self._hand_over(start, client, actions)
                answer = wait(library, client, exchange)
                owned = Owned(library, answer, library.onoffice_exchange_free, exchange)
            else:
                # Signals are the main thread's: here the library may wait as long as it takes.
                send = library.onoffice_client_send
                answer, documents = self._hand_over(send, client, actions)
                owned = Owned(library, answer, library.onoffice_response_free, answer)
        response = Response(owned, self._decoder)
        _log.call(documents, response, started)
        response.raise_for_failure()
        return response

    def start(self, actions: Sendable) -> Exchange:
        """Begins what send() does and does not wait: many requests at once from one thread.

        ``exchanges = [client.start(action) for action in actions]``, then
        ``for exchange in exchanges: exchange.response()``.
        """
        return Exchange(self, actions)

    def batch(self) -> Batch:
        """Collects calls that travel in one request: see Batch."""
        from ._batch import Batch  # here and below, for what is not always wanted

        return Batch(self)

    def iterate(
        self,
        resource_type: str,
        *,
        data: Iterable[str] | None = None,
        filter: FilterLike | None = None,
        sort: Sort | None = None,
        limit: int | None = None,
        offset: int = 0,
        page_size: int | None = None,
        ahead: int = 4,
        verb: str = "read",
        resource_id: str | int | None = "",
        **others: Any,
    ) -> Pages:
        """All records of a list, page by page; pages that come next are fetched ahead.

        ``for estate in client.iterate("estate", data=["Id", "ort"], sort="Id"): ...``

        The API keeps no snapshot: records that come or go while you walk shift the later pages,
        so sort by something that does not change.

        Args:
            resource_type, data, filter, sort, others: see read().
            limit: records wanted at most, over all pages; no more than these are fetched.
            offset: the first record, from 0.
            page_size: records per page; by default the most that the call hands out, mostly 500.
            ahead: pages that are asked for before they are wanted.
            verb, resource_id: for lists that are no plain read:
                ``iterate("file", verb="get", resource_id="estate", estateid=12)``.

        Raises:
            ArgumentError: parameters that make no sense; nothing was sent. While walking, whatever
                made a page fail: never a silent end.
        """
        from ._pages import Pages
        from ._walk import Walk

        walk = Walk(verb, resource_type, resource_id, data, filter, sort, others)
        return Pages(self, walk, walk.plan(limit, page_size, offset), ahead)

    def upload(
        self,
        source: Source,
        module: str,
        record_id: int | str | None,
        *,
        name: str | None = None,
        block_size: int = 1 << 20,
        progress: Progress = None,
        **others: Any,
    ) -> Result:
        """Uploads a file and attaches it to a record. Its number is ``records[0]["fileId"]``.

        ``client.upload("haus.jpg", "estate", 4711, Art="Foto", title="Ansicht")``

        Args:
            source: a path, bytes, or a file that is open for reading; no more than a block of it
                is in memory.
            module: "estate", "address", "agentsLog" or "task"; "tmpUpload" for later use.
            record_id: number of the record; None for "tmpUpload".
            name: name of the file; default: that of the path.
            block_size: bytes per request.
            progress: called after each block with the bytes that were sent so far.
            others: more parameters by the API's names: Art (for estates), title, freetext,
                documentAttribute, position, ...

        Raises:
            OSError: the file cannot be read.
            OnOfficeError: a step failed; what was uploaded until then belongs to no record.
        """
        from ._upload import steps

        walk = steps(source, module, record_id, name, block_size, progress, others)
        action = next(walk)
        while True:
            try:
                action = walk.send(self._submit(action))
            except StopIteration as end:
                result: Result = end.value
                return result

    def close(self) -> None:
        """Wipes the secrets. Calls under way in other threads end first; cancel() hurries them.
        May be called again; every other call then raises ArgumentError."""
        self._handle.close()

    def _submit(self, action: Action) -> Result:
        return self.send(action)._only()
