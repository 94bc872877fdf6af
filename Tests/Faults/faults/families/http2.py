"""HTTP/2 on a bad day (RFC 9113): streams and connections that end, or fall silent."""

from __future__ import annotations

from .. import answers
from ..fault import (
    GOOD,
    HTTP,
    NOT_EXECUTED,
    OK,
    PROTOCOL,
    RACE,
    TIMEOUT,
    TRANSPORT,
    UNKNOWN,
    Family,
)
from ..http2 import (
    CANCEL,
    END_HEADERS,
    END_STREAM,
    ENHANCE_YOUR_CALM,
    HEADERS,
    HTTP_1_1_REQUIRED,
    INTERNAL_ERROR,
    NO_ERROR,
    PING,
    PRIORITY,
    PROTOCOL_ERROR,
    REFUSED_STREAM,
    as_http2,
    fields,
    frame,
    goaway,
)
from ..peer import Peer

_family = Family("http2", kind="h2", options={"http_version": "2"})
_LOST = (*TRANSPORT, *PROTOCOL)
_START = b'{"status":{"code":200,'


# Right

_family.add("h2", "answers well", GOOD, OK, lambda peer: peer.answer())


@_family.fault("h2-goaway-after", "answers, and says that it goes away", GOOD, OK)
def goaway_after(peer: Peer) -> None:
    http2 = as_http2(peer)
    http2.answer()
    http2.send(goaway(http2.stream, NO_ERROR))
    http2.stays = True


@_family.fault("h2-goaway-announced", "says that it will go away before it answers", GOOD, OK)
def goaway_announced(peer: Peer) -> None:
    http2 = as_http2(peer)
    body = answers.good(http2.take())
    http2.send(goaway(0x7FFFFFFF, NO_ERROR))
    http2.send_headers(200)
    http2.send_data(body, END_STREAM)
    http2.stays = True


@_family.fault("h2-pieces", "answers in frames of one byte, with pings in between", GOOD, OK)
def pieces(peer: Peer) -> None:
    http2 = as_http2(peer)
    body = answers.good(http2.take())
    http2.send_headers(200)
    for place in range(len(body)):
        http2.send_data(body[place : place + 1])
        if place % 50 == 0:
            http2.send(frame(PING, 0, 0, bytes(8)))
    http2.send_data(b"", END_STREAM)
    http2.stays = True


@_family.fault("h2-unknown-frames", "sends frames of kinds that nobody knows", GOOD, OK)
def unknown_frames(peer: Peer) -> None:
    http2 = as_http2(peer)
    body = answers.good(http2.take())
    http2.send(frame(0x42, 0xFF, 0, b"?" * 100))
    http2.send_headers(200)
    http2.send(frame(PRIORITY, 0, http2.stream, bytes(5)))
    http2.send_data(body, END_STREAM)
    http2.stays = True


@_family.fault(
    "h2-window",
    "gives room for a long request in small steps",
    GOOD,
    OK,
    ballast=300_000,
)
def window(peer: Peer) -> None:
    peer.answer()


# The stream or the connection ends

for _name, _does, _error in (
    ("cancel", "resets the stream (CANCEL)", CANCEL),
    ("internal", "resets the stream (INTERNAL_ERROR)", INTERNAL_ERROR),
    ("calm", "resets the stream (ENHANCE_YOUR_CALM)", ENHANCE_YOUR_CALM),
    ("protocol", "resets the stream (PROTOCOL_ERROR)", PROTOCOL_ERROR),
    ("none", "resets the stream (NO_ERROR)", NO_ERROR),
):

    def _reset(peer: Peer, error: int = _error) -> None:
        http2 = as_http2(peer)
        http2.take()
        http2.send_reset(error)
        http2.stays = True

    _family.add(f"h2-reset-{_name}", _does, UNKNOWN, _LOST, _reset)


@_family.fault("h2-reset-in-body", "resets the stream within the body", UNKNOWN, _LOST)
def reset_in_body(peer: Peer) -> None:
    http2 = as_http2(peer)
    http2.take()
    http2.send_headers(200)
    http2.send_data(_START)
    http2.send_reset(INTERNAL_ERROR)
    http2.stays = True


@_family.fault(
    "h2-refused-stream",
    "resets the stream (REFUSED_STREAM), by which it promises not to have executed it",
    RACE,
    _LOST,
    executes=False,
)
def refused_stream(peer: Peer) -> None:
    http2 = as_http2(peer)
    http2.take()
    http2.send_reset(REFUSED_STREAM)
    http2.stays = True


@_family.fault(
    "h2-http-1.1-required",
    "resets the stream (HTTP_1_1_REQUIRED)",
    RACE,
    _LOST,
    executes=False,
)
def http_1_1_required(peer: Peer) -> None:
    http2 = as_http2(peer)
    http2.take()
    http2.send_reset(HTTP_1_1_REQUIRED)
    http2.stays = True


@_family.fault(
    "h2-goaway-unprocessed",
    "goes away, and promises not to have executed the stream",
    RACE,
    _LOST,
    executes=False,
)
def goaway_unprocessed(peer: Peer) -> None:
    http2 = as_http2(peer)
    http2.take()
    http2.send(goaway(0, NO_ERROR))


@_family.fault("h2-goaway-error", "goes away with an error within the answer", UNKNOWN, _LOST)
def goaway_error(peer: Peer) -> None:
    http2 = as_http2(peer)
    http2.take()
    http2.send_headers(200)
    http2.send(goaway(http2.stream, INTERNAL_ERROR))


@_family.fault("h2-close", "closes after the request", UNKNOWN, _LOST)
def close(peer: Peer) -> None:
    peer.take()
    peer.close()


@_family.fault("h2-close-in-body", "closes within the body", UNKNOWN, _LOST)
def close_in_body(peer: Peer) -> None:
    http2 = as_http2(peer)
    http2.take()
    http2.send_headers(200)
    http2.send_data(_START)
    http2.close()


@_family.fault("h2-reset-connection", "resets the connection within the body", UNKNOWN, _LOST)
def reset_connection(peer: Peer) -> None:
    http2 = as_http2(peer)
    http2.take()
    http2.send_headers(200)
    http2.send_data(_START)
    http2.reset()


@_family.fault("h2-close-at-head", "closes when it has the head of the request", RACE, _LOST)
def close_at_head(peer: Peer) -> None:
    peer.close()


@_family.fault("h2-half-frame", "closes within a frame", UNKNOWN, _LOST)
def half_frame(peer: Peer) -> None:
    http2 = as_http2(peer)
    http2.take()
    http2.send(frame(HEADERS, END_HEADERS, http2.stream, fields(200))[:-1])
    http2.close()


# Lengths

for _name, _does, _length in (
    ("short", "ends the body before its announced length", 5000),
    ("long", "sends more than the announced length", 5),
):

    def _length_wrong(peer: Peer, length: int = _length) -> None:
        http2 = as_http2(peer)
        body = answers.good(http2.take())
        http2.send_headers(200, ("content-length", str(length)))
        http2.send_data(body, END_STREAM)
        http2.stays = True

    _family.add(f"h2-length-{_name}", _does, UNKNOWN, _LOST, _length_wrong)


@_family.fault(
    "h2-body-cut", "ends the stream within a body of no announced length", UNKNOWN, PROTOCOL
)
def body_cut(peer: Peer) -> None:
    http2 = as_http2(peer)
    http2.take()
    http2.send_headers(200)
    http2.send_data(_START, END_STREAM)
    http2.stays = True


@_family.fault("h2-500", "says 500", UNKNOWN, HTTP, http_status=500)
def server_error(peer: Peer) -> None:
    http2 = as_http2(peer)
    http2.take()
    http2.send_headers(500, flags=END_STREAM)
    http2.stays = True


# Silence

_silence = Family("http2", kind="h2", options={"http_version": "2", "stall_timeout_ms": 200})


@_silence.fault("h2-stall", "falls silent within the body", UNKNOWN, TIMEOUT)
def stall(peer: Peer) -> None:
    http2 = as_http2(peer)
    http2.take()
    http2.send_headers(200)
    http2.send_data(_START)
    http2.silence()


@_silence.fault(
    "h2-no-window",
    "gives no room for a long request",
    NOT_EXECUTED,
    TIMEOUT,
    ballast=300_000,
)
def no_window(peer: Peer) -> None:
    http2 = as_http2(peer)
    http2.greet()
    http2.silence()
