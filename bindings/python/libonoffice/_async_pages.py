"""All records of a list on asyncio."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from ._flight import Flight
from ._frame import dataframe
from ._paging import PagePlan, Window
from ._record import Record
from ._walk import Walk

if TYPE_CHECKING:
    import pandas

    from ._async_client import AsyncClient


class AsyncPages(AsyncIterator[Record]):
    """The records, one after another; made by AsyncClient.iterate(). It can be walked over once."""

    def __init__(self, client: AsyncClient, walk: Walk, plan: PagePlan, ahead: int) -> None:
        self._client = client
        self._walk = walk
        self._plan = plan
        self._ahead = max(1, ahead)
        self._under_way: deque[tuple[Window, Flight]] = deque()
        self._records: deque[Record] = deque()
        self._begun = False

    def __repr__(self) -> str:
        return f"<libonoffice.AsyncPages {self._walk!r}: {self._plan.total} records>"

    def __length_hint__(self) -> int:
        return len(self._records) if self._plan.total is None else self._plan.total

    async def __anext__(self) -> Record:
        while not self._records:
            if not await self._fetch():
                raise StopAsyncIteration
        return self._records.popleft()

    async def total(self) -> int | None:
        """How many records the whole walk hands out; fetches the first page if need be. None
        where the API does not count."""
        if not self._begun:
            await self._fetch()
        return self._plan.total

    async def to_dataframe(self) -> pandas.DataFrame:
        """The records that are left, as a pandas.DataFrame: see Result.to_dataframe()."""
        return dataframe([record async for record in self])

    def close(self) -> None:
        """Gives up the pages that are under way; the walk is over."""
        while self._under_way:
            self._client.give_up(self._under_way.popleft()[1])
        self._records.clear()
        self._plan.stop()

    async def _fetch(self) -> bool:
        """Takes in the next page; False if there is none."""
        self._begun = True
        self._ask()
        if not self._under_way:
            return False
        window, flight = self._under_way.popleft()
        try:
            result = (await self._client.land(flight)).results[0]
            result.raise_for_error()
            self._walk.learn(self._plan, window, result)
        except BaseException:
            self.close()  # what was fetched after a failing page must not look like a whole
            raise
        self._records.extend(result.records)
        self._ask()
        return True

    def _ask(self) -> None:
        while len(self._under_way) < self._ahead:
            window = self._plan.next()
            if window is None:
                return
            self._under_way.append((window, self._client.launch([self._walk.action(window)])))
