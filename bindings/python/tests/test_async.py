"""AsyncClient: one loop, many calls, no threads."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any

import pytest
import uvloop
from raw_server import SECRET, TOKEN, Exchange, RawServer, always, echo, envelope, http, result
from support import Serve

from libonoffice import (
    ApiError,
    ArgumentError,
    AsyncClient,
    CancelledError,
    Client,
    ConnectError,
    OnOfficeError,
)
from libonoffice.sandbox import Sandbox

Run = Callable[[Coroutine[Any, Any, None]], None]


def hold(exchange: Exchange) -> bytes:
    """Answers when the test says so."""
    exchange.server.release.wait(30)
    return echo(exchange)


def connect(server: RawServer | Sandbox, **options: Any) -> AsyncClient:
    if isinstance(server, Sandbox):
        found: dict[str, Any] = {
            "token": server.token,
            "secret": server.secret,
            "ca_file": server.ca_file,
        }
    else:
        found = {"token": TOKEN, "secret": SECRET}
    return AsyncClient(**{**found, "url": server.url, **options})


@pytest.fixture(params=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Iterator[Run]:
    """Runs a coroutine on a loop of each kind; no thread must be left or needed."""
    before = threading.active_count()
    made = asyncio.new_event_loop if request.param == "asyncio" else uvloop.new_event_loop
    loop = made()
    loop.set_debug(True)

    def complete(coroutine: Coroutine[Any, Any, None]) -> None:
        loop.run_until_complete(asyncio.wait_for(coroutine, 60))

    yield complete
    loop.close()
    gc.collect()
    assert threading.active_count() <= before + 8, "threads of the servers apart"


@contextlib.asynccontextmanager
async def timeout(seconds: float) -> AsyncIterator[None]:
    """asyncio.timeout(), also before Python 3.11."""
    if hasattr(asyncio, "timeout"):
        async with asyncio.timeout(seconds):
            yield
        return
    task = asyncio.current_task()
    assert task
    asyncio.get_running_loop().call_later(seconds, task.cancel)
    try:
        yield
    except asyncio.CancelledError:
        raise asyncio.TimeoutError from None


async def wait_for(event: threading.Event) -> None:
    """Waits for an event of a server's thread without keeping the loop."""
    while not event.is_set():
        await asyncio.sleep(0.005)


def test_the_surface_is_that_of_the_client(run: Run, sandbox: Sandbox) -> None:
    async def main() -> None:
        async with connect(sandbox) as client:
            assert "AsyncClient open" in repr(client)
            estates = await client.read("estate", data=["Id"], limit=3)
            assert len(estates.records) == 3
            number = (await client.create("address", {"Name": "Asynchron"})).id
            assert (await client.modify("address", number, {"Ort": "Köln"})).ok
            found = await client.call("read", "address", {"data": ["Ort"]}, resource_id=number)
            assert found.records[0]["Ort"] == "Köln"
            assert (await client.get("fields", {"modules": ["estate"]})).ok
            assert (await client.send(['{"actionid":"read","resourcetype":"user"}'])).ok
            async with client.batch() as batch:
                users = batch.read("user", data=["Nr"])
                wrong = batch.call("read", "task", {"listoffset": 5})
            assert users.result().records
            with pytest.raises(ApiError):
                wrong.result()
            done = await client.upload(b"x" * 10, "address", number, name="x", block_size=4)
            assert done.records[0]["fileId"]
            with pytest.raises(ApiError):
                await client.read("task", listoffset=5)
        assert "closed" in repr(client)
        with pytest.raises(ArgumentError, match="closed"):
            await client.read("estate")

    run(main())


def test_every_public_method_of_the_client_is_there() -> None:
    names = {name for name in dir(Client) if not name.startswith("_")} - {"start"}
    assert names <= set(dir(AsyncClient))


def test_a_hundred_calls_on_one_loop(run: Run, sandbox: Sandbox) -> None:
    before = sandbox.requests

    async def one(client: AsyncClient, number: int) -> None:
        parameters = {"data": ["Id"], "listlimit": 1, "listoffset": number}
        found = await client.call("read", "estate", parameters, identifier=f"{number}")
        assert found.identifier == f"{number}" and len(found.records) == 1

    async def main() -> None:
        async with connect(sandbox) as client:
            await asyncio.gather(*(one(client, number) for number in range(100)))
            await asyncio.gather(*(one(client, number) for number in range(100)))

    run(main())
    assert sandbox.requests - before == 200


def test_calls_are_in_flight_at_the_same_time(run: Run, serve: Serve) -> None:
    gathered = threading.Barrier(5)

    def answer(exchange: Exchange) -> bytes:
        gathered.wait(30)  # none is answered before all are there
        return echo(exchange)

    async def main() -> None:
        async with connect(serve(answer)) as client:
            results = await asyncio.gather(*(client.read("estate") for _ in range(5)))
            assert all(found.ok for found in results)

    run(main())


def test_the_loop_goes_on_meanwhile(run: Run, serve: Serve) -> None:
    server = serve(hold)

    async def main() -> None:
        async with connect(server) as client:
            task = asyncio.ensure_future(client.read("estate"))
            await wait_for(server.started)
            for _ in range(100):
                await asyncio.sleep(0)
            assert not task.done()
            server.release.set()
            assert (await task).ok

    run(main())


@pytest.mark.parametrize("way", ["task", "wait_for", "timeout", "gather"])
def test_cancelling_a_task_cancels_its_request(way: str, run: Run, serve: Serve) -> None:
    server = serve(hold)

    async def main() -> None:
        async with connect(server) as client:
            other = asyncio.ensure_future(client.read("user"))
            task = asyncio.ensure_future(client.create("address", {"Name": "Nie"}))
            await wait_for(server.started)
            if way == "wait_for":
                with pytest.raises(asyncio.TimeoutError):
                    await asyncio.wait_for(task, 0.01)
            elif way == "timeout":
                with pytest.raises(asyncio.TimeoutError):
                    async with timeout(0.01):
                        await task
            else:
                (asyncio.gather(task) if way == "gather" else task).cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
            assert len(client._waiting) == 1 and not other.done(), "the other one goes on"
            server.release.set()
            assert (await other).ok
            assert (await client.read("estate")).ok

    run(main())


def test_cancel_and_close_end_what_is_under_way(run: Run, serve: Serve) -> None:
    async def main() -> None:
        server = serve(hold)
        client = connect(server)
        tasks = [asyncio.ensure_future(client.read("estate")) for _ in range(3)]
        await wait_for(server.started)
        client.cancel()
        for error in await asyncio.gather(*tasks, return_exceptions=True):
            assert isinstance(error, CancelledError)
        task = asyncio.ensure_future(client.read("estate"))
        await asyncio.sleep(0)
        await client.close()
        await client.close()
        with pytest.raises(CancelledError, match="closed"):
            await task
        server.release.set()

    run(main())


def test_failures_are_raised_where_they_are_awaited(run: Run, serve: Serve) -> None:
    server = serve(always(http(envelope([result(141, "no")], 500, 97))))

    async def main() -> None:
        async with connect(server) as client:
            with pytest.raises(ApiError, match="no"):
                await client.read("estate")
            with pytest.raises(ArgumentError):
                await client.send([])
            with pytest.raises(ArgumentError):
                await client.send(["{"])
            assert not client._waiting
        async with AsyncClient(TOKEN, SECRET, url="http://127.0.0.1:1/api/", retries=0) as client:
            with pytest.raises(ConnectError):
                await client.read("estate")

    run(main())


def test_a_timeout_of_the_library_needs_no_traffic(run: Run, serve: Serve) -> None:
    server = serve(hold)

    async def main() -> None:
        async with connect(server, timeout_ms=300) as client:
            began = time.monotonic()
            with pytest.raises(TimeoutError):
                await client.read("estate")
            assert 0.25 < time.monotonic() - began < 5

    run(main())
    server.release.set()


def test_pages_come_in_order_and_ahead(run: Run, sandbox: Sandbox) -> None:
    async def main() -> None:
        async with connect(sandbox) as client:
            pages = client.iterate("estate", data=["Id"], sort="Id", page_size=200)
            total = await pages.total()
            numbers = [record.id async for record in pages]
            assert len(numbers) == total and numbers == sorted(numbers, key=int)
            assert [record async for record in pages] == []
            limited = client.iterate("estate", data=["Id"], limit=7)
            assert len(await limited.to_dataframe()) == 7
            given_up = client.iterate("estate", data=["Id"], page_size=10)
            async for _ in given_up:
                break
            given_up.close()
            assert [record async for record in given_up] == []

    run(main())


def test_a_failing_page_raises(run: Run, serve: Serve) -> None:
    def answer(exchange: Exchange) -> bytes:
        if exchange.actions[0]["parameters"]["listoffset"]:
            return http(envelope([result(1, "gave up")], 500, 97))
        rows = [{"id": n, "type": "estate", "elements": {}} for n in range(5)]
        meta = {"cntabsolute": 20}
        return http(envelope([result(data={"meta": meta, "records": rows})]))

    async def main() -> None:
        seen = 0
        async with connect(serve(answer)) as client:
            with pytest.raises(OnOfficeError, match="gave up"):
                async for _ in client.iterate("estate", page_size=5):
                    seen += 1
            assert not client._jobs, "nobody waits any more"
        assert seen == 5

    run(main())


def test_a_client_belongs_to_one_loop_until_it_is_closed(serve: Serve) -> None:
    server = serve(echo)
    client = connect(server)

    async def call() -> bool:
        return (await client.read("estate")).ok

    # asyncio.run() makes a loop and closes it, each time.
    assert asyncio.run(call()) and asyncio.run(call())

    async def elsewhere() -> None:
        await call()
        outcome: list[BaseException] = []

        def other() -> None:
            try:
                asyncio.run(call())
            except ArgumentError as error:
                outcome.append(error)

        thread = threading.Thread(target=other)
        thread.start()
        while thread.is_alive():
            await asyncio.sleep(0.005)
        assert outcome and "one event loop" in str(outcome[0])
        await client.close()

    asyncio.run(elsewhere())
    with pytest.raises(ArgumentError):
        asyncio.run(call())


def test_threads_and_loops_share_connections_and_do_not_starve(run: Run, sandbox: Sandbox) -> None:
    options: dict[str, Any] = {"url": sandbox.url, "ca_file": sandbox.ca_file}
    stop = threading.Event()
    calls = []

    def work() -> None:
        with Client(sandbox.token, sandbox.secret, **options) as client:
            while not stop.is_set():
                calls.append(client.read("user", data=["Nr"], limit=1).ok)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()

    async def main() -> None:
        async with connect(sandbox) as client:
            for _ in range(5):
                found = await asyncio.gather(
                    *(client.read("estate", data=["Id"], limit=1) for _ in range(20))
                )
                assert all(item.ok for item in found)

    try:
        run(main())
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert calls and all(calls)


def test_a_child_goes_on_with_a_loop_of_its_own(sandbox: Sandbox) -> None:
    client = connect(sandbox)

    async def call() -> None:
        found = await asyncio.gather(
            *(client.read("estate", data=["Id"], limit=1, offset=n) for n in range(5))
        )
        assert all(item.ok for item in found)

    asyncio.run(call())
    before = sandbox.connections
    child = os.fork()
    if child == 0:
        code = 1
        try:
            signal.alarm(30)
            asyncio.run(call())
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert sandbox.connections > before, "the child opened connections of its own"
    asyncio.run(call())
    asyncio.run(client.close())


def test_a_dropped_flight_is_given_up(run: Run, serve: Serve) -> None:
    server = serve(hold)

    async def main() -> None:
        async with connect(server) as client:
            pages = client.iterate("estate")
            task = asyncio.ensure_future(pages.__anext__())
            await wait_for(server.started)
            task.cancel()
            del pages
            await asyncio.gather(task, return_exceptions=True)
            assert not client._jobs and not client._waiting
        server.release.set()

    run(main())
