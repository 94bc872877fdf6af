"""All records of a list, whose pages are fetched ahead."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator

from ._frame import dataframe
from ._record import Record
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    import pandas

    from ._result import Result
    from ._walk import Walk


class Pages(Iterator[Record]):
    """The records, one after another; made by Client.iterate(). It can be walked over once.

    len() and total fetch the first page if it is not there yet.
    """

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._turn = threading.RLock()  # one thread at a time, and signal handlers
        self._next: Result | None = None  # fetched for its count, and not begun
        self._records: deque[Record] = deque()
        self._begun = False

    def __repr__(self) -> str:
        return f"<libonoffice.Pages {self._walk!r}>"

    def __next__(self) -> Record:
        with self._turn:
            while True:
                # Not asked before whether there is one: a signal handler may take it meanwhile,
                # or add those of a page.
                try:
                    return self._records.popleft()
                except IndexError:
                    pass
                result = self._fetch()
                if result is not None:
                    self._records.extend(result.records)
                elif not self._records:
                    raise StopIteration

    def __len__(self) -> int:
        """How many records the whole walk hands out. TypeError where the API does not count."""
        if self.total is None:
            raise TypeError(f"the API does not count the records of {self._walk.name}")
        return self.total

    def __length_hint__(self) -> int:
        return self._walk.total or 0

    @property
    def total(self) -> int | None:
        """How many records the whole walk hands out, limit and offset taken into account; None
        where the API does not count."""
        with self._turn:
            if not self._begun:
                self._next = self._fetch()
        return self._walk.total

    @property
    def trace(self) -> dict[str, Any]:
        """How the walk went so far: {"pages", "records", "sorted", "first_count", "last_count",
        "short_pages", "duplicates", "duplicate_ids", "warnings"}. The warnings are a list of texts,
        and told to the logger "libonoffice" when the walk ends."""
        return self._walk.trace

    def results(self) -> Iterator[Result]:
        """The pages that are left, each as a Result; records of one that was begun are left out."""
        while True:
            with self._turn:
                self._records.clear()
                result = self._fetch()
            if result is None:
                return
            yield result

    def to_dataframe(self) -> pandas.DataFrame:
        """The records that are left, as a pandas.DataFrame: see Result.to_dataframe()."""
        return dataframe(self)

    def close(self) -> None:
        """Gives up the pages that are under way; the walk is over. From any thread."""
        self._walk.close()
        self._next = None
        self._records.clear()

    def _fetch(self) -> Result | None:
        """The next page; None if there is none."""
        self._begun = True
        result, self._next = self._next, None
        if result is not None:
            return result
        try:
            return self._walk.take()
        except BaseException:
            self._walk.close()
            raise
