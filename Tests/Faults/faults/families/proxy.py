"""A proxy that does not let the request through to an https address: nothing of it has left."""

from __future__ import annotations

from .. import answers
from ..fault import CONNECT, HTTP, NOT_EXECUTED, PROTOCOL, TIMEOUT, TLS, TRANSPORT, Family
from ..peer import Peer
from .connect import nothing

_NOT_THROUGH = (*CONNECT, *TRANSPORT, *PROTOCOL)
_family = Family(
    "proxy",
    url="https://api-{port}.test/api.php",
    options={"proxy": "http://user:faultsPASSWORD@127.0.0.1:{port}"},
    lasting=True,
    attempts=(1, 3),
    reused=False,
)

_family.add(
    "proxy-refused",
    "nobody listens at the proxy's port",
    NOT_EXECUTED,
    CONNECT,
    nothing,
    kind="refused",
    attempts=None,
)
_family.add(
    "proxy-unknown",
    "the DNS cannot know the proxy",
    NOT_EXECUTED,
    CONNECT,
    nothing,
    options={"proxy": "http://" + "a" * 64 + ".test:3128"},
    attempts=None,
)

for _status in (
    "403 Forbidden",
    "407 Proxy Authentication Required",
    "502 Bad Gateway",
    "503 Later",
):

    def _refuse(peer: Peer, status: str = _status) -> None:
        peer.head()
        challenge = 'Proxy-Authenticate: Basic realm="here"'
        peer.send(answers.http(b"no", challenge, status=status, kind="text/plain"))

    _family.add(
        f"proxy-{_status[:3]}",
        f"the proxy says {_status}",
        NOT_EXECUTED,
        (*_NOT_THROUGH, *HTTP),
        _refuse,
        says=_status[:3],
    )


@_family.fault("proxy-closes", "the proxy closes", NOT_EXECUTED, _NOT_THROUGH)
def closes(peer: Peer) -> None:
    peer.head()
    peer.close()


@_family.fault("proxy-garbage", "the proxy sends garbage", NOT_EXECUTED, _NOT_THROUGH)
def garbage(peer: Peer) -> None:
    peer.head()
    peer.send(bytes(range(256)))


@_family.fault(
    "proxy-silent",
    "the proxy says nothing",
    NOT_EXECUTED,
    TIMEOUT,
    options={"proxy": "http://127.0.0.1:{port}", "connect_timeout_ms": 200},
)
def silent(peer: Peer) -> None:
    peer.head()
    peer.silence()


@_family.fault(
    "proxy-to-nowhere",
    "the proxy lets through, to nobody who speaks TLS",
    NOT_EXECUTED,
    (*TLS, *_NOT_THROUGH),
)
def to_nowhere(peer: Peer) -> None:
    peer.head()
    peer.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
    peer.begin()
    peer.send(b"Hello, this is no TLS at all, I am afraid")


@_family.fault(
    "proxy-endless",
    "the proxy sends headers without end",
    NOT_EXECUTED,
    (*_NOT_THROUGH, "ERROR_LIMIT"),
)
def endless(peer: Peer) -> None:
    peer.head()
    peer.send(b"HTTP/1.1 200 Connection established\r\n")
    peer.flood(b"X-Odd: value\r\n")
