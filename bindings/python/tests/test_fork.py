"""A process that forks, and a child that goes on with what it inherited."""

from __future__ import annotations

import os
import signal
import threading
import traceback
from collections.abc import Callable
from functools import partial

import pytest
from raw_server import Exchange, echo, envelope, http, result
from support import Connect, Serve

from libonoffice import Action, Client, Request
from libonoffice.sandbox import Sandbox


def fork(work: Callable[[], None]) -> int:
    """Runs work in a child, which exits with 0 if it went well; returns its process id."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        signal.alarm(30)  # a child that hangs must not outlive the test
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def wait(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def calls(client: Client, name: str, count: int = 20) -> None:
    for turn in range(count):
        found = client.call(
            "read", "estate", {"data": ["Id"], "listlimit": 1}, identifier=f"{name}{turn}"
        )
        assert found.identifier == f"{name}{turn}"


def test_parent_and_child_use_the_same_client(connect: Connect, sandbox: Sandbox) -> None:
    client = connect(sandbox)
    calls(client, "before", 1)
    before = sandbox.connections
    children = [fork(partial(calls, client, f"child {n}: ")) for n in range(3)]
    calls(client, "parent")
    assert [wait(child) for child in children] == [0, 0, 0]
    response = client.send([Action("read", "estate", {"listlimit": 1})])
    assert response.trace["attempts"][-1]["reused"], "the parent's connection is unharmed"
    assert sandbox.connections - before == 3, "each child opened one of its own"


def test_a_child_frees_and_closes_without_hurting_the_parent(
    connect: Connect, sandbox: Sandbox
) -> None:
    client = connect(sandbox)
    request = Request([Action("read", "estate", {"listlimit": 1})])
    response = client.send(request)
    body = response.body

    def work() -> None:
        nonlocal request, response
        assert response.body == body
        assert client.send(request).ok
        del request, response
        client.close()
        with Client(sandbox.token, sandbox.secret, url=sandbox.url, ca_file=sandbox.ca_file) as own:
            calls(own, "own", 2)

    before = sandbox.connections
    assert wait(fork(work)) == 0
    assert sandbox.connections > before
    again = client.send(request)
    assert again.ok and again.trace["attempts"][-1]["reused"]
    assert response.body == body


def test_a_child_of_a_process_that_is_in_the_middle_of_a_call(
    connect: Connect, serve: Serve
) -> None:
    def hold_first(exchange: Exchange) -> bytes:
        if exchange.server.requests == 1:
            exchange.server.release.wait(30)
        return echo(exchange)

    server = serve(hold_first)
    client = connect(server)
    outcome: list[bool] = []
    thread = threading.Thread(target=lambda: outcome.append(client.call("read", "estate").ok))
    thread.start()
    assert server.started.wait(10)

    def work() -> None:
        calls(client, "child", 3)
        client.close()
        assert not client._handle._free.alive, "nobody in the child is inside a call"

    assert wait(fork(work)) == 0
    server.release.set()
    thread.join()
    assert outcome == [True]


def test_a_child_that_exits_does_not_end_the_parents_connection(
    connect: Connect, serve: Serve
) -> None:
    server = serve(lambda exchange: http(envelope([result()])))
    client = connect(server)
    client.call("read", "estate")
    for _ in range(3):
        assert wait(fork(client.close)) == 0
        assert client.call("read", "estate").ok
    assert server.connections == 1


@pytest.mark.parametrize("generations", [3])
def test_children_of_children(connect: Connect, sandbox: Sandbox, generations: int) -> None:
    client = connect(sandbox)

    def work(left: int) -> None:
        calls(client, f"generation {left}: ", 2)
        if left:
            assert wait(fork(lambda: work(left - 1))) == 0
        calls(client, f"generation {left} again: ", 2)

    work(generations)
