"""A proxy on loopback that tunnels every CONNECT to one server."""

from __future__ import annotations

import base64
import contextlib
import re
import socket
import threading
from types import TracebackType

_CREDENTIALS = re.compile(r"\r\nproxy-authorization: *basic +(\S+)", re.IGNORECASE)


class ProxyServer:
    """Tunnels to a port of this machine, whatever host it is asked for.

    Attributes:
        asked: the targets of the CONNECTs that came, each HOST:PORT.
        tunnels: how many were let through.
    """

    def __init__(self, target_port: int, user: str = "", password: str = "") -> None:
        self.target_port = target_port
        self.credentials = f"{user}:{password}" if user else ""
        self.asked: list[str] = []
        self.tunnels = 0
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def url(self, user_and_password: str = "") -> str:
        """Address to give to a client."""
        return f"http://{user_and_password}{'@' if user_and_password else ''}127.0.0.1:{self.port}"

    def __enter__(self) -> ProxyServer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
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
            self._open.append(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            while head := self._head(connection):
                method, target, _ = head.split(" ", 2)
                self.asked.append(target)
                if method != "CONNECT":
                    connection.sendall(b"HTTP/1.1 405 Only CONNECT\r\nContent-Length: 0\r\n\r\n")
                elif self._is_welcome(head):
                    self._tunnel(connection)
                    return
                else:
                    connection.sendall(
                        b"HTTP/1.1 407 Proxy Authentication Required\r\n"
                        b'Proxy-Authenticate: Basic realm="here"\r\nContent-Length: 0\r\n\r\n'
                    )

    @staticmethod
    def _head(connection: socket.socket) -> str:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            byte = connection.recv(1)
            if not byte:
                return ""
            head += byte
        return head.decode("latin-1")

    def _is_welcome(self, head: str) -> bool:
        if not self.credentials:
            return True
        found = _CREDENTIALS.search(head)
        return found is not None and base64.b64decode(found[1]).decode() == self.credentials

    def _tunnel(self, client: socket.socket) -> None:
        with socket.create_connection(("127.0.0.1", self.target_port)) as server:
            self._open.append(server)
            self.tunnels += 1
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=_pump, args=(server, client), daemon=True)
            back.start()
            _pump(client, server)
            back.join()


def _pump(source: socket.socket, target: socket.socket) -> None:
    """Passes on what comes, until nothing does; then so it does for the other side."""
    with contextlib.suppress(OSError):
        while block := source.recv(65536):
            target.sendall(block)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)
