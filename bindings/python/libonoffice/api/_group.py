"""What the modules of calls have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from .._calls import Calls

Outcome = TypeVar("Outcome")


class Group(Generic[Outcome]):
    """The calls of one module, made through a client or a batch.

    What is None is not sent. Parameters that no method names are passed on as they are, None as
    null: the API may have learnt them since, and fields of an address are given this way.
    """

    __slots__ = ("_calls",)

    def __init__(self, calls: Calls[Outcome]) -> None:
        self._calls = calls

    def _call(
        self,
        verb: str,
        resource_type: str,
        resource_id: str | int | None,
        identifier: str | None,
        given: Mapping[str, Any],
        others: Mapping[str, Any],
    ) -> Outcome:
        asked = {name: value for name, value in given.items() if value is not None}
        return self._calls.call(
            verb,
            resource_type,
            {**asked, **others},
            resource_id=resource_id,
            identifier=identifier,
        )
