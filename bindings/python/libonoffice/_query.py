"""A list of records as a Python programmer asks for it, in the API's own parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ._errors import ArgumentError
from ._filter import Filter
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, Union

    from ._filter import FilterLike

    #: "kaufpreis", "-kaufpreis" for descending, a list of these, or {"kaufpreis": "ASC", ...}.
    Sort = Union[str, Iterable[str], Mapping[str, str]]


class PageRule:
    """How a call hands out a list in pages.

    https://apidoc.onoffice.de/allgemeine-hinweise/ and the pages of the calls

    Attributes:
        limit: name of the parameter with the number of records; "" if the call has no pages.
        offset: name of the parameter with the first one; "" if there is only one page.
        most: the largest number of records of a page.
    """

    __slots__ = ("limit", "most", "offset")

    def __init__(
        self, limit: str = "listlimit", offset: str = "listoffset", most: int = 500
    ) -> None:
        self.limit = limit
        self.offset = offset
        self.most = most


_USUAL = PageRule()
_WHOLE = PageRule("", "", 0)
_RULES: dict[tuple[str, str, str], PageRule] = {
    ("read", "task", ""): PageRule(offset=""),
    ("read", "calendar", ""): PageRule(offset=""),
    ("read", "log", ""): PageRule(offset="listOffset"),
    ("read", "recordsLastSeen", ""): PageRule(offset="", most=1000),
    ("read", "basicsettings", ""): _WHOLE,
    ("read", "impressum", ""): _WHOLE,
    ("read", "messengerroomlist", ""): _WHOLE,
    ("get", "file", "estate"): PageRule(most=100),
    ("get", "file", "address"): PageRule(most=100),
    ("get", "file", "appointment"): PageRule(most=100),
    ("get", "search", "searchcriteria"): PageRule("limit", "offset"),
    ("get", "searchcriterias", ""): _USUAL,
}


def page_rule(verb: str, resource_type: str, resource_id: str | int | None = "") -> PageRule:
    """The rule of a call. What is not known is paged as usual if it is a read, and not at all
    if it is a get."""
    short = verb.rpartition(":")[2]
    known = _RULES.get((short, resource_type, str(resource_id or "")))
    return known or (_USUAL if short == "read" else _WHOLE)


def parameters(
    data: Iterable[str] | None,
    filter: FilterLike | None,
    sort: Sort | None,
    others: Mapping[str, Any],
) -> dict[str, Any]:
    """The parameters of a list without its limits; others are the API's own and go along as they
    are.

    Raises:
        ArgumentError: something is given twice, or makes no sense.
    """
    made: dict[str, Any] = {}
    if data is not None and not isinstance(data, Iterable):
        raise ArgumentError(f"data names fields, and is no {type(data).__name__}")
    if data is not None:
        made["data"] = [data] if isinstance(data, str) else list(data)
    if filter is not None:
        made["filter"] = dict(filter if isinstance(filter, Filter) else Filter(filter))
    if sort is not None:
        made.update(_sorting(sort))
    for name, value in others.items():
        if name in made:
            raise ArgumentError(f"{name} is given twice")
        if value is not None:
            made[name] = value
    return made


def limited(rule: PageRule, limit: int | None, offset: int) -> dict[str, int]:
    """The parameters for one page.

    Raises:
        ArgumentError: the call has no such page.
    """
    made = {}
    for name, value in (("limit", limit), ("offset", offset)):
        if isinstance(value, bool) or not isinstance(value, (int, type(None))) or (value or 0) < 0:
            raise ArgumentError(f"{name} must be a number of records, not {value!r}")
    if limit is not None:
        if not rule.limit:
            raise ArgumentError("this call answers with all there is: it takes no limit")
        if limit > rule.most:
            raise ArgumentError(
                f"limit {limit}: the API hands out {rule.most} records at most; "
                + ("iterate() fetches them page by page" if rule.offset else "narrow the filter")
            )
        made[rule.limit] = limit
    if offset:
        if not rule.offset:
            raise ArgumentError("this call knows no offset: narrow the filter instead")
        made[rule.offset] = offset
    return made


def _sorting(sort: Sort) -> dict[str, Any]:
    if isinstance(sort, Mapping):
        order = {name: str(way).upper() for name, way in sort.items()}
    else:
        names = [sort] if isinstance(sort, str) or not isinstance(sort, Iterable) else list(sort)
        if not all(isinstance(name, str) for name in names):
            raise ArgumentError(f"sort names fields, and is not {sort!r}")
        order = {name.lstrip("-"): "DESC" if name.startswith("-") else "ASC" for name in names}
    for name, way in order.items():
        if not name or way not in ("ASC", "DESC"):
            raise ArgumentError(f'sort {name!r}: name a field, with "ASC" or "DESC" in a mapping')
    if len(order) == 1:
        # The one form that all calls understand; addresses know no other.
        ((name, way),) = order.items()
        return {"sortby": name, "sortorder": way}
    return {"sortby": order} if order else {}
