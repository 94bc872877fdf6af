"""Status lines and headers that are wrong, strange or too many."""

from __future__ import annotations

from .. import answers
from ..fault import FINAL, GOOD, HTTP, LIMIT, OK, PROTOCOL, TRANSPORT, UNKNOWN, Family
from ..peer import Peer
from ..plays import before, good, raw

_family = Family("head")
_add = _family.add

_STATUS = b"HTTP/1.1 200 OK\r\n"
_KIB = 1024

# No HTTP at all

_add("http-0.9", "a body without a status line", UNKNOWN, PROTOCOL, raw(b'{"status":{"code":200}}'))
_add("garbage", "bytes that mean nothing", UNKNOWN, PROTOCOL, raw(bytes(range(256)) * 4))
_add("nul-bytes", "NUL bytes", UNKNOWN, PROTOCOL, raw(bytes(1000)))
_add(
    "mail-server",
    "greets as a mail server does",
    UNKNOWN,
    PROTOCOL,
    raw(b"220 mail.test ESMTP\r\n"),
)
_add(
    "shell-server",
    "greets as an SSH server does",
    UNKNOWN,
    PROTOCOL,
    raw(b"SSH-2.0-OpenSSH_9.2\r\n"),
)
_add(
    "tls-alert",
    "answers http with an alert of TLS",
    UNKNOWN,
    PROTOCOL,
    raw(b"\x15\x03\x01\x00\x02\x02\x46"),
)

# Status lines

for _name, _does, _line in (
    ("version-unknown", "a version of HTTP that there is not", b"HTTP/7.3 200 OK"),
    ("version-word", "a version in words", b"HTTP/one 200 OK"),
    ("status-word", "a status in words", b"HTTP/1.1 OK"),
    ("status-two-digits", "a status of two digits", b"HTTP/1.1 20 OK"),
    ("status-negative", "a negative status", b"HTTP/1.1 -200 OK"),
    ("status-zero", "status 000", b"HTTP/1.1 000 Nothing"),
):
    _add(_name, _does, UNKNOWN, PROTOCOL, raw(_line + b"\r\nContent-Length: 2\r\n\r\n{}"))
_add(
    "status-four-digits",
    "a status of four digits",
    UNKNOWN,
    (*PROTOCOL, *HTTP),
    raw(b"HTTP/1.1 2000 OK\r\nContent-Length: 2\r\n\r\n{}"),
)
_add("status-long", "a status line of 50 KB", GOOD, OK, good(status="200 " + "O" * 50 * _KIB))
_add("reason-missing", "a status line that is only a number", GOOD, OK, good(status="200"))


@_family.fault("http-1.0", "answers with HTTP/1.0", GOOD, OK)
def http_1_0(peer: Peer) -> None:
    peer.send(b"HTTP/1.0 200 OK\r\n\r\n" + answers.good(peer.take()))


# Headers

for _name, _does, _header in (
    ("header-without-colon", "a header without a colon", b"nothing to separate"),
    ("header-with-nul", "a header with a NUL in it", b"X-Odd: a\0b"),
):
    _add(
        _name, _does, UNKNOWN, PROTOCOL, raw(_STATUS + _header + b"\r\nContent-Length: 2\r\n\r\n{}")
    )
_add("header-without-name", "a header without a name", GOOD, (*OK, *PROTOCOL), good(": value"))
_add("header-without-value", "a header without a value", GOOD, OK, good("X-Empty:"))
_add("header-not-ascii", "headers in Latin-1", GOOD, OK, good("X-Ort: Köln"))
_add(
    "header-folded", "a header that continues on the next line", GOOD, OK, good("X-Long: a\r\n  b")
)
_add("headers-many", "200 headers of 1 KB", GOOD, OK, good(*["X-Odd: " + "o" * _KIB] * 200))
_add("cookies", "sets cookies", GOOD, OK, good("Set-Cookie: a=b; Max-Age=9; Path=/"))
_add(
    "hsts-and-alt-svc",
    "says where else and how it wants to be called",
    GOOD,
    OK,
    good("Strict-Transport-Security: max-age=9999", 'Alt-Svc: h3=":1"; ma=9999'),
)
_add("header-long", "a header of 90 KB", GOOD, OK, good("X-Long: " + "o" * 90 * _KIB))
_add(
    "header-too-long",
    "a header of 1 MB",
    FINAL,
    (*LIMIT, *PROTOCOL),
    good("X-Long: " + "o" * 1024 * _KIB),
    uncertain=True,
)


@_family.fault("lines-of-unix", "ends its lines with LF alone", GOOD, OK)
def lines_of_unix(peer: Peer) -> None:
    head, _, body = answers.http(answers.good(peer.take())).partition(b"\r\n\r\n")
    peer.send(head.replace(b"\r\n", b"\n") + b"\n\n" + body)
    peer.stays = True


@_family.fault("headers-endless", "sends headers without end", FINAL, LIMIT, uncertain=True)
def headers_endless(peer: Peer) -> None:
    peer.take()
    peer.send(_STATUS)
    peer.flood(b"X-Odd: value\r\n")


@_family.fault(
    "header-endless", "sends a header without end", FINAL, (*LIMIT, *PROTOCOL), uncertain=True
)
def header_endless(peer: Peer) -> None:
    peer.take()
    peer.send(_STATUS + b"X-Odd: ")
    peer.flood(b"o")


@_family.fault(
    "trailers-endless",
    "sends headers after the last chunk without end",
    FINAL,
    (*LIMIT, *PROTOCOL, *TRANSPORT),
    uncertain=True,
)
def trailers_endless(peer: Peer) -> None:
    body = answers.chunked(answers.good(peer.take()))
    peer.send(_STATUS + b"Transfer-Encoding: chunked\r\n\r\n" + body[:-2])
    peer.flood(b"X-Odd: value\r\n")


# Informational answers

_add(
    "100-first",
    "says 100 Continue before the answer",
    GOOD,
    OK,
    before(b"HTTP/1.1 100 Continue\r\n\r\n"),
)
_add(
    "103-first",
    "sends early hints before the answer",
    GOOD,
    OK,
    before(b"HTTP/1.1 103 Early Hints\r\nLink: </style>; rel=preload\r\n\r\n" * 3),
)
_add(
    "102-many",
    "says 102 Processing 100 times",
    GOOD,
    OK,
    before(b"HTTP/1.1 102 Processing\r\n\r\n" * 100),
)
_add(
    "101",
    "switches to another protocol",
    UNKNOWN,
    (*PROTOCOL, *HTTP, *TRANSPORT),
    raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
)


@_family.fault("1xx-endless", "says 102 Processing without end", FINAL, LIMIT, uncertain=True)
def informational_endless(peer: Peer) -> None:
    peer.take()
    peer.flood(b"HTTP/1.1 102 Processing\r\n\r\n")
