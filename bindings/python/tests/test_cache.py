"""The cache of reads, which is off unless cache_ttl_ms says otherwise."""

from __future__ import annotations

import asyncio

from support import Connect

from libonoffice import AsyncClient
from libonoffice.sandbox import Sandbox

PARAMETERS = {"modules": ["estate"]}


def test_a_read_serves_again_until_the_cache_is_cleared(connect: Connect, sandbox: Sandbox) -> None:
    client = connect(sandbox, cache_ttl_ms=60_000)
    client.clear_cache()
    before = sandbox.requests
    first, again = client.get("fields", PARAMETERS), client.get("fields", PARAMETERS)
    assert sandbox.requests - before == 1
    assert first.json() == again.json()
    assert client.start({"actionid": "get", "resourcetype": "fields", "parameters": PARAMETERS})
    client.clear_cache()
    client.get("fields", PARAMETERS)
    assert sandbox.requests - before == 2


def test_what_the_cache_has_is_awaited_like_anything_else(sandbox: Sandbox) -> None:
    async def main() -> None:
        async with AsyncClient(
            sandbox.token,
            sandbox.secret,
            url=sandbox.url,
            ca_file=sandbox.ca_file,
            cache_ttl_ms=60_000,
        ) as client:
            client.clear_cache()
            before = sandbox.requests
            for _ in range(3):
                found = await asyncio.wait_for(client.get("fields", PARAMETERS), 30)
                assert found.records
            assert sandbox.requests - before == 1

    asyncio.run(main())


def test_it_is_off_by_default(connect: Connect, sandbox: Sandbox) -> None:
    client = connect(sandbox)
    before = sandbox.requests
    client.get("fields", PARAMETERS)
    client.get("fields", PARAMETERS)
    assert sandbox.requests - before == 2
