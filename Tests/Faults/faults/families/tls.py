"""Certificates that are not to be trusted, handshakes that fail, and TLS that breaks."""

from __future__ import annotations

import ssl

from .. import answers
from ..fault import (
    CONNECT,
    FINAL,
    GOOD,
    NOT_EXECUTED,
    OK,
    PROTOCOL,
    RACE,
    TIMEOUT,
    TLS,
    TRANSPORT,
    UNKNOWN,
    Family,
)
from ..peer import Peer
from .connect import nothing

_family = Family("tls", kind="tls", reused=False)
_add = _family.add

# Certificates

for _kind, _does in (
    ("expired", "has a certificate that has expired"),
    ("future", "has a certificate that is not valid yet"),
    ("elsewhere", "has a certificate for another host"),
    ("self-signed", "has a certificate that signs itself"),
    ("untrusted", "has a certificate of an authority that is not trusted"),
    ("incomplete-chain", "does not send the certificate between its own and the authority's"),
    ("wrong-purpose", "has a certificate that is for clients"),
    ("weak-key", "has a key of 1024 bits"),
    ("weak-digest", "has a certificate signed with SHA-1"),
):
    _add(
        f"certificate-{_kind}",
        _does,
        FINAL,
        TLS,
        nothing,
        kind=f"tls-{_kind}",
        lasting=True,
    )
for _name, _does, _options in (
    ("ca-file-missing", "there is no such ca_file", {"ca_file": "{certificates}/none.pem"}),
    ("ca-file-empty", "the ca_file holds no certificate", {"ca_file": "/dev/null"}),
    ("ca-file-key", "the ca_file holds a key", {"ca_file": "{certificates}/good.key"}),
    (
        "ca-file-other",
        "the ca_file holds another authority",
        {"ca_file": "{certificates}/other-root.pem"},
    ),
    (
        "client-cert-missing",
        "there is no such client_cert",
        {"client_cert": "{certificates}/none.pem"},
    ),
    (
        "client-key-other",
        "the client_key is not that of client_cert",
        {"client_cert": "{certificates}/client.pem", "client_key": "{certificates}/good.key"},
    ),
):
    _add(_name, _does, FINAL, TLS, nothing, lasting=True, options=_options)
_add(
    "client-cert-unsent",
    "asks for the client's certificate, and gets none",
    NOT_EXECUTED,
    TLS,
    nothing,
    kind="tls+client",
    lasting=True,
    attempts=(1, 3),
)

# Versions

for _version in ("1.0", "1.1"):
    _add(
        f"tls-{_version}",
        f"speaks TLS {_version} only",
        NOT_EXECUTED,
        TLS,
        nothing,
        kind=f"tls@{_version}",
        lasting=True,
        attempts=(1, 3),
    )
_add(
    "tls-1.2-refused",
    "speaks TLS 1.2 only, where tls_min asks for 1.3",
    NOT_EXECUTED,
    TLS,
    nothing,
    kind="tls@1.2",
    lasting=True,
    attempts=(1, 3),
    options={"tls_min": "1.3"},
)

# Handshakes

_handshake = Family("tls", kind="tls", reused=False, at_connect=True)
_CUT = (*TLS, *CONNECT, *TRANSPORT)


@_handshake.fault("handshake-closed", "takes the client's hello, and closes", NOT_EXECUTED, _CUT)
def handshake_closed(peer: Peer) -> None:
    peer.begin()
    peer.close()


@_handshake.fault("handshake-reset", "takes the client's hello, and resets", NOT_EXECUTED, _CUT)
def handshake_reset(peer: Peer) -> None:
    peer.begin()
    peer.reset()


@_handshake.fault("handshake-none", "closes before the client's hello", NOT_EXECUTED, _CUT)
def handshake_none(peer: Peer) -> None:
    peer.close()


@_handshake.fault(
    "handshake-silent",
    "takes the client's hello, and says nothing",
    NOT_EXECUTED,
    TIMEOUT,
    options={"connect_timeout_ms": 200},
)
def handshake_silent(peer: Peer) -> None:
    peer.begin()
    peer.silence()


@_handshake.fault("handshake-http", "answers the client's hello in plain HTTP", NOT_EXECUTED, TLS)
def handshake_http(peer: Peer) -> None:
    peer.begin()
    peer.send(answers.http(b"This is https", status="400 Bad Request", kind="text/plain"))


@_handshake.fault("handshake-garbage", "answers the client's hello with garbage", NOT_EXECUTED, TLS)
def handshake_garbage(peer: Peer) -> None:
    peer.begin()
    peer.send(bytes(range(256)) * 8)


@_handshake.fault("handshake-alert", "answers the client's hello with an alert", NOT_EXECUTED, TLS)
def handshake_alert(peer: Peer) -> None:
    peer.begin()
    peer.send(b"\x15\x03\x03\x00\x02\x02\x28")  # a fatal handshake_failure


def _hello(peer: Peer) -> bytes:
    """What a good server answers to the client's hello."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(peer.certificates.path("good"), peer.certificates.key("good"))
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    engine = context.wrap_bio(incoming, outgoing, server_side=True)
    incoming.write(peer.received())
    try:
        engine.do_handshake()
    except ssl.SSLWantReadError:
        return outgoing.read()
    raise RuntimeError("a handshake cannot be complete after the first message")


@_handshake.fault("handshake-cut", "closes within its own hello", NOT_EXECUTED, _CUT)
def handshake_cut(peer: Peer) -> None:
    peer.begin()
    hello = _hello(peer)
    peer.send(hello[: len(hello) // 2])


@_handshake.fault("handshake-corrupt", "sends a wrong byte in its hello", NOT_EXECUTED, TLS)
def handshake_corrupt(peer: Peer) -> None:
    peer.begin()
    hello = bytearray(_hello(peer))
    hello[-20] ^= 0xFF
    peer.send(bytes(hello))
    peer.silence()


@_handshake.fault(
    "handshake-drip",
    "sends its hello byte by byte, too slowly",
    NOT_EXECUTED,
    TIMEOUT,
    options={"connect_timeout_ms": 200},
)
def handshake_drip(peer: Peer) -> None:
    peer.begin()
    peer.drip(_hello(peer), 20)


# After the handshake

_secured = Family("tls", kind="tls")
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@_secured.fault(
    "tls-close-after-request", "takes the request, and closes without an alert", UNKNOWN, TRANSPORT
)
def close_after_request(peer: Peer) -> None:
    peer.take()
    peer.close()


@_secured.fault("tls-reset-after-request", "takes the request, and resets", UNKNOWN, TRANSPORT)
def reset_after_request(peer: Peer) -> None:
    peer.take()
    peer.reset()


@_secured.fault("tls-body-cut", "closes within the body, without an alert", UNKNOWN, TRANSPORT)
def body_cut(peer: Peer) -> None:
    peer.take()
    peer.send(_HEAD + b'Content-Length: 500\r\n\r\n{"status":')
    peer.close()


@_secured.fault(
    "tls-truncation",
    "closes within a body of no announced length, without an alert: an attack on TLS",
    UNKNOWN,
    (*PROTOCOL, *TRANSPORT),
)
def truncation(peer: Peer) -> None:
    peer.take()
    peer.send(_HEAD + b'\r\n{"status":')
    peer.close()


@_secured.fault(
    "tls-no-alert",
    "closes after a complete body of no announced length, without an alert",
    GOOD,
    OK,
)
def no_alert(peer: Peer) -> None:
    peer.send(answers.http(answers.good(peer.take()), length=False))
    peer.close()


@_secured.fault(
    "tls-kept-then-closed", "answers, and closes the kept connection without an alert", GOOD, OK
)
def kept_then_closed(peer: Peer) -> None:
    peer.answer()
    peer.close()
    peer.stays = False


@_secured.fault(
    "tls-garbage", "sends bytes in the body that are no TLS", UNKNOWN, (*TRANSPORT, *TLS)
)
def garbage(peer: Peer) -> None:
    peer.take()
    peer.send(_HEAD + b'Content-Length: 500\r\n\r\n{"status":')
    peer.send_below_tls(b"\x17\x03\x03\x00\x20" + bytes(32))
    peer.silence()


@_secured.fault(
    "tls-plain-alert", "sends an alert in the clear within the body", UNKNOWN, (*TRANSPORT, *TLS)
)
def plain_alert(peer: Peer) -> None:
    peer.take()
    peer.send(_HEAD + b'Content-Length: 500\r\n\r\n{"status":')
    peer.send_below_tls(b"\x15\x03\x03\x00\x02\x02\x50")
    peer.silence()


@_secured.fault(
    "tls-stall",
    "falls silent within the body",
    UNKNOWN,
    TIMEOUT,
    options={"stall_timeout_ms": 200},
)
def stall(peer: Peer) -> None:
    peer.take()
    peer.send(_HEAD + b'Content-Length: 500\r\n\r\n{"status":')
    peer.silence()


@_secured.fault(
    "tls-closed-unread",
    "closes when the request has come, and reads nothing of it",
    RACE,
    TRANSPORT,
)
def closed_unread(peer: Peer) -> None:
    peer.reset()
