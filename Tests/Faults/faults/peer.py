"""The server's end of one connection, with the words in which the families say what it does."""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import ssl
import struct
from typing import Any, Union

from . import answers
from .call import Call
from .certificates import Certificates

Socket = Union[socket.socket, ssl.SSLSocket]


class Gone(Exception):
    """The other side has ended the connection, or the test is over."""


class Peer:
    """One connection. `call` is what it serves at the moment."""

    def __init__(
        self,
        connection: Socket,
        call: Call,
        certificates: Certificates,
        listener: socket.socket,
    ) -> None:
        self.socket = connection
        self.call = call
        self.certificates = certificates
        self._listener = listener
        self.executes = True
        #: The name of the fault that is played; "" for good service.
        self.plays = ""
        #: Whether this connection may be served further when the play has ended.
        self.stays = False
        self._buffer = b""

    def begin(self) -> bool:
        """Waits for the first byte of a request. False if none comes any more."""
        if not self._buffer:
            try:
                self._buffer = self._receive()
            except Gone:
                return False
        return True

    # Taking a request

    def received(self) -> bytes:
        """What has come and was not taken yet."""
        return self._buffer

    def head(self) -> bytes:
        """Reads the request up to its blank line."""
        while b"\r\n\r\n" not in self._buffer:
            self._buffer += self._receive()
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        return head

    def body(self, head: bytes) -> list[dict[str, Any]]:
        """Reads the rest of the request, and counts it. Returns its actions."""
        length = 0
        for line in head.split(b"\r\n"):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        pieces = [self._buffer]
        missing = length - len(self._buffer)
        while missing > 0:
            pieces.append(self._receive())
            missing -= len(pieces[-1])
        everything = b"".join(pieces)
        self._buffer = everything[length:]
        return self.count(everything[:length])

    def count(self, body: bytes) -> list[dict[str, Any]]:
        """Counts a request that has arrived completely. Returns its actions."""
        actions: list[dict[str, Any]] = json.loads(body)["request"]["actions"]
        self.call.complete(actions, self.executes, self.plays)
        return actions

    def take(self) -> list[dict[str, Any]]:
        """Takes a complete request. Returns its actions."""
        return self.body(self.head())

    def take_some(self, size: int) -> None:
        """Takes this many bytes of the body, and no more."""
        self.head()
        while len(self._buffer) < size:
            self._buffer += self._receive(4096)

    # Answering

    def send(self, data: bytes) -> None:
        """Sends bytes."""
        try:
            self.socket.sendall(data)
        except OSError as error:
            raise Gone from error

    def answer(self, *headers: str) -> None:
        """Takes a request and answers as the API does; the connection stays."""
        self.send(answers.http(answers.good(self.take()), *headers))
        self.stays = True

    def flood(self, data: bytes) -> None:
        """Sends the same for as long as anybody listens."""
        block = data * max(1, 65536 // len(data))
        while True:
            self.send(block)

    def drip(self, data: bytes, milliseconds: int) -> None:
        """Sends byte by byte, with pauses in between."""
        for place in range(len(data)):
            self.send(data[place : place + 1])
            self.pause(milliseconds)

    def pause(self, milliseconds: int) -> None:
        """Does nothing for a while."""
        waiting = select.poll()
        waiting.register(self.call.ended, select.POLLIN)
        if waiting.poll(milliseconds):
            raise Gone

    # Ending

    def silence(self) -> None:
        """Reads and sends nothing until the client ends the connection or the call."""
        waiting = select.poll()
        waiting.register(self.call.ended, select.POLLIN)
        waiting.register(self.socket, select.POLLRDHUP)
        waiting.poll()

    def close(self) -> None:
        """Closes; over TLS without the closing alert."""
        self.socket.close()

    def stop_listening(self) -> None:
        """Lets no new connection come about."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def reset(self) -> None:
        """Ends the connection with a TCP reset."""
        try:
            linger = struct.pack("ii", 1, 0)
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        except OSError as error:
            raise Gone from error
        self.socket.close()

    def send_below_tls(self, data: bytes) -> None:
        """Writes to the TCP connection past the TLS on it."""
        try:
            os.write(self.socket.fileno(), data)
        except OSError as error:
            raise Gone from error

    def _receive(self, size: int = 65536) -> bytes:
        try:
            data = self.socket.recv(size)
        except OSError as error:
            raise Gone from error
        if not data:
            raise Gone
        return data
