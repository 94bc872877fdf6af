"""A server on loopback that answers with whatever bytes a test wants."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any

TOKEN = "0123456789abcdef0123456789abcdef"
SECRET = "fedcba9876543210" * 4

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Exchange:
    """One request that arrived, and the connection to answer it on."""

    def __init__(self, server: RawServer, connection: socket.socket, head: bytes, body: bytes):
        self.server = server
        self.connection = connection
        self.head = head
        self.body = body

    @property
    def actions(self) -> list[dict[str, Any]]:
        """The actions of the request, signed as they came."""
        actions: list[dict[str, Any]] = json.loads(self.body)["request"]["actions"]
        return actions


#: Returns what to send, or None to close the connection.
Answer = Callable[[Exchange], "bytes | None"]


class RawServer:
    """Serves from daemon threads until close(); counts what arrives.

    Attributes:
        connections: accepted so far.
        started: set when a request has arrived in full.
        release: set by a test to let an answer that waits for it go on; also set by close().
    """

    def __init__(self, answer: Answer, context: ssl.SSLContext | None = None) -> None:
        self.answer = answer
        self.context = context
        self.connections = 0
        self.requests = 0
        self.last: Exchange | None = None
        self.started = threading.Event()
        self.release = threading.Event()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Address to give to a client."""
        return f"{'https' if self.context else 'http'}://127.0.0.1:{self.port}/api/"

    def __enter__(self) -> RawServer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stops listening and ends all connections."""
        self.release.set()
        for connection in [self._listener, *self._open]:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        connection = plain
        try:
            if self.context:
                connection = self.context.wrap_socket(plain, server_side=True)
            while self._exchange(connection):
                pass
        except OSError:
            pass
        finally:
            self._open.discard(plain)
            connection.close()

    def _exchange(self, connection: socket.socket) -> bool:
        received = bytearray()
        while b"\r\n\r\n" not in received:
            block = connection.recv(65536)
            if not block:
                return False
            received += block
            if not b"POST ".startswith(received[:5]):
                connection.sendall(http("no HTTP request", "400 Bad Request"))
                return False
        head, _, rest = bytes(received).partition(b"\r\n\r\n")
        found = _LENGTH.search(head)
        length = int(found[1]) if found else 0
        body = bytearray(rest)
        while len(body) < length:
            block = connection.recv(1 << 20)
            if not block:
                return False
            body += block
        with self._lock:
            self.requests += 1
        exchange = Exchange(self, connection, head, bytes(body))
        self.last = exchange
        self.started.set()
        answer = self.answer(exchange)
        if answer is None:
            return False
        connection.sendall(answer)
        return b"\r\nConnection: close" not in answer.partition(b"\r\n\r\n")[0]


def http(
    body: bytes | str,
    status: str = "200 OK",
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """A complete HTTP answer."""
    if isinstance(body, str):
        body = body.encode()
    lines = {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Length": str(len(body)),
        **(headers or {}),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def always(answer: bytes | None) -> Answer:
    """Answers every request in the same way."""
    return lambda exchange: answer


def result(
    code: Any = 0, message: str = "OK", *, data: Any = None, **members: Any
) -> dict[str, Any]:
    """One result object as the API words it."""
    if data is None:
        data = {"meta": {"cntabsolute": 0}, "records": []} if code == 0 else []
    return {
        "actionid": "urn:onoffice-de-ns:smart:2.5:smartml:action:read",
        "resourceid": "",
        "resourcetype": "estate",
        "cacheable": True,
        "identifier": "",
        "data": data,
        "status": {"errorcode": code, "message": message},
        **members,
    }


def envelope(
    results: Sequence[Any], code: int = 200, errorcode: Any = 0, message: str = "OK"
) -> str:
    """An answer of the API around some results."""
    status = {"code": code, "errorcode": errorcode, "message": message}
    return json.dumps({"status": status, "response": {"results": list(results)}})


def echo(exchange: Exchange) -> bytes:
    """Answers each action with success, and with its own identifier and type."""
    return http(
        envelope(
            [
                result(identifier=action["identifier"], resourcetype=action["resourcetype"])
                for action in exchange.actions
            ]
        )
    )
