"""As much of HTTP/2 as it takes to misbehave in it (RFC 9113): frames written by hand."""

from __future__ import annotations

import struct
from typing import Any

from . import answers
from .peer import Gone, Peer

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"

(
    DATA,
    HEADERS,
    PRIORITY,
    RST_STREAM,
    SETTINGS,
    PUSH_PROMISE,
    PING,
    GOAWAY,
    WINDOW_UPDATE,
    CONTINUATION,
) = range(10)

ACK = END_STREAM = 0x1
END_HEADERS = 0x4

NO_ERROR = 0x0
PROTOCOL_ERROR = 0x1
INTERNAL_ERROR = 0x2
REFUSED_STREAM = 0x7
CANCEL = 0x8
ENHANCE_YOUR_CALM = 0xB
HTTP_1_1_REQUIRED = 0xD

#: Index in HPACK's static table (RFC 7541, appendix A).
_STATUS = {200: 8, 204: 9, 206: 10, 304: 11, 400: 12, 404: 13, 500: 14}


def frame(kind: int, flags: int, stream: int, payload: bytes = b"") -> bytes:
    """A frame."""
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def number(value: int) -> bytes:
    """A 32-bit number, as frames hold them."""
    return struct.pack(">I", value)


def fields(status: int, *headers: tuple[str, str]) -> bytes:
    """A header block, in HPACK without compression."""
    block = bytes([0x80 | _STATUS[status]])
    for name, value in headers:
        block += b"\x00" + bytes([len(name)]) + name.encode() + bytes([len(value)]) + value.encode()
    return block


def goaway(last: int, error: int) -> bytes:
    """The connection ends; streams above the last one were not and will not be worked on."""
    return frame(GOAWAY, 0, 0, number(last) + number(error))


class Http2Peer(Peer):
    """The server's end of an HTTP/2 connection, one stream at a time."""

    stream = 0
    _is_open = False
    _has_ended = False
    _has_greeted = False
    _owes_ack = False

    def begin(self) -> bool:
        """Waits for the headers of a request, whose stream becomes the current one."""
        try:
            if not self._is_open:
                if self._exactly(len(PREFACE)) != PREFACE:
                    return False
                self._is_open = True
            while True:
                kind, flags, stream, _ = self.next_frame()
                if kind == HEADERS:
                    self.stream = stream
                    self._has_ended = bool(flags & END_STREAM)
                    return True
        except Gone:
            return False

    def take(self) -> list[dict[str, Any]]:
        """Takes a complete request. Returns its actions."""
        self.greet()
        body = b""
        while not self._has_ended:
            kind, flags, stream, payload = self.next_frame()
            if kind == DATA and stream == self.stream:
                body += payload
                self._has_ended = bool(flags & END_STREAM)
                if payload:
                    more = number(len(payload))
                    self.send(frame(WINDOW_UPDATE, 0, 0, more))
                    self.send(frame(WINDOW_UPDATE, 0, self.stream, more))
            elif kind == RST_STREAM and stream == self.stream:
                raise Gone
        return self.count(body)

    def greet(self) -> None:
        """Sends the server's part of the preface, once; late, since some faults do not."""
        if not self._has_greeted:
            self._has_greeted = True
            self.send(frame(SETTINGS, 0, 0))
        if self._owes_ack:
            self._owes_ack = False
            self.send(frame(SETTINGS, ACK, 0))

    def answer(self, *headers: str) -> None:
        """Takes a request and answers as the API does; the connection stays."""
        body = answers.good(self.take())
        self.send_headers(200, ("content-length", str(len(body))))
        self.send_data(body, END_STREAM)
        self.stays = True

    def send_headers(self, status: int, *headers: tuple[str, str], flags: int = 0) -> None:
        """Sends the headers of an answer."""
        block = fields(status, ("content-type", "application/json"), *headers)
        self.send(frame(HEADERS, END_HEADERS | flags, self.stream, block))

    def send_data(self, data: bytes, flags: int = 0) -> None:
        """Sends a part of an answer's body."""
        self.send(frame(DATA, flags, self.stream, data))

    def send_reset(self, error: int) -> None:
        """Ends the current stream."""
        self.send(frame(RST_STREAM, 0, self.stream, number(error)))

    def next_frame(self) -> tuple[int, int, int, bytes]:
        """The next frame: kind, flags, stream, payload. Acknowledges what is to be acknowledged."""
        header = self._exactly(9)
        length = int.from_bytes(header[:3], "big")
        kind, flags, stream = struct.unpack(">BBI", header[3:])
        payload = self._exactly(length)
        if kind == SETTINGS and not flags & ACK:
            self._owes_ack = True
        elif kind == PING and not flags & ACK:
            self.send(frame(PING, ACK, 0, payload))
        elif kind == GOAWAY:
            raise Gone
        return kind, flags, stream, payload

    def _exactly(self, size: int) -> bytes:
        while len(self._buffer) < size:
            self._buffer += self._receive()
        data, self._buffer = self._buffer[:size], self._buffer[size:]
        return data


def as_http2(peer: Peer) -> Http2Peer:
    """The peer of a fault that is for stages of kind h2 only."""
    if not isinstance(peer, Http2Peer):
        raise TypeError("this fault is for a stage of kind h2")
    return peer
