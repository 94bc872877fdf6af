"""A server that costs next to nothing: prepared answers over TLS, on uvloop."""

from __future__ import annotations

import asyncio
import json
import ssl
import sys
from typing import Any

import uvloop

SMALL = 10  # records of the small answer
LARGE = 50_000_000  # bytes of the large one


def answer(records: int, filler: str = "") -> bytes:
    """An answer of the API with so many records, as a whole HTTP answer."""
    rows = [
        {
            "id": number,
            "type": "estate",
            "elements": {
                "Id": f"{number}",
                "objekttitel": f"Schöne Wohnung {number}{filler}",
                "kaufpreis": "299000.00",
                "wohnflaeche": "84.50",
                "ort": "Köln",
            },
        }
        for number in range(records)
    ]
    result = {
        "actionid": "urn:onoffice-de-ns:smart:2.5:smartml:action:read",
        "resourceid": "",
        "resourcetype": "estate",
        "cacheable": True,
        "identifier": "",
        "data": {"meta": {"cntabsolute": records}, "records": rows},
        "status": {"errorcode": 0, "message": "OK"},
    }
    status = {"code": 200, "errorcode": 0, "message": "OK"}
    body = json.dumps({"status": status, "response": {"results": [result]}}).encode()
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def large() -> bytes:
    """An answer of about LARGE bytes."""
    one = len(answer(1, "x" * 400)) - len(answer(0))
    return answer(LARGE // one, "x" * 400)


class Server(asyncio.Protocol):
    """Answers every request as its path says: with the small answer, or the large one."""

    small = answer(SMALL)
    large = b""

    def __init__(self) -> None:
        self._received = bytearray()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while True:
            end = self._received.find(b"\r\n\r\n")
            if end < 0:
                return
            head = bytes(self._received[:end])
            lower = head.lower()
            place = lower.find(b"content-length:")
            length = int(lower[place + 15 :].split(b"\r\n", 1)[0]) if place >= 0 else 0
            if len(self._received) < end + 4 + length:
                return
            del self._received[: end + 4 + length]
            self._transport.write(Server.large if b"/large/" in head[:64] else Server.small)


async def serve(certificate: str, key: str) -> None:
    """Serves until the standard input ends; prints the port first."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    Server.large = large()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Server, "127.0.0.1", 0, ssl=context, backlog=256)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    uvloop.install()
    asyncio.run(serve(sys.argv[1], sys.argv[2]))
