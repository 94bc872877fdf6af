"""One HTTP connection: HTTP/1.1 with keep-alive, POST only, compressed replies."""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import time
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, Callable, Optional

from . import reply as replies
from .reply import BODILESS, JSON, Reply

if TYPE_CHECKING:
    from .server import Server

PATHS = ("/api/stable/api.php", "/api/latest/api.php")
_SMALLEST_TO_COMPRESS = 1024
_LARGEST_TO_COMPRESS = 8 << 20  # what is larger is a file, and takes longer than it saves
_LARGEST_TO_DRAIN = 8 << 20


class _Refused(Exception):
    """A request that is answered by an HTTP status instead of the API."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Exchange(BaseHTTPRequestHandler):
    """Serves the requests of one connection, one after another."""

    protocol_version = "HTTP/1.1"
    server_version = "libonoffice-sandbox"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = 1 << 16
    timeout = 120
    """Seconds without a byte after which a connection is given up."""

    server: Server
    _clock = 0.0
    _count = 0

    def handle(self) -> None:
        """Serves until the client closes; a broken connection is no event worth a word."""
        try:
            super().handle()
        except OSError:
            self.close_connection = True

    def finish(self) -> None:
        """Flushes what the client is still there to read."""
        with contextlib.suppress(OSError):
            super().finish()

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):  # any method but POST
            return self._refuse_method
        raise AttributeError(name)

    def handle_expect_100(self) -> bool:
        """Tells a client that asks first to go on, at once: our output is buffered."""
        going_on = super().handle_expect_100()
        self.wfile.flush()
        return going_on

    def do_POST(self) -> None:
        """Answers one API request, or one to the control URL."""
        if self._controlled():
            return
        self._count += 1
        if self._path() not in PATHS:
            self._refuse(404)
            return
        endpoint = self.server.endpoint
        fault = endpoint.faults.strike_unread()
        if fault:
            self.server.count_request()
            self.server.wait(fault.delay)
            if fault.drop == "request":
                self._read_half()
            self._hang_up()
            return
        try:
            envelope = endpoint.read(self._body(self.server.request_limit))
        except _Refused as refused:
            self._refuse(refused.status)
            return
        fault = endpoint.faults.strike_request(envelope.calls())
        reply = replies.make(endpoint, envelope, self.server.address, fault)
        self.server.count_request()
        self.server.wait(self.server.delay + (fault.delay if fault else 0.0))
        self._clock = fault.clock if fault else 0.0
        self._answer(reply)

    def date_time_string(self, timestamp: Optional[float] = None) -> str:
        """The header Date, by our clock even if that is wrong."""
        return super().date_time_string(
            time.time() + self._clock if timestamp is None else timestamp
        )

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged: requests carry tokens and personal data."""

    def send_error(
        self, code: int, message: Optional[str] = None, explain: Optional[str] = None
    ) -> None:
        """The answer to malformed HTTP."""
        self._refuse(code)

    def _path(self) -> str:
        return self.path.split("?", 1)[0]

    def _accepts_gzip(self) -> bool:
        accepted = self.headers.get("Accept-Encoding", "").lower()
        codings = [coding.partition(";") for coding in accepted.split(",")]
        return any(
            name.strip() in ("gzip", "*") and weight.replace(" ", "") not in ("q=0", "q=0.0")
            for name, _, weight in codings
        )

    def _refuse_method(self) -> None:
        if not self._controlled():
            self._refuse(405 if self._path() in PATHS else 404)

    def _refuse(self, status: int, counted: bool = True) -> None:
        """Answers with a bare HTTP status and closes, since a body may still be on its way."""
        if counted:
            self.server.count_request()
        self.close_connection = True
        self.send_response(status, replies.phrase(status))
        if status == 405:
            self.send_header("Allow", "POST")
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Connection", "close")
        self._send([f"{status} {replies.phrase(status)}\n".encode()])
        self.wfile.flush()
        self._drain()

    def _answer(self, reply: Reply) -> None:
        if reply.drop and reply.drop != "answer":
            self._hang_up()
            return
        pieces, size = reply.pieces, sum(map(len, reply.pieces))
        self.send_response(reply.status, reply.phrase)
        self.send_header("Content-Type", reply.content_type)
        if reply.retry_after:
            self.send_header("Retry-After", reply.retry_after)
        if _SMALLEST_TO_COMPRESS < size <= _LARGEST_TO_COMPRESS and self._accepts_gzip():
            pieces = [gzip.compress(b"".join(pieces), 1)]
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        if reply.status in BODILESS:
            self.end_headers()
        else:
            self._send(pieces, broken_off=reply.drop is not None)
        if reply.drop:
            self.wfile.flush()
            self._hang_up()

    def _send(self, pieces: list[bytes], broken_off: bool = False) -> None:
        self.send_header("Content-Length", str(sum(map(len, pieces))))
        self.end_headers()
        if self.command != "HEAD":
            for piece in replies.half(pieces) if broken_off else pieces:
                self.wfile.write(piece)

    def _hang_up(self) -> None:
        """Ends the connection without a word, not even that of TLS."""
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def _controlled(self) -> bool:
        """Answers a request to the control URL, if this is one. They are not counted."""
        control = self.server.control
        rest = control.rest(self._path())
        if rest is None:
            return False
        if self._count == 0:
            self.server.uncount_connection()
        self._count += 1
        has_body = self.command == "POST" or "Content-Length" in self.headers
        try:
            body = self._body(control.max_body) if has_body else b""
        except _Refused as refused:
            self._refuse(refused.status, counted=False)
            return True
        status, value = control.answer(self.command, rest, body)
        self._clock = 0.0
        self.send_response(status, replies.phrase(status))
        self.send_header("Content-Type", JSON)
        self._send([json.dumps(value, indent=2).encode() + b"\n"])
        return True

    def _body(self, limit: int) -> bytes:
        """The request body, whichever way its length is told."""
        coding = self.headers.get("Transfer-Encoding", "").strip().lower()
        if coding == "chunked":
            return self._chunks(limit)
        if coding:
            raise _Refused(501)
        length = self.headers.get("Content-Length")
        if length is None:
            raise _Refused(411)
        if not length.isascii() or not length.isdigit():
            raise _Refused(400)
        if len(length) > 15 or int(length) > limit:
            raise _Refused(413)
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            raise ConnectionError
        return body

    def _chunks(self, limit: int) -> bytes:
        body = bytearray()
        while True:
            digits = self.rfile.readline(1 << 10).split(b";")[0].strip()
            if not digits or len(digits) > 8 or digits.strip(b"0123456789abcdefABCDEF"):
                raise _Refused(400)
            size = int(digits, 16)
            if len(body) + size > limit:
                raise _Refused(413)
            if size == 0:
                while self.rfile.readline(1 << 16).strip():
                    pass  # trailers say nothing to us
                return bytes(body)
            body += self.rfile.read(size)
            if self.rfile.readline(3).strip():
                raise _Refused(400)

    def _read_half(self) -> None:
        """Reads the first half of a body, or the beginning of one in chunks."""
        length = self.headers.get("Content-Length", "")
        self.rfile.read(int(length) // 2 if length.isdecimal() and len(length) <= 15 else 1)

    def _drain(self) -> None:
        """Takes in some of what is still being sent, lest a reset eat our answer."""
        left = _LARGEST_TO_DRAIN
        self.connection.settimeout(0.5)
        try:
            while left > 0:
                piece = self.connection.recv(1 << 16)
                if not piece:
                    return
                left -= len(piece)
        except OSError:
            pass
