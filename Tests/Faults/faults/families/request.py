"""Trouble while the request is under way: what was not taken in full was not executed."""

from __future__ import annotations

from .. import answers
from ..fault import (
    CONNECT,
    GOOD,
    HTTP,
    NOT_EXECUTED,
    OK,
    RACE,
    TIMEOUT,
    TLS,
    TRANSPORT,
    UNKNOWN,
    Family,
)
from ..peer import Peer

_family = Family("request")

#: More than the buffers of both ends hold, so that the library knows that not all of it has left.
_long = Family("request", kind="narrow", ballast=8 << 20, memory=48 << 20)


@_family.fault("reset-after-head", "resets when it has the head of the request", RACE, TRANSPORT)
def reset_after_head(peer: Peer) -> None:
    peer.head()
    peer.reset()


@_family.fault("close-after-head", "closes when it has the head of the request", RACE, TRANSPORT)
def close_after_head(peer: Peer) -> None:
    peer.head()
    peer.close()


@_family.fault("close-after-request", "takes the request, and closes", UNKNOWN, TRANSPORT)
def close_after_request(peer: Peer) -> None:
    peer.take()
    peer.close()


@_family.fault("reset-after-request", "takes the request, and resets", UNKNOWN, TRANSPORT)
def reset_after_request(peer: Peer) -> None:
    peer.take()
    peer.reset()


# On a kept connection, libcurl begins again by itself before it knows that it must not. What goes
# wrong then proves nothing about the request that was taken.


@_family.fault(
    "close-then-refused",
    "takes the request, and closes; from then on nobody listens",
    UNKNOWN,
    (*TRANSPORT, *CONNECT),
    spoils_place=True,
    lasting=True,
    attempts=(2, 3),
)
def close_then_refused(peer: Peer) -> None:
    peer.take()
    peer.stop_listening()
    peer.close()


_family.add(
    "close-then-handshake-cut",
    "takes the request, and closes; the next connection ends in its handshake",
    RACE,
    (*TRANSPORT, *TLS),
    close_after_request,
    kind="tls",
    then="handshake-closed",
)


@_long.fault("reset-mid-request", "takes a part of the body, and resets", NOT_EXECUTED, TRANSPORT)
def reset_mid_request(peer: Peer) -> None:
    peer.take_some(10_000)
    peer.reset()


@_long.fault("close-mid-request", "takes a part of the body, and closes", NOT_EXECUTED, TRANSPORT)
def close_mid_request(peer: Peer) -> None:
    peer.take_some(10_000)
    peer.close()


@_long.fault(
    "stall-mid-request",
    "takes a part of the body, and no more",
    NOT_EXECUTED,
    TIMEOUT,
    options={"stall_timeout_ms": 200},
)
def stall_mid_request(peer: Peer) -> None:
    peer.take_some(10_000)
    peer.silence()


@_long.fault(
    "408-mid-request",
    "takes a part of the body, says 408 and closes",
    NOT_EXECUTED,
    (*HTTP, *TRANSPORT),
)
def timeout_mid_request(peer: Peer) -> None:
    peer.take_some(10_000)
    peer.send(answers.http(b"slow", "Connection: close", status="408 Request Timeout"))
    peer.close()


@_long.fault(
    "413-mid-request",
    "takes a part of the body, says 413 and closes",
    RACE,
    (*HTTP, *TRANSPORT),
)
def too_large_mid_request(peer: Peer) -> None:
    peer.take_some(10_000)
    peer.send(answers.http(b"large", "Connection: close", status="413 Content Too Large"))
    peer.close()


@_long.fault(
    "413-and-silence",
    "takes a part of the body, says 413, and neither reads nor closes",
    RACE,
    (*HTTP, *TIMEOUT),
    options={"stall_timeout_ms": 200},
)
def too_large_and_silence(peer: Peer) -> None:
    peer.take_some(10_000)
    peer.send(answers.http(b"large", status="413 Content Too Large"))
    peer.silence()


@_long.fault("long-request", "takes a long request", GOOD, OK, kind="tcp")
def long_request(peer: Peer) -> None:
    peer.answer()


@_family.fault(
    "kept-then-closed",
    "answers, and closes the connection that it said it would keep",
    GOOD,
    OK,
)
def kept_then_closed(peer: Peer) -> None:
    peer.answer()
    peer.stays = False


@_family.fault(
    "kept-then-reset",
    "answers, and resets the connection that it said it would keep",
    GOOD,
    OK,
)
def kept_then_reset(peer: Peer) -> None:
    peer.answer()
    peer.silence()  # until the answer has arrived, which a reset would overtake
    peer.reset()


@_family.fault(
    "close-announced",
    "says Connection: close, and leaves it open",
    GOOD,
    OK,
)
def close_announced(peer: Peer) -> None:
    peer.answer("Connection: close")
    peer.silence()


@_family.fault(
    "continue-unasked", "says 100 Continue before it takes the body, though nobody asked", GOOD, OK
)
def continue_unasked(peer: Peer) -> None:
    head = peer.head()
    peer.send(b"HTTP/1.1 100 Continue\r\n\r\n")
    peer.send(answers.http(answers.good(peer.body(head))))
    peer.stays = True


@_family.fault(
    "unexpected-417",
    "says 417 and closes, without the body",
    RACE,
    (*HTTP, *TRANSPORT),
    executes=False,
)
def unexpected(peer: Peer) -> None:
    peer.head()
    peer.send(answers.http(b"", "Connection: close", status="417 Expectation Failed"))
