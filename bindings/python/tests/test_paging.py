"""The plan of a walk over pages, without a server."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from libonoffice import ArgumentError, ProtocolError
from libonoffice._paging import PagePlan, Window
from libonoffice._query import PageRule, page_rule

USUAL = PageRule()


def walk(plan: PagePlan, records: int, counted: bool = True, ahead: int = 1) -> list[Window]:
    """Asks for pages of a list of so many records, ahead of them at a time, in order."""
    asked: list[Window] = []
    under_way: list[Window] = []
    while True:
        while len(under_way) < ahead:
            window = plan.next()
            if window is None:
                break
            under_way.append(window)
        if not under_way:
            return asked
        window = under_way.pop(0)
        asked.append(window)
        rows = max(0, min(window.size, records - window.offset))
        plan.learn(window, rows, records if counted else None)


CASES: list[tuple[int, int | None, int, int, Sequence[tuple[int, int]]]] = [
    # records, limit, page size, offset: windows when the API counts
    (2300, None, 500, 0, [(0, 500), (500, 500), (1000, 500), (1500, 500), (2000, 500)]),
    (1000, None, 500, 0, [(0, 500), (500, 500)]),
    (0, None, 500, 0, [(0, 500)]),
    (2300, 10, 500, 0, [(0, 10)]),
    (2300, 500, 500, 0, [(0, 500)]),
    (2300, 501, 500, 0, [(0, 500), (500, 1)]),
    (2300, 600, 250, 2000, [(2000, 250), (2250, 250)]),
    (7, 5, 2, 1, [(1, 2), (3, 2), (5, 1)]),
    (7, 0, 2, 1, []),
    (7, None, 5, 100, [(100, 5)]),
]


@pytest.mark.parametrize("ahead", [1, 3])
@pytest.mark.parametrize(("records", "limit", "size", "offset", "windows"), CASES)
def test_no_more_is_asked_for_than_is_wanted(
    records: int,
    limit: int | None,
    size: int,
    offset: int,
    windows: Sequence[tuple[int, int]],
    ahead: int,
) -> None:
    plan = PagePlan(USUAL, limit, size, offset)
    assert walk(plan, records, ahead=ahead) == [Window(*window) for window in windows]
    there = max(0, records - offset)
    assert plan.total == (there if limit is None else min(limit, there))


@pytest.mark.parametrize("records", [0, 1, 9, 10, 11, 35])
def test_without_a_count_a_page_that_is_not_full_is_the_last(records: int) -> None:
    plan = PagePlan(USUAL, None, 10)
    asked = walk(plan, records, counted=False, ahead=4)
    assert len(asked) == records // 10 + 1
    assert plan.total == records
    limited = PagePlan(USUAL, 15, 10)
    assert sum(window.size for window in walk(limited, records, counted=False)) <= 20


def test_pages_are_asked_for_ahead_only_when_the_count_is_known() -> None:
    plan = PagePlan(USUAL, None, 10)
    first = plan.next()
    assert first and plan.next() is None
    plan.learn(first, 10, 35)
    assert [plan.next(), plan.next(), plan.next(), plan.next()] == [
        Window(10, 10),
        Window(20, 10),
        Window(30, 10),
        None,
    ]


def test_the_latest_count_holds() -> None:
    plan = PagePlan(USUAL, None, 10)
    first = plan.next()
    assert first
    plan.learn(first, 10, 20)
    second = plan.next()
    assert second and plan.next() is None
    plan.learn(second, 10, 21)
    assert plan.total == 21
    assert plan.next() == Window(20, 10)


def test_an_empty_page_amid_the_count_is_an_error() -> None:
    plan = PagePlan(USUAL, None, 10)
    first = plan.next()
    assert first
    plan.learn(first, 10, 1_000_000)
    second = plan.next()
    assert second
    with pytest.raises(ProtocolError, match="counts 1000000 records, but has none from 10 on"):
        plan.learn(second, 0, 1_000_000)


def test_the_last_page_may_have_become_empty() -> None:
    plan = PagePlan(USUAL, None, 10)
    first = plan.next()
    assert first
    plan.learn(first, 10, 11)
    last = plan.next()
    assert last
    plan.learn(last, 0, 11)
    assert plan.next() is None


def test_a_list_without_offset_must_fit_into_its_page() -> None:
    rule = page_rule("read", "task")
    assert walk(PagePlan(rule, None, None), 499) == [Window(0, 500)]
    with pytest.raises(ProtocolError, match="narrow the filter"):
        walk(PagePlan(rule, None, None), 500)
    assert walk(PagePlan(rule, 500, None), 500) == [Window(0, 500)]
    assert walk(PagePlan(rule, 20, None), 400) == [Window(0, 20)]


@pytest.mark.parametrize(
    ("limit", "size", "offset"),
    [(-1, None, 0), (None, 0, 0), (None, 501, 0), (None, None, -1), (True, None, 0)],
)
def test_nonsense_is_refused(limit: int | None, size: int | None, offset: int) -> None:
    with pytest.raises(ArgumentError):
        PagePlan(USUAL, limit, size, offset)


@pytest.mark.parametrize(
    ("call", "rule"),
    [
        (("read", "estate"), PageRule()),
        (("urn:onoffice-de-ns:smart:2.5:smartml:action:read", "task"), PageRule(offset="")),
        (("get", "file", "estate"), PageRule(most=100)),
        (("get", "search", "searchcriteria"), PageRule("limit", "offset")),
        (("get", "fields"), PageRule("", "", 0)),
    ],
)
def test_the_calls_have_rules_of_their_own(call: tuple[str, ...], rule: PageRule) -> None:
    found = page_rule(*call)
    assert (found.limit, found.offset, found.most) == (rule.limit, rule.offset, rule.most)
