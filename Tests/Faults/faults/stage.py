"""One listening socket, and what those get who connect: a fault, or good service."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import traceback
from collections.abc import Iterator
from typing import Optional

from .call import Call
from .certificates import Certificates
from .fault import Fault
from .http2 import Http2Peer
from .peer import Gone, Peer, Socket
from .supply import Supply

#: So little that a ballast of megabytes cannot hide in the buffers between the two ends.
NARROW = 65536


class Stage:
    """The listener of one kind.

    tcp         plain HTTP/1.1; narrow: with a small receive buffer
    tls         HTTPS with a good certificate; tls-NAME: with the certificate of that name
    tls@1.1     HTTPS with only that version of TLS
    tls+client  HTTPS that asks for the client's certificate
    h2          HTTPS with HTTP/2
    refused     a port where nobody listens
    full        a port where nobody accepts, and no room is left to wait
    """

    def __init__(self, kind: str, certificates: Certificates) -> None:
        self._kind = kind
        self._certificates = certificates
        self._context = _context(kind, certificates)
        self._lock = threading.Lock()
        self._idle = threading.Condition(self._lock)
        self._busy = 0
        self._connections: set[Socket] = set()
        self._threads: list[threading.Thread] = []
        self._supply = Supply()
        self._calls = [Call()]
        self._listener = socket.socket()
        self._waiting: list[socket.socket] = []
        if kind == "narrow":
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW)
        self._listener.bind(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        if kind == "full":
            self._fill()
        elif kind != "refused":
            self._listener.listen(64)
            self._start(self._accept)

    def arm(self, supply: Supply) -> None:
        """What the next requests get. Counts anew."""
        with self._lock:
            self._supply = supply
            self._calls.append(Call())

    def call(self) -> Call:
        """The counts since the last arm()."""
        with self._lock:
            return self._calls[-1]

    def settle(self) -> bool:
        """The call is over: waits until no connection is busy with it. False if that takes long."""
        self.call().end()
        # A connection of HTTP/2 outlives its streams: what still goes on there, this side ends.
        patience = 0.05 if self._kind == "h2" else 5
        with self._lock:
            if self._idle.wait_for(lambda: self._busy == 0, patience):
                return True
            connections = list(self._connections)
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        return self._kind == "h2"

    def close(self) -> None:
        """Ends all connections and waits for the threads that serve them."""
        for call in self._calls:
            call.end()
        with self._lock:
            ending = [self._listener, *self._connections, *self._waiting]
        for connection in ending:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)
        for connection in ending:
            connection.close()
        for call in self._calls:
            call.close()

    @contextlib.contextmanager
    def _serving(self) -> Iterator[None]:
        with self._lock:
            self._busy += 1
        try:
            yield
        finally:
            with self._lock:
                self._busy -= 1
                self._idle.notify_all()

    def _start(self, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _fill(self) -> None:
        self._listener.listen(0)
        for _ in range(4):
            waiting = socket.socket()
            waiting.setblocking(False)
            waiting.connect_ex(("127.0.0.1", self.port))
            self._waiting.append(waiting)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self._connections.add(connection)
            self._start(self._serve, connection)

    def _next(self, at_connect: bool) -> Optional[Fault]:
        with self._lock:
            return self._supply.next(at_connect)

    def _serve(self, connection: Socket) -> None:
        call = self.call()
        call.count(connections=1)
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            fault = self._next(at_connect=True)
            if fault is not None:
                with self._serving(), contextlib.closing(connection):
                    self._play(fault, Peer(connection, call, self._certificates, self._listener))
                return
            if self._context is not None:
                secured = self._context.wrap_socket(connection, server_side=True)
                with self._lock:
                    self._connections.discard(connection)
                    self._connections.add(secured)
                connection = secured
            self._requests(connection)
        except (Gone, OSError):
            pass  # the other side had enough
        except Exception:  # a mistake of the tests must not look like a fault
            call.error(traceback.format_exc())
        finally:
            with self._lock:
                self._connections.discard(connection)
            connection.close()

    def _requests(self, connection: Socket) -> None:
        kind = Http2Peer if self._kind == "h2" else Peer
        peer = kind(connection, self.call(), self._certificates, self._listener)
        served = 0
        while peer.begin():
            with self._serving(), contextlib.ExitStack() as ending:
                ending.callback(peer.close)
                peer.call = self.call()
                peer.call.count(requests=1)
                peer.stays = False
                fault = self._next(at_connect=False)
                if fault is None:
                    peer.executes = True
                    peer.plays = ""
                    peer.answer()
                else:
                    peer.call.meets_fault(served > 0)
                    self._play(fault, peer)
                if not peer.stays:
                    return
                ending.pop_all()
            served += 1

    @staticmethod
    def _play(fault: Fault, peer: Peer) -> None:
        peer.executes = fault.executes
        peer.plays = fault.name
        try:
            fault.play(peer)
        except (Gone, OSError):
            raise
        except Exception as error:
            peer.call.error(f"{fault.name}: {traceback.format_exc()}")
            raise Gone from error


def _context(kind: str, certificates: Certificates) -> Optional[ssl.SSLContext]:
    """How a stage of this kind speaks TLS."""
    if not kind.startswith(("tls", "h2")):
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_alpn_protocols(["h2"] if kind == "h2" else ["http/1.1"])
    # The weak ones are to be refused by the client.
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    name = "good"
    if kind.startswith("tls@"):
        version = ssl.TLSVersion[f"TLSv{kind[len('tls@') :].replace('.', '_').replace('_0', '')}"]
        context.minimum_version = context.maximum_version = version
    elif kind == "tls+client":
        context.verify_mode = ssl.CERT_REQUIRED
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.load_verify_locations(certificates.path("root"))
    elif kind.startswith("tls-"):
        name = kind[len("tls-") :]
    context.load_cert_chain(certificates.path(name), certificates.key(name))
    return context
