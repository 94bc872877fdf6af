"""A walk over a list, as the actions that fetch its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ._action import Action
from ._errors import ArgumentError
from ._paging import PagePlan, Window
from ._query import page_rule, parameters
from ._result import Result
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from ._filter import FilterLike
    from ._query import Sort


class Walk:
    """What is asked for, without the limits of a page."""

    def __init__(
        self,
        verb: str,
        resource_type: str,
        resource_id: str | int | None,
        data: Iterable[str] | None,
        filter: FilterLike | None,
        sort: Sort | None,
        others: Mapping[str, Any],
    ) -> None:
        self._verb = verb
        self._resource_type = resource_type
        self._resource_id = resource_id
        self._parameters = parameters(data, filter, sort, others)
        self._rule = page_rule(verb, resource_type, resource_id)
        for name in (self._rule.limit, self._rule.offset):
            if name in self._parameters:
                raise ArgumentError(f"{name} is set page by page: say limit= or page_size=")

    def __repr__(self) -> str:
        return f"{self._verb} {self._resource_type}"

    def plan(self, limit: int | None, page_size: int | None, offset: int) -> PagePlan:
        """The plan of its pages."""
        return PagePlan(self._rule, limit, page_size, offset)

    def action(self, window: Window) -> Action:
        """The action that fetches a page."""
        limits = {}
        if self._rule.limit:
            limits[self._rule.limit] = window.size
        if self._rule.offset:
            limits[self._rule.offset] = window.offset
        return Action(
            self._verb, self._resource_type, {**self._parameters, **limits}, self._resource_id
        )

    @staticmethod
    def learn(plan: PagePlan, window: Window, result: Result) -> None:
        """Tells the plan what came of a page."""
        plan.learn(window, len(result.records), result.total)
