"""The client on asyncio, without threads."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterable, Mapping
from types import TracebackType
from typing import Any

from ._action import Action
from ._async_pages import AsyncPages
from ._base import ClientBase
from ._batch import AsyncBatch
from ._calls import Calls
from ._errors import ArgumentError, CancelledError, OutOfMemoryError
from ._flight import Flight
from ._query import parameters
from ._response import Response
from ._result import Result
from ._typing import TYPE_CHECKING, overload
from ._walk import Walk

if TYPE_CHECKING:
    from ._action import ActionLike
    from ._base import Sendable
    from ._files import Source, Target
    from ._filter import FilterLike
    from ._job import Job
    from ._query import Sort
    from ._transfer import Progress, Transfer


class AsyncClient(ClientBase, Calls[Coroutine[Any, Any, Result]]):
    """What Client is, to be awaited: the same arguments, options and calls.

        async with AsyncClient() as client:
            estate = await client.read("estate", 4711, data=["ort"])

    The library's sockets are watched by the event loop (any that has add_reader(), uvloop
    included). Any number of calls may be awaited at the same time; those beyond max_connections
    wait their turn. To cancel a task is to cancel its request. It belongs to one loop, until that
    is closed.
    """

    # No __init__ of its own: arguments that are handed on would be locals, which tracebacks show.
    _loop: asyncio.AbstractEventLoop | None = None
    _process = 0
    _descriptor = -1

    def _prepare(self) -> None:
        self._waiting: dict[int, Flight] = {}
        self._jobs: dict[asyncio.Future[None], tuple[Job, bool]] = {}

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def send(self, actions: Sendable) -> Response:
        """Sends several actions in one request and returns what came of each: see Client.send()."""
        return await self.land(self.launch(actions))

    def batch(self) -> AsyncBatch:
        """Collects calls that travel in one request: see AsyncBatch."""
        return AsyncBatch(self)

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
    ) -> AsyncPages:
        """All records of a list, for ``async for``: see Client.iterate()."""
        asked = parameters(data, filter, sort, others, verb)
        action = Action(verb, resource_type, asked, resource_id)
        return AsyncPages(self, Walk(self, action, limit, offset, page_size, ahead))

    async def upload(
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
        """Uploads a file and attaches it to a record: see Client.upload(). The file is read by
        the loop's thread, a block at a time."""
        from ._files import name_of, source_of
        from ._transfer import upload

        name = name or name_of(source)
        with source_of(source) as place:
            carried = upload(self, place, module, record_id, name, block_size, progress, others)
            await self._carry(carried)
            return carried.response().results[0]

    @overload
    async def download(
        self, action: ActionLike, to: None = None, *, progress: Progress = None
    ) -> bytes: ...
    @overload
    async def download(
        self, action: ActionLike, to: Target, *, progress: Progress = None
    ) -> Result: ...
    async def download(
        self, action: ActionLike, to: Target | None = None, *, progress: Progress = None
    ) -> bytes | Result:
        """Fetches the file that the API hands out within an answer: see Client.download(). It is
        written by the loop's thread, piece by piece."""
        from ._files import target_of
        from ._transfer import download

        with target_of(to) as place:
            carried = download(self, place, action, progress)
            await self._carry(carried)
            content = carried.content() if to is None else b""
            response = carried.response()
        return content if to is None else response.results[0]

    @overload
    async def download_file(
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
    async def download_file(
        self,
        module: str,
        record_id: int | str,
        file_id: int | str,
        to: Target,
        *,
        progress: Progress = None,
        **others: Any,
    ) -> Result: ...
    async def download_file(
        self,
        module: str,
        record_id: int | str,
        file_id: int | str,
        to: Target | None = None,
        *,
        progress: Progress = None,
        **others: Any,
    ) -> bytes | Result:
        """Fetches a file of an estate or address: see Client.download_file()."""
        from ._transfer import file_action

        action = file_action(module, record_id, file_id, others)
        return await self.download(action, to, progress=progress)

    @overload
    async def download_pdf(
        self,
        estate_id: int | str,
        template: str,
        to: None = None,
        *,
        progress: Progress = None,
        **others: Any,
    ) -> bytes: ...
    @overload
    async def download_pdf(
        self,
        estate_id: int | str,
        template: str,
        to: Target,
        *,
        progress: Progress = None,
        **others: Any,
    ) -> Result: ...
    async def download_pdf(
        self,
        estate_id: int | str,
        template: str,
        to: Target | None = None,
        *,
        progress: Progress = None,
        **others: Any,
    ) -> bytes | Result:
        """Makes an exposé of an estate and fetches it: see Client.download_pdf()."""
        from ._transfer import pdf_action

        action = pdf_action(estate_id, template, others)
        return await self.download(action, to, progress=progress)

    async def close(self) -> None:
        """Ends what is under way with a CancelledError, and wipes the secrets. May be called
        again; every other call then raises ArgumentError."""
        for flight in self._waiting.values():
            flight.give_up()
            if not flight.future.done():
                flight.future.set_exception(CancelledError("the client was closed"))
                flight.future.exception()  # seen: nobody may be waiting for a page fetched ahead
        self._waiting.clear()
        for future in self._jobs:
            if not future.done():
                future.set_exception(CancelledError("the client was closed"))
        self._jobs.clear()
        if self._loop is not None and not self._loop.is_closed():
            self._loop.remove_reader(self._descriptor)
        self._loop = None
        self._handle.close()

    async def _submit(self, action: Action) -> Result:
        return (await self.send(action))._only()

    def launch(self, actions: Sendable) -> Flight:
        """Begins a request, for land()."""
        loop = self._watch()
        library = self._library
        with self._handle as client:
            pointer, documents = self._hand_over(library.onoffice_client_start, client, actions)
            flight = Flight(library, pointer, documents, loop.create_future())
            self._waiting[pointer] = flight
            self._collect(client)  # some are over at once
        return flight

    async def land(self, flight: Flight) -> Response:
        """Waits for what launch() began."""
        try:
            await flight.future
        except BaseException:
            self.give_up(flight)
            raise
        response = flight.response(self._decoder)
        response.raise_for_failure()
        return response

    def give_up(self, flight: Flight) -> None:
        """Cancels what launch() began, if it is not over."""
        self._waiting.pop(flight.pointer, None)
        flight.give_up()

    async def _carry(self, transfer: Transfer) -> None:
        """Waits for a transfer; gives it up if that is interrupted."""
        try:
            await self.settle(transfer, transfer.tick)
        except BaseException:
            transfer.close()
            raise
        finally:
            self.look_around()

    async def settle(self, job: Job, tick: Callable[[], object] | None = None) -> None:
        """Waits until a job has something to take; tick is called now and then.

        Raises:
            CancelledError: another task closed it, or the client.
        """
        if self._handle.closed:
            raise CancelledError("the client was closed")
        loop = self._watch()
        with self._handle as client:
            self._library.onoffice_client_poll(client, 0)
        self.look_around()
        while not (job.closed or job.is_ready):
            future: asyncio.Future[None] = loop.create_future()
            self._jobs[future] = (job, tick is not None)
            if tick is not None:
                tick()
            try:
                await future
            finally:
                self._jobs.pop(future, None)
        if job.closed:
            raise CancelledError("it was closed meanwhile")

    def look_around(self) -> None:
        """Wakes those for whom there is something now. What one call of the library moves forward
        may be anybody's, and the descriptor tells of it but once."""
        if not self._handle.closed:
            with self._handle as client:
                self._collect(client)

    def _watch(self) -> asyncio.AbstractEventLoop:
        """Lets the running loop watch the library's descriptor."""
        loop = asyncio.get_running_loop()
        if loop is self._loop and self._process == os.getpid():
            return loop
        if self._loop is not None and self._process == os.getpid() and not self._loop.is_closed():
            raise ArgumentError("an AsyncClient belongs to one event loop; make one for each")
        self._jobs.clear()
        self._waiting.clear()  # of a loop, or of a parent process, that is no more
        with self._handle as client:
            descriptor = self._library.number("onoffice_client_descriptor", client)
        if descriptor < 0:
            raise OutOfMemoryError("this process has no descriptor left")
        loop.add_reader(descriptor, self._ready)
        self._loop, self._process, self._descriptor = loop, os.getpid(), descriptor
        return loop

    def _ready(self) -> None:
        with self._handle as client:
            self._library.onoffice_client_poll(client, 0)
            self._collect(client)

    def _collect(self, client: int) -> None:
        """Wakes those whose exchange is over, or whose job has something to take."""
        following = self._library.onoffice_client_next
        while True:
            pointer = following(client)
            if not pointer:
                break
            flight = self._waiting.pop(pointer, None)
            if flight is not None and not flight.future.done():
                flight.future.set_result(None)
        for future, (job, is_ticking) in self._jobs.items():
            if not future.done() and (is_ticking or job.closed or job.is_ready):
                future.set_result(None)
