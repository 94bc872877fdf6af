"""client.start(): many requests from one thread, and calls that Ctrl+C ends."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from raw_server import SECRET, TOKEN, Exchange, always, echo, envelope, http, result
from support import Connect, Serve

from libonoffice import Action, ArgumentError, AuthError, CancelledError, Client
from libonoffice.sandbox import Sandbox

PACKAGE = Path(__file__).resolve().parents[1]


def hold(exchange: Exchange) -> bytes:
    """Answers when the test says so."""
    exchange.server.release.wait(30)
    return echo(exchange)


def test_many_requests_from_one_thread(connect: Connect, sandbox: Sandbox) -> None:
    client = connect(sandbox)
    exchanges = [
        client.start(Action("read", "user", {"data": ["Nr"]}, identifier=f"{number}"))
        for number in range(50)
    ]
    for number, exchange in reversed(list(enumerate(exchanges))):
        assert exchange.response().results[0].identifier == f"{number}"
        assert exchange.done and "finished" in repr(exchange)
        assert exchange.response() is exchange.response()


def test_a_client_that_nobody_holds_stays(serve: Serve) -> None:
    server = serve(echo)
    exchange = Client(TOKEN, SECRET, url=server.url).start(Action("read", "estate"))
    gc.collect()
    assert exchange.response().ok


def test_they_are_in_flight_at_the_same_time(connect: Connect, serve: Serve) -> None:
    gathered = threading.Barrier(4)

    def answer(exchange: Exchange) -> bytes:
        gathered.wait(30)
        return echo(exchange)

    client = connect(serve(answer))
    exchanges = [client.start([Action("read", "estate")]) for _ in range(4)]
    assert all(exchange.response().ok for exchange in exchanges)


def test_a_wait_may_end_before_the_request(connect: Connect, serve: Serve) -> None:
    server = serve(hold)
    exchange = connect(server).start(Action("read", "estate"))
    assert not exchange.done and "under way" in repr(exchange)
    with pytest.raises(TimeoutError):
        exchange.response(timeout=0.05)
    assert not exchange.done
    server.release.set()
    assert exchange.response(timeout=30).ok


def test_it_may_be_cancelled_or_given_up(connect: Connect, serve: Serve) -> None:
    server = serve(hold)
    client = connect(server)
    cancelled = client.start(Action("create", "address"))
    dropped = client.start(Action("create", "address"))
    forgotten = client.start(Action("create", "address"))
    with pytest.raises(TimeoutError):
        cancelled.response(timeout=0.05)
    cancelled.cancel()
    with pytest.raises(CancelledError):
        cancelled.response()
    dropped.close()
    with pytest.raises(CancelledError, match="given up"):
        dropped.response()
    assert "given up" in repr(dropped)
    dropped.cancel()
    del forgotten
    server.release.set()
    assert client.read("user").ok


def test_a_response_outlives_exchange_and_client(connect: Connect, serve: Serve) -> None:
    client = connect(serve(echo))
    exchange = client.start(Action("read", "estate", identifier="kept"))
    response = exchange.response()
    exchange.close()
    del exchange
    client.close()
    assert response.results[0].identifier == "kept"


def test_a_failure_is_raised_by_its_response(connect: Connect, serve: Serve) -> None:
    client = connect(serve(always(http(envelope([], 400, 22, "no")))))
    exchange = client.start(Action("read", "estate"))
    for _ in range(2):
        with pytest.raises(AuthError):
            exchange.response()
    with pytest.raises(ArgumentError):
        client.start([]).response()
    client.close()
    with pytest.raises(ArgumentError, match="closed"):
        client.start(Action("read", "estate"))


def test_the_client_may_be_closed_meanwhile(connect: Connect, serve: Serve) -> None:
    server = serve(hold)
    client = connect(server)
    exchange = client.start(Action("read", "estate"))
    client.close()
    with pytest.raises((CancelledError, ArgumentError)):
        exchange.response()
    server.release.set()


PROGRAM = """
import sys
from libonoffice import Client
with Client(sys.argv[1], sys.argv[2], url=sys.argv[3]) as client:
    try:
        client.create("address", {"Name": "Nie"})
    except KeyboardInterrupt:
        print("interrupted")
    print(client.read("user").ok)
"""


def test_ctrl_c_ends_a_call_and_the_client_lives_on(serve: Serve) -> None:
    def answer(exchange: Exchange) -> bytes:
        if exchange.actions[0]["resourcetype"] == "address":
            exchange.server.release.wait(60)
        return http(envelope([result()]))

    server = serve(answer)
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, TOKEN, SECRET, server.url],
        env={**os.environ, "PYTHONPATH": str(PACKAGE)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.started.wait(30)
    program.send_signal(signal.SIGINT)
    began = time.monotonic()
    out, _ = program.communicate(timeout=30)
    assert out.split() == ["interrupted", "True"]
    assert time.monotonic() - began < 10


def test_signal_handlers_run_during_a_call(connect: Connect, serve: Serve) -> None:
    server = serve(hold)
    before = signal.signal(signal.SIGUSR1, lambda *_: server.release.set())
    try:

        def poke() -> None:
            assert server.started.wait(30)
            os.kill(os.getpid(), signal.SIGUSR1)

        thread = threading.Thread(target=poke)
        thread.start()
        assert connect(server).read("estate").ok
        thread.join()
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_a_child_gives_up_what_is_the_parent_s(connect: Connect, serve: Serve) -> None:
    server = serve(hold)
    client = connect(server)
    exchange = client.start(Action("create", "address", identifier="parent"))
    child = os.fork()
    if child == 0:
        code = 1
        try:
            signal.alarm(30)
            try:
                exchange.response()
            except CancelledError:
                code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    server.release.set()
    assert exchange.response().results[0].identifier == "parent"
    assert server.requests == 1, "the child sent nothing"
