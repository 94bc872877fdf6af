"""All records of a list on asyncio."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

from ._frame import dataframe
from ._record import Record
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    import pandas

    from ._async_client import AsyncClient
    from ._result import Result
    from ._walk import Walk


class AsyncPages(AsyncIterator[Record]):
    """The records, one after another; made by AsyncClient.iterate(). It can be walked over once.
    Several tasks may share it: each record goes to one of them."""

    def __init__(self, client: AsyncClient, walk: Walk) -> None:
        self._client = client
        self._walk = walk
        self._next: Result | None = None  # fetched for its count, and not begun
        self._records: Iterator[Record] = iter(())
        self._begun = False
        self._turn: asyncio.Lock | None = None

    def __repr__(self) -> str:
        return f"<libonoffice.AsyncPages {self._walk!r}>"

    def __length_hint__(self) -> int:
        return self._walk.total or 0

    async def __anext__(self) -> Record:
        while True:
            for record in self._records:
                return record
            async with self._lock():
                for record in self._records:  # of a page that another task has fetched meanwhile
                    return record
                result = await self._fetch()
                if result is None:
                    raise StopAsyncIteration
                self._records = iter(result.records)

    async def total(self) -> int | None:
        """How many records the whole walk hands out; fetches the first page if need be. None
        where the API does not count."""
        async with self._lock():
            if not self._begun:
                self._next = await self._fetch()
        return self._walk.total

    @property
    def trace(self) -> dict[str, Any]:
        """How the walk went so far: see Pages.trace."""
        return self._walk.trace

    async def results(self) -> AsyncIterator[Result]:
        """The pages that are left, each as a Result; records of one that was begun are left out."""
        while True:
            async with self._lock():
                self._records = iter(())
                result = await self._fetch()
            if result is None:
                return
            yield result

    async def to_dataframe(self) -> pandas.DataFrame:
        """The records that are left, as a pandas.DataFrame: see Result.to_dataframe()."""
        return dataframe([record async for record in self])

    def close(self) -> None:
        """Gives up the pages that are under way; the walk is over. A task that waits for one gets
        a CancelledError."""
        self._walk.close()
        self._next, self._records = None, iter(())
        self._client.look_around()

    def _lock(self) -> asyncio.Lock:
        """Lets one task at a time fetch a page."""
        if self._turn is None:
            self._turn = asyncio.Lock()  # not before: Python 3.9 binds it to a loop at once
        return self._turn

    async def _fetch(self) -> Result | None:
        """The next page; None if there is none."""
        self._begun = True
        result, self._next = self._next, None
        if result is not None or self._walk.closed:
            return result
        try:
            await self._client.settle(self._walk)
            return self._walk.take()
        except BaseException:
            self._walk.close()
            raise
        finally:
            self._client.look_around()
