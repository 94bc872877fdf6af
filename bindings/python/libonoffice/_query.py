"""A list of records as a Python programmer asks for it, in the API's own parameters."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from ._errors import ArgumentError
from ._filter import Filter
from ._numbers import whole
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, Union

    from ._filter import FilterLike
    from ._library import Library

    #: "kaufpreis", "-kaufpreis" for descending, a list of these, or {"kaufpreis": "ASC", ...}.
    Sort = Union[str, Iterable[str], Mapping[str, str]]

#: No list has more records, and no JSON more exact numbers.
MOST = 2**53


class PageRule:
    """How a call hands out a list in pages.

    Attributes:
        limit: name of the parameter with the number of records; "" if the call has no pages.
        offset: name of the parameter with the first one; "" if there is only one page.
        most: the largest number of records of a page.
    """

    __slots__ = ("limit", "most", "offset")

    def __init__(self, limit: str, offset: str, most: int) -> None:
        self.limit = limit
        self.offset = offset
        self.most = most


def page_rule(
    library: Library, verb: str, resource_type: str, resource_id: str | int | None = ""
) -> PageRule:
    """The rule of a call, by what the library knows of it."""
    return _page_rule(library, str(verb), str(resource_type), str(resource_id or ""))


@functools.lru_cache(maxsize=256)
def _page_rule(library: Library, *call: str) -> PageRule:
    words = [word.encode("utf-8", "surrogatepass") for word in call]
    return PageRule(
        library.text("onoffice_paging_limit", *words),
        library.text("onoffice_paging_offset", *words),
        library.number("onoffice_paging_most", *words),
    )


def parameters(
    data: Iterable[str] | None,
    filter: FilterLike | Mapping[str, Any] | None,
    sort: Sort | None,
    others: Mapping[str, Any],
    verb: str = "read",
) -> dict[str, Any]:
    """The parameters of a list without its limits; others are the API's own and go along as they
    are. So does the filter of what is no read, unless it is made of conditions: that of
    appointments, for one, is of another kind.

    Raises:
        ArgumentError: something is given twice, or makes no sense.
    """
    made: dict[str, Any] = {}
    if data is not None and not isinstance(data, Iterable):
        raise ArgumentError(f"data names fields, and is no {type(data).__name__}")
    if data is not None:
        made["data"] = [data] if isinstance(data, str) else list(data)
    if filter is not None:
        is_other = isinstance(filter, Mapping) and verb.rpartition(":")[2] != "read"
        made["filter"] = dict(filter if is_other else Filter(filter))
    if sort is not None:
        made.update(_sorting(sort))
    for name, value in others.items():
        if name in made:
            raise ArgumentError(f"{name} is given twice")
        if value is not None:
            made[name] = value
    return made


def limited(rule: PageRule, limit: int | None, offset: int) -> dict[str, int]:
    """The parameters with the number of records and the first one, as the call spells them.

    Raises:
        ArgumentError: the call knows no such thing.
    """
    made = {}
    if limit is not None:
        if not rule.limit:
            raise ArgumentError("this call answers with all there is: it takes no limit")
        made[rule.limit] = whole("limit", limit, 0, MOST)
    if whole("offset", offset, 0, MOST):
        if not rule.offset:
            raise ArgumentError("this call knows no offset: narrow the filter instead")
        made[rule.offset] = offset
    return made


def listed(
    rule: PageRule, asked: Mapping[str, Any], limit: int | None, offset: int
) -> dict[str, Any]:
    """The parameters of a list of which limit records are wanted, over all pages.

    Raises:
        ArgumentError: the call knows no such thing, or the limits of a page are given as well.
    """
    for name in (rule.limit, rule.offset):
        if name in asked:
            raise ArgumentError(f"{name} is set page by page: say limit=, offset= or page_size=")
    return {**asked, **limited(rule, limit, offset)}


def one_page(rule: PageRule, limit: int | None, offset: int) -> dict[str, int]:
    """The same for a single page.

    Raises:
        ArgumentError: more records are wanted than the call hands out at once, too.
    """
    made = limited(rule, limit, offset)
    if limit is not None and limit > rule.most:
        raise ArgumentError(
            f"limit {limit}: the API hands out {rule.most} records at most; "
            + ("iterate() fetches them page by page" if rule.offset else "narrow the filter")
        )
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
