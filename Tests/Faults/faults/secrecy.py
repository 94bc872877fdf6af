"""After a client is freed, its secret is nowhere in memory, whatever happened before.

The process with the library holds the secret veiled only; another one, its parent, unveils it and
searches the other's memory, so that the search does not find itself.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from . import families
from .abi import Abi
from .certificates import Certificates
from .client import Client, Request
from .part import Report
from .process import Process
from .server import Server
from .supply import One
from .trial import actions

Scene = Callable[[Client, int], None]

VEIL = 0x5A
SIZE = 64
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def _veiled_secret() -> bytes:
    return bytes(_LETTERS[byte % 64] ^ VEIL for byte in os.urandom(SIZE))


class _Holder:
    """The side with the library: makes a client, lets things happen to it, frees it."""

    def __init__(self, abi: Abi, server: Server, connection: Connection) -> None:
        self._abi = abi
        self._server = server
        self._connection = connection
        self._plain = (ctypes.c_ubyte * (SIZE + 1))()

    def run(self) -> None:
        """Runs all scenes; after each step the other side searches."""
        scenes: dict[str, Scene] = {
            "unused": self._nothing,
            "sent": self._send,
            "retried": self._retry,
            "refused": self._refused,
            "clock corrected": self._clock,
            "in flight": self._fly,
            "cancelled": self._cancel,
            "freed in flight": self._abandon,
        }
        for name, scene in scenes.items():
            port = self._server.open("tcp")
            veiled = _veiled_secret()
            client = self._client(veiled, port)
            self._exchange = 0
            self._show(f"{name}, held", veiled, is_held=True)
            scene(client, port)
            client.__exit__(None, None, None)
            self._show(f"{name}, freed", veiled, is_held=False)
            if self._exchange:
                self._abi.onoffice_exchange_free(self._exchange)
                self._show(f"{name}, exchange freed", veiled, is_held=False)
            self._server.end(port)
        self._connection.send(None)

    def _client(self, veiled: bytes, port: int) -> Client:
        for index, byte in enumerate(veiled):
            self._plain[index] = byte ^ VEIL
        secret = ctypes.cast(self._plain, ctypes.c_char_p)
        url = f"http://127.0.0.1:{port}/api.php"
        client = Client(self._abi, url, secret=secret, retries=2, timeout_ms=5000)
        ctypes.memset(self._plain, 0, SIZE)
        return client

    def _show(self, step: str, veiled: bytes, is_held: bool) -> None:
        self._connection.send((step, veiled, is_held))
        self._connection.recv()

    # What happens to a client

    def _nothing(self, client: Client, port: int) -> None:
        pass

    def _send(self, client: Client, port: int) -> None:
        with Request(self._abi, actions(is_write=True)) as request:
            client.send(request)

    def _retry(self, client: Client, port: int) -> None:
        self._server.arm(port, One("429-for-ever"))
        self._send(client, port)

    def _refused(self, client: Client, port: int) -> None:
        self._server.arm(port, One("close-then-refused"))
        self._send(client, port)

    def _clock(self, client: Client, port: int) -> None:
        self._server.arm(port, One("refused-clock"))
        self._send(client, port)

    def _fly(self, client: Client, port: int) -> None:
        with Request(self._abi, actions(is_write=True)) as request:
            self._exchange = client.start(request)
            client.poll(-1)

    def _cancel(self, client: Client, port: int) -> None:
        self._server.arm(port, One("never-answers"))
        timer = threading.Timer(0.1, client.cancel)
        timer.start()
        self._send(client, port)
        timer.join()

    def _abandon(self, client: Client, port: int) -> None:
        self._server.arm(port, One("never-answers"))
        with Request(self._abi, actions(is_write=True)) as request:
            self._exchange = client.start(request)
            client.poll(20)


# The side that searches


def _writable(process: int) -> Iterator[tuple[int, int]]:
    for line in Path(f"/proc/{process}/maps").read_text().splitlines():
        found = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
        if found:
            yield int(found[1], 16), int(found[2], 16)


def _occurrences(process: int, veiled: bytes) -> int:
    plain = bytes(byte ^ VEIL for byte in veiled)
    count = 0
    with open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        for start, end in _writable(process):
            try:
                memory.seek(start)
                count += memory.read(end - start).count(plain)
            except (OSError, OverflowError):
                continue  # what the kernel keeps to itself
    return count


def run(library: str, certificates: Certificates) -> Report:
    """Runs it in a process of its own, which this one searches."""
    process = Process("faults.secrecy", library, str(certificates.folder))
    report = Report(0)
    try:
        while (step := process.connection.recv()) is not None:
            name, veiled, is_held = step
            found = _occurrences(process.number, veiled)
            report.count += 1
            if is_held != (found > 0):
                report.wrong.append(f"secrecy: {name}: found {found} times")
            process.connection.send(None)
    except EOFError:
        report.wrong.append("secrecy: the process with the library ended")
    process.close()
    return report


def main() -> None:
    """What the side with the library does."""
    families.load()
    connection = Connection(int(sys.argv[1]))
    server = Server(Certificates(Path(sys.argv[3])))
    _Holder(Abi(sys.argv[2]), server, connection).run()


if __name__ == "__main__":
    main()
