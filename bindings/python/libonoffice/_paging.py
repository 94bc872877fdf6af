"""Which pages of a list to ask for next: the plan of a walk over all pages, without any I/O."""

from __future__ import annotations

from typing import NamedTuple

from ._errors import ArgumentError, ProtocolError
from ._query import PageRule


class Window(NamedTuple):
    """One page: its first record, and how many."""

    offset: int
    size: int


class PagePlan:
    """The windows of a walk, in order.

    The first page tells how many records there are; those after it may then be asked for at the
    same time. Where the API does not count, a page that is not full is the last.

    Args:
        rule: how the call hands out its pages.
        limit: records wanted at most; None for all.
        page_size: records per page; None for the largest the call knows.
        offset: the first record wanted.
    """

    def __init__(
        self, rule: PageRule, limit: int | None, page_size: int | None, offset: int = 0
    ) -> None:
        most = rule.most or 500
        size = most if page_size is None else page_size
        for name, value, least in (("limit", limit, 0), ("offset", offset, 0), ("size", size, 1)):
            if value is not None and (
                isinstance(value, bool) or not isinstance(value, int) or value < least
            ):
                raise ArgumentError(f"{name} must be a number of records, not {value!r}")
        if size > most:
            raise ArgumentError(f"page_size {size}: the API hands out {most} records at most")
        self.rule = rule
        self._size = size
        self._first = self._position = offset
        self._bound = None if limit is None else offset + limit
        self._end = offset if limit == 0 else None
        self._counted = False
        self._in_flight = 0

    @property
    def total(self) -> int | None:
        """Records the walk hands out by what the latest page told; None if that is not known."""
        return None if self._end is None else max(0, self._end - self._first)

    def next(self) -> Window | None:
        """The next window to ask for; None if there is none, or none before another page came."""
        if self._in_flight and not self._counted:
            return None
        if self._end is not None and self._position >= self._end:
            return None
        # A whole page even where fewer records are left: there may be more of them by now.
        size = self._size
        if self._bound is not None:
            size = min(size, self._bound - self._position)
        if size <= 0:
            return None
        window = Window(self._position, size)
        self._position += size
        self._in_flight += 1
        return window

    def learn(self, window: Window, rows: int, total: int | None) -> None:
        """Takes note of a page that came: its rows, and how many records the API counts in all.

        Raises:
            ProtocolError: there may be more records than this call can hand out, or there are
                fewer than the API counts.
        """
        self._in_flight -= 1
        reached = window.offset + rows
        if not self.rule.offset:
            self._check_whole(window, rows)
            self._bound = self._end = reached
            self._position = max(self._position, reached)
        elif total is not None and total >= reached:
            # The latest count holds: records come and go while one walks over them.
            self._counted = True
            self._end = total if self._bound is None else min(total, self._bound)
            # Short pages are let pass, for records go while one walks; but who believed a count
            # that is no more than a number would ask for empty pages without end.
            if not rows and self._end > window.offset + window.size:
                raise ProtocolError(
                    f"the API counts {total} records, but has none from {window.offset} on"
                )
        elif rows < window.size:
            self._end = reached

    def stop(self) -> None:
        """Asks for nothing any more."""
        self._bound = self._position

    def _check_whole(self, window: Window, rows: int) -> None:
        if self.rule.limit and self._bound is None and rows >= window.size:
            raise ProtocolError(
                f"the API hands out {window.size} of these records and no page after them: "
                "narrow the filter, or pass limit= to be content with them"
            )
