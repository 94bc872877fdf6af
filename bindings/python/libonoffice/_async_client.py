"""The client on asyncio, without threads."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Iterable
from types import TracebackType
from typing import Any

from ._action import Action
from ._async_pages import AsyncPages
from ._base import ClientBase
from ._batch import AsyncBatch
from ._calls import Calls
from ._errors import ArgumentError, CancelledError, OutOfMemoryError
from ._flight import Flight
from ._response import Response
from ._result import Result
from ._typing import TYPE_CHECKING
from ._upload import steps
from ._walk import Walk

if TYPE_CHECKING:
    from ._base import Sendable
    from ._filter import FilterLike
    from ._query import Sort
    from ._upload import Progress, Source


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
        filter: FilterLike | None = None,
        sort: Sort | None = None,
        limit: int | None = None,
        offset: int = 0,
        page_size: int | None = None,
        ahead: int = 4,
        verb: str = "read",
        resource_id: str | int | None = "",
        **others: Any,
    ) -> AsyncPages:
        """All records of a list, for ``async for``: see Client.iterate()."""
        walk = Walk(verb, resource_type, resource_id, data, filter, sort, others)
        return AsyncPages(self, walk, walk.plan(limit, page_size, offset), ahead)

    async def upload(
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
        """Uploads a file and attaches it to a record: see Client.upload(). The file is read by
        the loop's thread, a block at a time."""
        walk = steps(source, module, record_id, name, block_size, progress, others)
        action = next(walk)
        while True:
            result = await self._submit(action)
            try:
                action = walk.send(result)
            except StopIteration as end:
                last: Result = end.value
                return last

    async def close(self) -> None:
        """Ends what is under way with a CancelledError, and wipes the secrets. May be called
        again; every other call then raises ArgumentError."""
        for flight in self._waiting.values():
            flight.give_up()
            if not flight.future.done():
                flight.future.set_exception(CancelledError("the client was closed"))
                flight.future.exception()  # seen: nobody may be waiting for a page fetched ahead
        self._waiting.clear()
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

    def _watch(self) -> asyncio.AbstractEventLoop:
        """Lets the running loop watch the library's descriptor."""
        loop = asyncio.get_running_loop()
        if loop is self._loop and self._process == os.getpid():
            return loop
        if self._loop is not None and self._process == os.getpid() and not self._loop.is_closed():
            raise ArgumentError("an AsyncClient belongs to one event loop; make one for each")
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
        """Wakes those whose exchange is over."""
        following = self._library.onoffice_client_next
        while True:
            pointer = following(client)
            if not pointer:
                return
            flight = self._waiting.pop(pointer, None)
            if flight is not None and not flight.future.done():
                flight.future.set_result(None)
