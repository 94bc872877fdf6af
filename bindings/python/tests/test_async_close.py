"""What close() of an AsyncClient leaves behind: nothing that anybody has to look after."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import pytest
from raw_server import SECRET, TOKEN, Exchange, envelope, http, result
from support import Serve

from libonoffice import AsyncClient, CancelledError


def first_page_only(exchange: Exchange) -> bytes:
    """A list of 50, of which all pages but the first are held back."""
    if exchange.actions[0]["parameters"]["listoffset"]:
        exchange.server.release.wait(30)
    rows = [{"id": n, "type": "estate", "elements": {}} for n in range(10)]
    return http(envelope([result(data={"meta": {"cntabsolute": 50}, "records": rows})]))


def test_pages_fetched_ahead_are_not_reported_as_lost(serve: Serve) -> None:
    server = serve(first_page_only)
    reported: list[dict[str, Any]] = []

    async def main() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda loop, told: reported.append(told))
        client = AsyncClient(TOKEN, SECRET, url=server.url)
        pages = client.iterate("estate", page_size=10, ahead=4)
        seen = [(await pages.__anext__()).id]
        await client.close()
        with pytest.raises(CancelledError, match="closed"):
            async for record in pages:
                seen.append(record.id)
        assert seen == list(range(10)), "what was there is handed out, then the walk fails"
        del pages
        gc.collect()

    asyncio.run(main())
    assert reported == []
