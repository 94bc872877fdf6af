"""Memory stays where it is, however often one sends."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

import pytest
from raw_server import SECRET, TOKEN, always, envelope, http, result
from support import Connect, Serve

from libonoffice import Action, ArgumentError, Client, OnOfficeError, Request, Response

PAGE = 4096


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE


def _descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _answer(size: int) -> bytes:
    records = [{"id": 1, "type": "estate", "elements": {"lage": "ä" * size}}]
    return http(envelope([result(data={"meta": {"cntabsolute": 1}, "records": records})] * 2))


def test_two_thousand_sends_leave_nothing_behind(serve: Serve, connect: Connect) -> None:
    client = connect(serve(always(_answer(5_000))))
    actions = [Action("read", "estate", {"text": letter * 5_000}) for letter in "xy"]

    def send(count: int) -> None:
        for _ in range(count):
            response = client.send(actions)
            assert len(response.results[1].records) == 1
            assert response.trace["attempts"]

    send(300)
    gc.collect()
    before = _resident(), _descriptors()
    send(1_500)
    tracemalloc.start()
    try:
        send(100)
        gc.collect()
        first = tracemalloc.get_traced_memory()[0]
        send(400)
        gc.collect()
        second = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert second - first < 50_000, "bytes that Python holds"
    # 2,000 requests of 10 KB and answers of 60 KB would be 140 MB.
    assert _resident() - before[0] < 4_000_000
    # Fewer it may be: connections of clients of earlier tests come of age.
    assert _descriptors() <= before[1]


def test_failures_leave_nothing_behind(serve: Serve, connect: Connect) -> None:
    client = connect(serve(always(http("x" * 20_000))))

    def fail(count: int) -> None:
        for _ in range(count):
            with pytest.raises(OnOfficeError):
                client.send([Action("read", "estate")])
            with pytest.raises(ArgumentError):
                Request(["{" + " " * 10_000])
            with pytest.raises(ArgumentError):
                client.options["timeout_ms"] = 0
            with pytest.raises(ArgumentError):
                Client(TOKEN, "")

    fail(100)
    gc.collect()
    before = _resident()
    fail(500)
    gc.collect()
    assert _resident() - before < 4_000_000


def test_objects_are_freed_without_the_garbage_collector() -> None:
    gc.collect()
    gc.disable()
    try:
        before = 0
        for turn in range(1_000):
            with Client(TOKEN, SECRET) as client:
                request = Request([Action("read", "estate", {"text": "x" * 50_000})])
                request.sign(client, 1_700_000_000)
                response = Response.parse(request, 200, envelope([result(identifier="x" * 50_000)]))
                assert response.results[0].json()["identifier"]
            if turn == 100:
                before = _resident()
        # 900 rounds of 200 KB would be 180 MB.
        assert _resident() - before < 4_000_000
    finally:
        gc.enable()
