"""The listening socket and the threads behind it."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from http.server import ThreadingHTTPServer
from typing import Any, Optional

from .control import Control
from .endpoint import Endpoint
from .exchange import Exchange

REQUEST_LIMIT = 256 << 20
"""Bytes a request body may have."""


class Server(ThreadingHTTPServer):
    """One thread per connection; closing it ends them all."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    allow_reuse_address = True

    def __init__(
        self,
        host: str,
        port: int,
        endpoint: Endpoint,
        tls: Optional[ssl.SSLContext],
        delay: float = 0.0,
    ) -> None:
        if ":" in host:
            self.address_family = socket.AF_INET6
        self.endpoint = endpoint
        self.control = Control(endpoint.faults, self._counts)
        self.request_limit = REQUEST_LIMIT
        self.delay = delay
        """Seconds that each answer waits, beside those of other connections."""
        self.requests = 0
        self.connections = 0
        self._tls = tls
        self._guard = threading.Lock()
        self._open: set[socket.socket] = set()
        self._closing = threading.Event()
        super().__init__((host, port), Exchange)
        name = f"[{host}]" if ":" in host else host
        self.address = f"{'https' if tls else 'http'}://{name}:{self.server_address[1]}"

    def server_bind(self) -> None:
        """Binds without the reverse look-up of the host's name that HTTPServer does."""
        socket_server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def count_request(self) -> None:
        """Notes that one more HTTP request has been served."""
        with self._guard:
            self.requests += 1

    def uncount_connection(self) -> None:
        """Takes back that a connection was counted: it is none of the API's."""
        with self._guard:
            self.connections -= 1

    def wait(self, seconds: float) -> None:
        """Lets time pass, or less of it if the server is closed."""
        if seconds > 0:
            self._closing.wait(seconds)

    def _counts(self) -> dict[str, Any]:
        counts = {"requests": self.requests, "connections": self.connections}
        return {**counts, "executed": dict(self.endpoint.executed)}

    def get_request(self) -> tuple[Any, Any]:
        """Accepts a connection. TLS is greeted later, by the connection's own thread."""
        connection, address = super().get_request()
        if self._tls:
            connection = self._tls.wrap_socket(
                connection, server_side=True, do_handshake_on_connect=False
            )
        with self._guard:
            self.connections += 1
            self._open.add(connection)
        return connection, address

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Greets and serves one connection."""
        request.settimeout(Exchange.timeout)
        if self._tls:
            try:
                request.do_handshake()
            except OSError:  # ssl.SSLError is one
                return
        super().finish_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Closes one connection."""
        with self._guard:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that failed is closed without a word; the server lives on."""

    def close(self) -> None:
        """Stops listening and hangs up on every client."""
        self._closing.set()
        self.shutdown()
        self.server_close()
        with self._guard:
            connections = list(self._open)
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


def socket_server_bind(server: Server) -> None:
    """What socketserver.TCPServer does to bind."""
    server.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.socket.bind(server.server_address)
    server.server_address = server.socket.getsockname()
