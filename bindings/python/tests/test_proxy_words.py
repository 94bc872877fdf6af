"""What a proxy says is not the answer, and a proxy over TLS is trusted as a server is."""

from __future__ import annotations

import socket
import ssl
from contextlib import closing, suppress
from threading import Thread
from types import TracebackType

import pytest
from raw_server import Exchange, echo
from support import Certificate, Connect, Serve

from libonoffice import Action, TlsError

READ = [Action("read", "estate")]
Certificates = dict[str, Certificate]


class Tunnel:
    """A proxy that connects one client to a port of this machine."""

    def __init__(self, target: int, context: ssl.SSLContext | None = None) -> None:
        self._target = target
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self.head = b""
        self._thread = Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Tunnel:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            near, _ = self._listener.accept()
            if self._context:
                near = self._context.wrap_socket(near, server_side=True)
            with closing(near):
                while b"\r\n\r\n" not in self.head:
                    self.head += near.recv(1)
                with socket.create_connection(("127.0.0.1", self._target)) as far:
                    near.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                    Thread(target=_pass_on, args=(far, near), daemon=True).start()
                    _pass_on(near, far)


def _pass_on(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)


def think(exchange: Exchange) -> bytes:
    exchange.server.release.wait(1)
    return echo(exchange)


def test_a_server_behind_a_proxy_may_think(
    serve: Serve, connect: Connect, certificates: Certificates
) -> None:
    here = certificates["here"]
    server = serve(think, here.context)
    with Tunnel(server.port) as tunnel:
        client = connect(
            server,
            proxy=f"http://{tunnel.address}",
            ca_file=here.path,
            stall_timeout_ms=200,
            retries=0,
        )
        assert client.send(READ).ok
    assert tunnel.head.startswith(b"CONNECT 127.0.0.1:")


def test_a_proxy_over_tls_is_trusted_as_a_server_is(
    serve: Serve, connect: Connect, certificates: Certificates
) -> None:
    here = certificates["here"]
    server = serve(echo, here.context)
    for ca_file, is_trusted in ((here.path, True), (certificates["unrelated"].path, False)):
        with Tunnel(server.port, here.context) as tunnel:
            proxy = f"https://{tunnel.address}"
            client = connect(server, proxy=proxy, ca_file=ca_file, retries=0)
            if is_trusted:
                assert client.send(READ).ok
            else:
                with pytest.raises(TlsError):
                    client.send(READ)
    with Tunnel(server.port, here.context) as tunnel:
        proxy = f"https://{tunnel.address}"
        assert connect(server, proxy=proxy, tls_verify_peer=False).send(READ).ok
