"""One client, many threads."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from raw_server import Exchange, echo, envelope, http, result
from support import Connect, Serve

from libonoffice import Action, ArgumentError, CancelledError, Client, Request
from libonoffice.sandbox import Sandbox

THREADS = 16


def hold(exchange: Exchange) -> bytes:
    """Answers when the test says so."""
    exchange.server.release.wait(30)
    return http(envelope([result() for _ in exchange.actions]))


def test_sixteen_threads_get_their_own_answers(connect: Connect, sandbox: Sandbox) -> None:
    client = connect(sandbox)
    before = sandbox.requests

    def work(thread: int) -> list[str]:
        seen = []
        for turn in range(10):
            name = f"{thread}/{turn}"
            found = client.call("read", "estate", {"data": ["Id"], "listlimit": 2}, identifier=name)
            assert len(found.records) == 2
            seen.append(found.identifier)
        return seen

    with ThreadPoolExecutor(THREADS) as pool:
        for thread, seen in enumerate(pool.map(work, range(THREADS))):
            assert seen == [f"{thread}/{turn}" for turn in range(10)]
    assert sandbox.requests - before == THREADS * 10


def test_one_request_is_sent_by_many(connect: Connect, serve: Serve) -> None:
    server = serve(echo)
    client = connect(server)
    request = Request([Action("read", "estate", identifier="shared")])
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(lambda _: client.send(request), range(4 * THREADS)))
    assert {answer.results[0].identifier for answer in answers} == {"shared"}
    assert server.requests == 4 * THREADS


def test_one_response_is_read_by_many(connect: Connect, serve: Serve) -> None:
    response = connect(serve(echo)).send([Action("read", "estate", identifier="a")] * 50)
    with ThreadPoolExecutor(THREADS) as pool:
        texts = pool.map(lambda n: response.results[n % 50].json()["identifier"], range(500))
        assert set(texts) == {"a"}


def test_the_interpreter_goes_on_during_a_call(connect: Connect, serve: Serve) -> None:
    server = serve(hold)
    client = connect(server)
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(client.call, "read", "estate")
        assert server.started.wait(10)
        assert not call.done()
        server.release.set()
        assert call.result(10).ok


def test_cancel_ends_every_call_and_spares_later_ones(connect: Connect, serve: Serve) -> None:
    server = serve(hold)
    client = connect(server)
    client.cancel()
    with ThreadPoolExecutor(4) as pool:
        calls = [pool.submit(client.call, "create", "address") for _ in range(4)]
        while server.requests < 4:
            assert server.started.wait(10)
        began = time.monotonic()
        client.cancel()
        for call in calls:
            with pytest.raises(CancelledError) as caught:
                call.result(10)
            assert caught.value.uncertain
        assert time.monotonic() - began < 5
    server.release.set()
    assert client.call("read", "estate").ok


def test_close_waits_for_nobody_and_breaks_nothing(connect: Connect, serve: Serve) -> None:
    server = serve(hold)
    client = connect(server)
    with ThreadPoolExecutor(4) as pool:
        calls = [pool.submit(client.call, "read", "estate") for _ in range(4)]
        while server.requests < 4:
            assert server.started.wait(10)
        client.close()
        assert client._handle._free.alive, "calls under way still use it"
        with pytest.raises(ArgumentError, match="closed"):
            client.call("read", "estate")
        server.release.set()
        assert all(call.result(10).ok for call in calls)
    assert not client._handle._free.alive


def test_close_at_any_moment(connect: Connect, serve: Serve) -> None:
    server = serve(echo)
    for _ in range(20):
        client = connect(server)
        start = threading.Barrier(THREADS + 1)

        def work(client: Client = client, start: threading.Barrier = start) -> int:
            start.wait()
            done = 0
            try:
                for _ in range(5):
                    done += client.call("read", "estate").ok
            except ArgumentError as error:
                assert "closed" in str(error)
            return done

        with ThreadPoolExecutor(THREADS) as pool:
            calls = [pool.submit(work) for _ in range(THREADS)]
            start.wait()
            client.close()
            assert all(0 <= call.result(30) <= 5 for call in calls)
        assert not client._handle._free.alive


def test_a_request_is_not_changed_while_it_is_sent(connect: Connect, serve: Serve) -> None:
    server = serve(hold)
    client = connect(server)
    request = Request([Action("read", "estate")])
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(client.send, request)
        assert server.started.wait(10)
        for use in (
            lambda: request.add(Action("read", "user")),
            lambda: request.sign(client, 1_700_000_000),
        ):
            with pytest.raises(ArgumentError, match="in use by another thread"):
                use()
        server.release.set()
        assert call.result(10).ok
    assert request.add(Action("read", "user")) == 1


def test_options_are_set_while_others_send(connect: Connect, serve: Serve) -> None:
    client = connect(serve(echo))
    with ThreadPoolExecutor(THREADS) as pool:
        calls = [pool.submit(client.call, "read", "estate") for _ in range(100)]
        for number in range(100):
            client.options["timeout_ms"] = 10_000 + number
            client.options["user_agent"] = f"tests/{number}"
            with pytest.raises(ArgumentError, match="timeout_ms"):
                client.options["timeout_ms"] = -number
            assert client.options["timeout_ms"] == 10_000 + number
        assert all(call.result(10).ok for call in calls)
