"""AsyncClient.upload() and download(): files carried while the loop does other things."""

from __future__ import annotations

import asyncio
import io
import os
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvloop
from raw_server import SECRET, TOKEN, Exchange, envelope, http, result
from support import Serve

from libonoffice import Action, AsyncClient, CancelledError, InvalidError
from libonoffice.sandbox import Sandbox

Run = Callable[[Coroutine[Any, Any, None]], None]

CONTENT = os.urandom(100_000)


def connect(sandbox: Sandbox) -> AsyncClient:
    return AsyncClient(
        sandbox.token, sandbox.secret, url=sandbox.url, ca_file=sandbox.ca_file or None
    )


@pytest.fixture(params=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Iterator[Run]:
    """Runs a coroutine on a loop of each kind; whatever hangs fails."""
    loop = asyncio.new_event_loop() if request.param == "asyncio" else uvloop.new_event_loop()
    yield lambda coroutine: loop.run_until_complete(asyncio.wait_for(coroutine, 60))
    loop.close()


def test_files_go_there_and_back(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    async def main() -> None:
        async with connect(sandbox) as client:
            estate = (await client.read("estate", data=["Id"], limit=1)).id
            assert isinstance(estate, int)
            seen: list[int] = []
            path = tmp_path / "haus.jpg"
            path.write_bytes(CONTENT)

            async def carry(number: int) -> bytes:
                source = (path, CONTENT, io.BytesIO(CONTENT))[number % 3]
                done = await client.upload(
                    source,
                    "estate",
                    estate,
                    name=f"{number}.jpg",
                    block_size=10_000,
                    progress=seen.append if not number else None,
                    Art="Foto",
                )
                file = int(done.records[0]["fileId"])
                target = tmp_path / f"{number}.jpg"
                rest = await client.download_file("estate", estate, file, target)
                assert rest.records[0]["content"] == "" and target.read_bytes() == CONTENT
                return await client.download_file("estate", estate, file)

            calls = [client.read("estate", limit=1) for _ in range(10)]
            found = await asyncio.gather(*(carry(number) for number in range(6)), *calls)
            assert found[:6] == [CONTENT] * 6 and not client._jobs
            assert seen == sorted(set(seen)) and seen[-1] == len(CONTENT) and len(seen) > 1
            template = (await client.get("templates", {"type": "pdf"})).records[0]["identifier"]
            assert (await client.download_pdf(estate, template)).startswith(b"%PDF")
            with pytest.raises(InvalidError):
                await client.upload(b"x", "estate", estate, name="x.jpg", Art="Kunst")

    run(main())


@pytest.mark.parametrize("ended_by", ["task", "client", "close"])
def test_an_upload_can_be_ended(ended_by: str, run: Run, serve: Serve) -> None:
    def hold(exchange: Exchange) -> bytes:
        exchange.server.release.wait(30)
        return http(envelope([result()]))

    server = serve(hold)

    async def main() -> None:
        async with AsyncClient(TOKEN, SECRET, url=server.url) as client:
            task = asyncio.ensure_future(client.upload(b"x", "estate", 1, name="x"))
            while not server.started.is_set():
                await asyncio.sleep(0)
            if ended_by == "task":
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
            elif ended_by == "client":
                client.cancel()
                with pytest.raises(CancelledError):
                    await task
            else:
                await client.close()
                with pytest.raises(CancelledError, match="closed"):
                    await task
            assert not client._jobs and not server.release.is_set()

    run(main())


def test_what_is_ended_leaves_no_draft(run: Run, serve: Serve, tmp_path: Path) -> None:
    def begin(exchange: Exchange) -> None:
        head = b'HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{"status":{"code":200,'
        exchange.connection.sendall(head)
        exchange.server.release.wait(30)

    server = serve(begin)

    async def main() -> None:
        async with AsyncClient(TOKEN, SECRET, url=server.url) as client:
            action = Action("read", "userphoto")
            task = asyncio.ensure_future(client.download(action, tmp_path / "x.jpg"))
            while not server.started.is_set():
                await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert list(tmp_path.iterdir()) == []

    run(main())
