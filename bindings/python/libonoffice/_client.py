"""The client: credentials, settings and kept connections."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping
from types import TracebackType

from . import _log
from ._action import Action
from ._base import ClientBase
from ._calls import Calls
from ._exchange import Exchange, wait
from ._handle import Owned
from ._response import Response
from ._result import Result
from ._typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from typing import Any

    from ._action import ActionLike
    from ._base import Sendable
    from ._batch import Batch
    from ._files import Source, Target
    from ._filter import FilterLike
    from ._pages import Pages
    from ._query import Sort
    from ._transfer import Progress


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
        filter: FilterLike | Mapping[str, Any] | None = None,
        sort: Sort | None = None,
        limit: int | None = None,
        offset: int = 0,
        page_size: int | None = None,
        ahead: int = 0,
        verb: str = "read",
        resource_id: str | int | None = "",
        **others: Any,
    ) -> Pages:
        """All records of a list, page by page; pages that come next are fetched ahead.

        ``for estate in client.iterate("estate", data=["Id", "ort"], sort="Id"): ...``

        The API keeps no snapshot: records that come or go while you walk shift the later pages,
        so sort by something that does not change.

        Args:
            resource_type, data, filter, sort, others: see read(). A filter that is no read's is
                sent as it is: appointmentList has one of its own kind.
            limit: records wanted at most, over all pages; no more than these are fetched.
            offset: the first record, from 0.
            page_size: records per page; by default the most that the call hands out, mostly 500.
            ahead: pages to keep under way or ready; 0 for as many as there are connections
                (max_connections). They are what the walk takes in memory.
            verb, resource_id: for lists that are no plain read:
                ``iterate("file", verb="get", resource_id="estate", estateid=12)``.

        Raises:
            ArgumentError: parameters that make no sense; nothing was sent. While walking, whatever
                made a page fail: never a silent end. So LimitError, behind the last record that the
                API hands out, where it has more (tasks, appointments).
        """
        from ._pages import Pages
        from ._query import parameters
        from ._walk import Walk

        asked = parameters(data, filter, sort, others, verb)
        action = Action(verb, resource_type, asked, resource_id)
        return Pages(Walk(self, action, limit, offset, page_size, ahead))

    def upload(
        self,
        source: Source | None,
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
                is in memory. None for a link: ``url="https://..."``.
            module: "estate", "address", "agentsLog" or "task"; "tmpUpload" for later use.
            record_id: number of the record; None for "tmpUpload".
            name: name of the file; default: that of the path.
            block_size: bytes per request, at most 64 MiB.
            progress: called now and then with the bytes that the API has accepted so far.
            others: more parameters by the API's names: Art (for estates), title, freetext,
                documentAttribute, position, ...

        Raises:
            OSError: the file cannot be read; a FileError if that came out on the way.
            OnOfficeError: a step failed; what was uploaded until then belongs to no record.
            KeyboardInterrupt: Ctrl+C meanwhile; the upload is given up.
        """
        from ._files import name_of, source_of
        from ._transfer import upload

        name = name or name_of(source)
        with source_of(source) as place:
            carried = upload(self, place, module, record_id, name, block_size, progress, others)
            carried.land()
            return carried.response().results[0]

    @overload
    def download(
        self, action: ActionLike, to: None = None, *, progress: Progress = None
    ) -> bytes: ...
    @overload
    def download(self, action: ActionLike, to: Target, *, progress: Progress = None) -> Result: ...
    def download(
        self, action: ActionLike, to: Target | None = None, *, progress: Progress = None
    ) -> bytes | Result:
        """Fetches the file that the API hands out within an answer, decoded while it arrives.

        ``photo = client.download(Action("read", "userphoto", resource_id=17))``

        Args:
            action: a read or get whose answer has one file: see download_file() and
                download_pdf() for the usual ones.
            to: a path, or a file that is open for writing; no more than a block of it is in
                memory. At a path it appears when it is complete. None for bytes.
            progress: called now and then with the bytes that have arrived so far.

        Returns:
            The bytes; or, if they were written, the rest of what the API sent.

        Raises:
            OSError: the file cannot be written; a FileError if the library says so.
            ProtocolError: there is no file in the answer, or a damaged one.
            OnOfficeError: whatever failed. Nothing is left at a path then.
            KeyboardInterrupt: Ctrl+C meanwhile; the download is given up.
        """
        from ._files import target_of
        from ._transfer import download

        with target_of(to) as place:
            carried = download(self, place, action, progress)
            carried.land()
            content = carried.content() if to is None else b""
            response = carried.response()
        return content if to is None else response.results[0]

    @overload
    def download_file(
        self,
        module: str,
        record_id: int | str,
        file_id: int | str,
        to: None = None,
        *,
        progress: Progress = None,
        **others: Any,
    ) -> bytes: ...
    @overload
    def download_file(
        self,
        module: str,
        record_id: int | str,
        file_id: int | str,
        to: Target,
        *,
        progress: Progress = None,
        **others: Any,
    ) -> Result: ...
    def download_file(
        self,
        module: str,
        record_id: int | str,
        file_id: int | str,
        to: Target | None = None,
        *,
        progress: Progress = None,
        **others: Any,
    ) -> bytes | Result:
        """Fetches a file of an estate or address: see download().

        ``client.download_file("estate", 4711, 42, "haus.jpg")``. Which files there are:
        ``client.iterate("file", verb="get", resource_id="estate", estateid=4711)``.
        """
        from ._transfer import file_action

        action = file_action(module, record_id, file_id, others)
        return self.download(action, to, progress=progress)

    @overload
    def download_pdf(
        self,
        estate_id: int | str,
        template: str,
        to: None = None,
        *,
        progress: Progress = None,
        **others: Any,
    ) -> bytes: ...
    @overload
    def download_pdf(
        self,
        estate_id: int | str,
        template: str,
        to: Target,
        *,
        progress: Progress = None,
        **others: Any,
    ) -> Result: ...
    def download_pdf(
        self,
        estate_id: int | str,
        template: str,
        to: Target | None = None,
        *,
        progress: Progress = None,
        **others: Any,
    ) -> bytes | Result:
        """Makes an exposé of an estate and fetches it: see download().

        Args:
            estate_id: number of the estate.
            template: identifier of the template, from
                ``client.get("templates", {"type": "pdf"})``.
            to, progress: see download().
            others: more parameters by the API's names: language, addressids, ...
        """
        from ._transfer import pdf_action

        action = pdf_action(estate_id, template, others)
        return self.download(action, to, progress=progress)

    def close(self) -> None:
        """Wipes the secrets. Calls under way in other threads end first; cancel() hurries them.
        May be called again; every other call then raises ArgumentError."""
        self._handle.close()

    def _submit(self, action: Action) -> Result:
        return self.send(action)._only()
