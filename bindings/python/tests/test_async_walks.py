"""AsyncClient.iterate(): walks that share a loop, and the ways in which one ends."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest
import uvloop
from lists import estates
from raw_server import SECRET, TOKEN, RawServer
from support import Serve

from libonoffice import ArgumentError, AsyncClient, CancelledError, LimitError
from libonoffice._async_pages import AsyncPages

Run = Callable[[Coroutine[Any, Any, None]], None]


def connect(server: RawServer) -> AsyncClient:
    return AsyncClient(TOKEN, SECRET, url=server.url)


@pytest.fixture(params=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Iterator[Run]:
    """Runs a coroutine on a loop of each kind; whatever hangs fails."""
    loop = asyncio.new_event_loop() if request.param == "asyncio" else uvloop.new_event_loop()
    yield lambda coroutine: loop.run_until_complete(asyncio.wait_for(coroutine, 60))
    loop.close()
    gc.collect()


def test_many_walks_on_one_loop(run: Run, serve: Serve) -> None:
    server = serve(estates(300))

    async def walk(client: AsyncClient, ahead: int) -> list[Any]:
        return [r.id async for r in client.iterate("estate", page_size=10, ahead=ahead)]

    async def main() -> None:
        async with connect(server) as client:
            for _ in range(5):
                walks = [walk(client, 1 + number % 3) for number in range(8)]
                calls = [client.read("estate", limit=1) for _ in range(8)]
                found = await asyncio.gather(*walks, *calls)
                assert all(numbers == list(range(300)) for numbers in found[:8])
            assert not client._jobs

    run(main())


def test_pages_may_be_walked_over_by_themselves(run: Run, serve: Serve) -> None:
    server = serve(estates(25))

    async def main() -> None:
        async with connect(server) as client:
            pages = client.iterate("estate", page_size=10)
            assert await pages.total() == 25
            assert [len(page.records) async for page in pages.results()] == [10, 10, 5]
            assert pages.trace["pages"] == 3 and "no sortby" in pages.trace["warnings"][0]
            assert await pages.total() == 25 and "25 records" in repr(pages)
            nothing = client.iterate("estate", limit=0)
            assert await nothing.total() == 0 and [record async for record in nothing] == []
            with pytest.raises(ArgumentError, match="page_size"):
                client.iterate("estate", page_size=501)

    run(main())


def test_tasks_have_one_page_and_say_so(run: Run, serve: Serve) -> None:
    async def main() -> None:
        async with connect(serve(estates(500))) as client:
            seen = []
            with pytest.raises(LimitError, match="narrow the filter"):
                async for record in client.iterate("task"):
                    seen.append(record.id)
            assert seen == list(range(500))

    run(main())


def test_to_cancel_the_task_is_to_end_the_walk(run: Run, serve: Serve) -> None:
    server = serve(estates(30, held_from=10))

    async def main() -> None:
        async with connect(server) as client:
            pages = client.iterate("estate", page_size=10)
            seen: list[Any] = []

            async def walk() -> None:
                async for record in pages:
                    seen.append(record.id)

            task = asyncio.ensure_future(walk())
            while len(seen) < 10:
                await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert [record async for record in pages] == [] and not client._jobs
            server.release.set()
            assert (await client.read("estate", limit=1)).ok

    run(main())


def test_tasks_may_share_a_walk(run: Run, serve: Serve) -> None:
    server = serve(estates(300))

    async def main() -> None:
        async with connect(server) as client:
            pages = client.iterate("estate", page_size=10)

            async def take() -> list[Any]:
                seen = []
                async for record in pages:
                    seen.append(record.id)
                    await asyncio.sleep(0)
                return seen

            totals = await asyncio.gather(pages.total(), pages.total())
            assert list(totals) == [300, 300]
            shares = await asyncio.gather(take(), take(), take())
            assert sorted(sum(shares, [])) == list(range(300))

    run(main())


def test_to_close_a_walk_wakes_who_waits_for_it_and_nobody_else(run: Run, serve: Serve) -> None:
    server = serve(estates(30, held_from=10))

    async def main() -> None:
        async with connect(server) as client:
            given_up, kept = (client.iterate("estate", page_size=10) for _ in range(2))

            async def walk(pages: AsyncPages) -> int:
                return len([record async for record in pages])

            tasks = [asyncio.ensure_future(walk(pages)) for pages in (given_up, kept)]
            while len(client._jobs) < 2 or given_up.trace["pages"] < 1 or kept.trace["pages"] < 1:
                await asyncio.sleep(0.001)
            given_up.close()
            with pytest.raises(CancelledError, match="closed"):
                await asyncio.wait_for(tasks[0], 10)
            server.release.set()
            assert await tasks[1] == 30

    run(main())


def test_a_walk_may_begin_before_the_loop(run: Run, serve: Serve) -> None:
    client = connect(serve(estates(30)))
    pages = client.iterate("estate", page_size=10)

    async def main() -> None:
        assert [record.id async for record in pages] == list(range(30))
        await client.close()

    run(main())
