"""All records of a list, whose pages are fetched ahead."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ._exchange import Exchange
from ._frame import dataframe
from ._paging import PagePlan, Window
from ._record import Record
from ._walk import Walk

if TYPE_CHECKING:
    import pandas

    from ._client import Client


class Pages(Iterator[Record]):
    """The records, one after another; made by Client.iterate(). It can be walked over once.

    len() and total fetch the first page if it is not there yet.
    """

    def __init__(self, client: Client, walk: Walk, plan: PagePlan, ahead: int) -> None:
        self._client = client
        self._walk = walk
        self._plan = plan
        self._ahead = max(1, ahead)
        self._under_way: deque[tuple[Window, Exchange]] = deque()
        self._records: deque[Record] = deque()
        self._begun = False

    def __repr__(self) -> str:
        return f"<libonoffice.Pages {self._walk!r}: {self._plan.total} records>"

    def __next__(self) -> Record:
        while not self._records:
            if not self._fetch():
                raise StopIteration
        return self._records.popleft()

    def __len__(self) -> int:
        """How many records the whole walk hands out. TypeError where the API does not count."""
        if self.total is None:
            raise TypeError(f"the API does not count the records of {self._walk!r}")
        return self.total

    def __length_hint__(self) -> int:
        return len(self._records) if self._plan.total is None else self._plan.total

    @property
    def total(self) -> int | None:
        """How many records the whole walk hands out, limit and offset taken into account; None
        where the API does not count."""
        if not self._begun:
            self._fetch()
        return self._plan.total

    def to_dataframe(self) -> pandas.DataFrame:
        """The records that are left, as a pandas.DataFrame: see Result.to_dataframe()."""
        return dataframe(self)

    def close(self) -> None:
        """Gives up the pages that are under way; the walk is over."""
        while self._under_way:
            self._under_way.popleft()[1].close()
        self._records.clear()
        self._plan.stop()

    def _fetch(self) -> bool:
        """Takes in the next page; False if there is none."""
        self._begun = True
        self._ask()
        if not self._under_way:
            return False
        window, exchange = self._under_way.popleft()
        try:
            result = exchange.response().results[0]
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
            self._under_way.append((window, self._client.start(self._walk.action(window))))
