"""The contestants: each makes one call, signed and decoded, in the way its users would."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

TOKEN = "0123456789abcdef0123456789abcdef"
SECRET = "fedcba9876543210" * 4
READ = "urn:onoffice-de-ns:smart:2.5:smartml:action:read"
PARAMETERS = {"data": ["Id", "objekttitel", "kaufpreis", "wohnflaeche", "ort"], "listlimit": 10}


@dataclass(frozen=True)
class Place:
    """Where the server is."""

    port: int
    ca_file: str

    def url(self, size: str) -> str:
        """Where the small or the large answer is."""
        return f"https://127.0.0.1:{self.port}/{size}.php"


def body() -> bytes:
    """A signed request, as one writes it by hand."""
    now = int(time.time())
    message = f"{now}{TOKEN}estate{READ}".encode()
    signature = base64.b64encode(hmac.new(SECRET.encode(), message, hashlib.sha256).digest())
    action = {
        "actionid": READ,
        "resourceid": "",
        "resourcetype": "estate",
        "identifier": "",
        "timestamp": now,
        "hmac": signature.decode(),
        "hmac_version": 2,
        "parameters": PARAMETERS,
    }
    return json.dumps({"token": TOKEN, "request": {"actions": [action]}}).encode()


def check(records: int) -> None:
    """All must have got the same."""
    assert records > 1


def ours(place: Place) -> Callable[[], None]:
    """This package."""
    from libonoffice import Client

    client = Client(TOKEN, SECRET, url=place.url("small"), ca_file=place.ca_file)

    def call() -> None:
        check(len(client.call("read", "estate", PARAMETERS).data["records"]))

    return call


def with_requests(place: Place) -> Callable[[], None]:
    """requests with a Session."""
    import requests

    session = requests.Session()
    session.verify = place.ca_file
    url = place.url("small")

    def call() -> None:
        answer = session.post(url, data=body(), headers={"Content-Type": "application/json"})
        check(len(answer.json()["response"]["results"][0]["data"]["records"]))

    return call


def with_pycurl(place: Place) -> Callable[[], None]:
    """pycurl with a handle that is kept."""
    handle = _curl(place, "small")

    def call() -> None:
        check(len(_perform(handle)["response"]["results"][0]["data"]["records"]))

    return call


def large_ours(place: Place) -> None:
    """One large answer through this package, decoded."""
    from libonoffice import Client

    with Client(TOKEN, SECRET, url=place.url("large"), ca_file=place.ca_file) as client:
        decoded = client.call("read", "estate", PARAMETERS).json()
    assert len(decoded["data"]["records"]) > 10_000


def large_pycurl(place: Place) -> None:
    """One large answer through pycurl and json.loads."""
    decoded = _perform(_curl(place, "large"))
    assert len(decoded["response"]["results"][0]["data"]["records"]) > 10_000


def _curl(place: Place, size: str) -> Any:
    import pycurl

    handle = pycurl.Curl()
    handle.setopt(pycurl.URL, place.url(size))
    handle.setopt(pycurl.CAINFO, place.ca_file)
    handle.setopt(pycurl.HTTPHEADER, ["Content-Type: application/json", "Expect:"])
    handle.setopt(pycurl.NOSIGNAL, 1)
    return handle


def _perform(handle: Any) -> Any:
    received = io.BytesIO()
    handle.setopt(handle.POSTFIELDS, body())
    handle.setopt(handle.WRITEDATA, received)
    handle.perform()
    return json.loads(received.getvalue())


async def flight_ours(place: Place, calls: int, in_flight: int) -> float:
    """Seconds for so many calls of AsyncClient."""
    from libonoffice import AsyncClient

    options: dict[str, Any] = {"url": place.url("small"), "ca_file": place.ca_file}
    async with AsyncClient(TOKEN, SECRET, **options) as client:

        async def call() -> None:
            check(len((await client.call("read", "estate", PARAMETERS)).data["records"]))

        return await _flight(call, calls, in_flight)


async def flight_aiohttp(place: Place, calls: int, in_flight: int) -> float:
    """Seconds for so many calls of aiohttp, with its ClientSession."""
    import ssl

    import aiohttp

    context = ssl.create_default_context(cafile=place.ca_file)
    connector = aiohttp.TCPConnector(ssl=context)
    url, headers = place.url("small"), {"Content-Type": "application/json"}
    async with aiohttp.ClientSession(connector=connector) as session:

        async def call() -> None:
            async with session.post(url, data=body(), headers=headers) as answer:
                decoded = await answer.json()
            check(len(decoded["response"]["results"][0]["data"]["records"]))

        return await _flight(call, calls, in_flight)


async def _flight(call: Callable[[], Any], calls: int, in_flight: int) -> float:
    import asyncio

    async def worker(count: int) -> None:
        for _ in range(count):
            await call()

    await asyncio.gather(*(worker(2) for _ in range(in_flight)))  # connections are made
    began = time.perf_counter()
    await asyncio.gather(*(worker(calls // in_flight) for _ in range(in_flight)))
    return time.perf_counter() - began
