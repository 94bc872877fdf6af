"""client.iterate(): what a walk tells, and the ways in which it ends."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from typing import Any

import pytest
from lists import estates
from raw_server import Exchange, envelope, http, result
from support import Connect, Serve

from libonoffice import ArgumentError, CancelledError, Client


def test_pages_may_be_walked_over_by_themselves(connect: Connect, serve: Serve) -> None:
    client = connect(serve(estates(25)))
    pages = client.iterate("estate", page_size=10)
    assert pages.total == 25, "which fetches the first page, and loses none of it"
    assert [len(page.records) for page in pages.results()] == [10, 10, 5]
    pages = client.iterate("estate", page_size=10)
    assert next(pages).id == 0
    assert [page.records[0].id for page in pages.results()] == [10, 20]
    assert list(pages) == [] and pages.total == 25


def test_a_walk_tells_how_it_went(
    connect: Connect, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "libonoffice")
    pages = connect(serve(estates(25))).iterate("estate", page_size=10)
    next(pages)
    assert pages.trace["first_count"] == 25 and not pages.trace["sorted"]
    assert not [record for record in caplog.records if record.levelno == logging.WARNING]
    assert len(list(pages)) == 24
    trace = pages.trace
    assert (trace["pages"], trace["records"], trace["duplicates"]) == (3, 25, 0)
    (warning,) = trace["warnings"]
    assert "no sortby" in warning
    told = [record.getMessage() for record in caplog.records]
    assert told[-1] == f"read estate: {warning}"
    assert [line.partition(",")[0] for line in told[:-1]] == ["read estate: ok"] * 3


def test_what_is_sorted_and_comes_once_deserves_no_warning(
    connect: Connect, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    pages = connect(serve(estates(25))).iterate("estate", page_size=10, sort="Id")
    assert len(list(pages)) == 25
    assert pages.trace["sorted"] and not pages.trace["warnings"] and not caplog.records


def test_records_that_come_twice_are_told(connect: Connect, serve: Serve) -> None:
    def answer(exchange: Exchange) -> bytes:
        rows = [{"id": n, "type": "estate", "elements": {}} for n in range(5)]
        return http(envelope([result(data={"meta": {"cntabsolute": 10}, "records": rows})]))

    pages = connect(serve(answer)).iterate("estate", page_size=5, sort="Id")
    assert len(list(pages)) == 10
    assert pages.trace["duplicates"] == 5 and pages.trace["duplicate_ids"][0] == "0"


@pytest.mark.parametrize("ahead", [1, 3])
def test_so_many_pages_are_ahead(ahead: int, connect: Connect, serve: Serve) -> None:
    gathered = threading.Barrier(ahead)

    def answer(exchange: Exchange) -> Any:
        if exchange.actions[0]["parameters"]["listoffset"]:
            gathered.wait(30)  # breaks if fewer are under way at the same time
        return estates(10 * (2 * ahead + 1))(exchange)

    pages = connect(serve(answer)).iterate("estate", page_size=10, ahead=ahead)
    assert len(list(pages)) == 10 * (2 * ahead + 1)


@pytest.mark.parametrize(
    "mistake",
    [
        {"page_size": True},
        {"page_size": 2**32 + 5},
        {"page_size": "5"},
        {"ahead": -1},
        {"ahead": 1001},
        {"ahead": 2**32 + 1},
        {"ahead": None},
        {"limit": 2**63},
        {"limit": True},
        {"offset": "5"},
        {"verb": "modify"},
        {"verb": "reed"},
        {"data": [float("nan")]},
    ],
)
def test_nonsense_is_no_walk(mistake: dict[str, Any], connect: Connect, serve: Serve) -> None:
    server = serve(estates(10))
    with pytest.raises(ArgumentError):
        connect(server).iterate("estate", **mistake)
    assert server.connections == 0


def test_a_call_without_pages_takes_no_limit(connect: Connect, serve: Serve) -> None:
    client = connect(serve(estates(10)))
    with pytest.raises(ArgumentError, match="takes no limit"):
        client.iterate("fields", verb="get", limit=5)


def test_whoever_closes_it_ends_it_for_others_too(connect: Connect, serve: Serve) -> None:
    server = serve(estates(30, held_from=0))
    pages = connect(server).iterate("estate", page_size=10)
    outcome: list[BaseException] = []

    def walk() -> None:
        try:
            list(pages)
        except BaseException as error:
            outcome.append(error)

    thread = threading.Thread(target=walk)
    thread.start()
    assert server.started.wait(30)
    pages.close()
    thread.join(30)
    assert len(outcome) == 1 and isinstance(outcome[0], CancelledError), "no silent end"
    assert list(pages) == []


def test_cancel_of_the_client_ends_it(connect: Connect, serve: Serve) -> None:
    server = serve(estates(30, held_from=10))
    client = connect(server)
    pages = client.iterate("estate", page_size=10)
    assert next(pages).id == 0
    client.cancel()
    with pytest.raises(CancelledError):
        list(pages)
    assert list(pages) == [] and client.read("estate", limit=5).ok


def test_a_closed_client_has_no_pages(connect: Connect, serve: Serve) -> None:
    client = connect(serve(estates(30)))
    pages = client.iterate("estate", page_size=10)
    assert next(pages).id == 0
    client.close()
    with pytest.raises(ArgumentError, match="closed"):
        list(pages)
    with pytest.raises(ArgumentError, match="closed"):
        client.iterate("estate")


def test_whoever_is_slow_loses_no_page(connect: Connect, serve: Serve) -> None:
    server = serve(estates(50))
    seen = []
    for record in connect(server, timeout_ms=400).iterate("estate", page_size=10, ahead=2):
        seen.append(record.id)
        if record.id in (0, 20):
            time.sleep(0.8)  # which is what this is about: longer than a call may take
    assert seen == list(range(50))


def test_a_client_lives_as_long_as_its_walk(serve: Serve) -> None:
    server = serve(estates(30))
    pages = Client("t" * 32, "s" * 64, url=server.url).iterate("estate", page_size=10)
    assert len(list(pages)) == 30


def test_one_walk_may_be_shared_by_threads(connect: Connect, serve: Serve) -> None:
    pages = connect(serve(estates(600))).iterate("estate", page_size=10)
    seen: list[list[Any]] = [[], [], []]

    def take(mine: list[Any]) -> None:
        for record in pages:
            mine.append(record.id)

    threads = [threading.Thread(target=take, args=[mine]) for mine in seen]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(sum(seen, [])) == list(range(600))


def test_ctrl_c_ends_it_within_a_moment(connect: Connect, serve: Serve) -> None:
    server = serve(estates(30, held_from=0))

    def interrupt() -> None:
        if server.started.wait(30):
            os.kill(os.getpid(), signal.SIGINT)

    pages = connect(server).iterate("estate", page_size=10)
    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        list(pages)
    assert not server.release.is_set(), "the answer had not come"
    thread.join(30)
    assert list(pages) == []


def test_a_signal_handler_may_take_records_too(connect: Connect, serve: Serve) -> None:
    pages = connect(serve(estates(600))).iterate("estate", page_size=5)
    seen: list[Any] = []

    def take(*signal: Any) -> None:
        record = next(pages, None)
        if record is not None:
            seen.append(record.id)

    before = signal.signal(signal.SIGALRM, take)
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    try:
        for record in pages:
            seen.append(record.id)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert sorted(seen) == list(range(600))


def test_the_child_of_a_fork_begins_anew(connect: Connect, serve: Serve) -> None:
    client = connect(serve(estates(60)))
    pages = client.iterate("estate", page_size=10)
    assert next(pages).id == 0
    child = os.fork()
    if not child:
        code = 1
        try:
            with pytest.raises(CancelledError):
                list(pages)
            code = 0 if len(list(client.iterate("estate", page_size=10))) == 60 else 2
        finally:
            os._exit(code)
    assert len(list(pages)) == 59
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
