"""HTTP/2 that breaks its own rules (RFC 9113)."""

from __future__ import annotations

from .. import answers
from ..fault import FINAL, LIMIT, PROTOCOL, RACE, TIMEOUT, TRANSPORT, UNKNOWN, Family, Play
from ..http2 import (
    CONTINUATION,
    DATA,
    END_HEADERS,
    GOAWAY,
    HEADERS,
    PING,
    PUSH_PROMISE,
    RST_STREAM,
    SETTINGS,
    WINDOW_UPDATE,
    as_http2,
    fields,
    frame,
    number,
)
from ..peer import Peer

_family = Family("http2", kind="h2", options={"http_version": "2"})
_silence = Family("http2", kind="h2", options={"http_version": "2", "stall_timeout_ms": 200})
_LOST = (*TRANSPORT, *PROTOCOL)


def _sends(data: bytes, *, silent: bool = False) -> Play:
    """Takes the request, sends these frames, and closes, or waits for the client to do so."""

    def play(peer: Peer) -> None:
        peer.take()
        peer.send(data)
        if silent:
            peer.silence()

    return play


# Against the rules

for _name, _does, _frame in (
    ("data-on-0", "sends DATA for no stream", frame(DATA, 0, 0, b"{}")),
    ("data-on-other", "sends DATA for a stream that was never opened", frame(DATA, 0, 99, b"{}")),
    ("headers-on-0", "sends HEADERS for no stream", frame(HEADERS, END_HEADERS, 0, fields(200))),
    ("settings-length", "sends SETTINGS of a wrong length", frame(SETTINGS, 0, 0, b"12345")),
    (
        "settings-value",
        "sends SETTINGS that are not allowed",
        frame(SETTINGS, 0, 0, b"\0\4" + number(2**32 - 1)),
    ),
    ("ping-length", "sends a PING of a wrong length", frame(PING, 0, 0, b"1234")),
    (
        "window-overflow",
        "gives more room than there can be",
        frame(WINDOW_UPDATE, 0, 0, number(2**31 - 1)) * 2,
    ),
    ("window-nothing", "gives no room, explicitly", frame(WINDOW_UPDATE, 0, 0, number(0))),
    (
        "push",
        "pushes an answer that nobody asked for",
        frame(PUSH_PROMISE, END_HEADERS, 1, number(2) + fields(200)),
    ),
    (
        "continuation",
        "continues headers that have not begun",
        frame(CONTINUATION, END_HEADERS, 1, fields(200)),
    ),
    ("reset-length", "sends RST_STREAM of a wrong length", frame(RST_STREAM, 0, 1, b"12")),
    ("goaway-length", "sends GOAWAY of a wrong length", frame(GOAWAY, 0, 0, b"12")),
    ("frame-too-large", "announces a frame of 16 MB", b"\xff\xff\xff\0\0\0\0\0\1"),
    ("garbage", "sends bytes that mean nothing", bytes(range(256))),
):
    _family.add(f"h2-{_name}", _does, UNKNOWN, _LOST, _sends(_frame, silent=True))


def _headers_wrong(block: bytes) -> Play:
    def play(peer: Peer) -> None:
        http2 = as_http2(peer)
        http2.take()
        http2.send(frame(HEADERS, END_HEADERS, http2.stream, block))
        http2.stays = True

    return play


for _name, _does, _block in (
    ("hpack-index", "refers to a header that there is not", b"\xff\xff\xff\x0f"),
    ("hpack-cut", "cuts a header", b"\x88\x00\x05na"),
    ("status-missing", "sends headers without a status", b"\x00\x01a\x01b"),
    ("status-word", "sends a status in words", b"\x08\x03two"),
    ("header-capitals", "sends a header in capitals", fields(200) + b"\x00\x01A\x01b"),
):
    _family.add(
        f"h2-{_name}",
        _does,
        UNKNOWN,
        (*_LOST, *TIMEOUT),
        _headers_wrong(_block),
        options={"http_version": "2", "timeout_ms": 2000, "stall_timeout_ms": 200},
        attempts=(1, 2),
    )


@_family.fault("h2-preface-wrong", "begins in plain HTTP/1.1", RACE, _LOST)
def preface_wrong(peer: Peer) -> None:
    peer.send(answers.http(b"{}"))


# Floods

_flood = Family(
    "http2",
    kind="h2",
    options={"http_version": "2", "timeout_ms": 1000},
    memory=24 << 20,
    spoils_place=True,
)
for _name, _does, _frames in (
    ("pings", "sends pings without end", frame(PING, 0, 0, bytes(8))),
    ("settings", "sends settings without end", frame(SETTINGS, 0, 0)),
):

    def _flooding(peer: Peer, frames: bytes = _frames) -> None:
        http2 = as_http2(peer)
        http2.take()
        http2.send_headers(200)
        http2.flood(frames)

    _flood.add(
        f"h2-flood-{_name}",
        _does,
        UNKNOWN,
        (*_LOST, *TIMEOUT),
        _flooding,
        lasting=True,
        attempts=(1, 3),
    )


# Without end, libcurl 7.88 would read them for as long as they come, and look at no clock.
@_silence.fault(
    "h2-empty-data", "sends 50,000 frames of DATA without data, and falls silent", UNKNOWN, TIMEOUT
)
def empty_data(peer: Peer) -> None:
    http2 = as_http2(peer)
    http2.take()
    http2.send_headers(200)
    http2.send(frame(DATA, 0, http2.stream) * 50_000)
    http2.silence()


@_flood.fault(
    "h2-flood-continuation",
    "sends one header block without end",
    UNKNOWN,
    (*_LOST, *LIMIT),
    lasting=True,
    attempts=(1, 3),
)
def flood_continuation(peer: Peer) -> None:
    http2 = as_http2(peer)
    http2.take()
    http2.send(frame(HEADERS, 0, http2.stream, fields(200)))
    http2.flood(frame(CONTINUATION, 0, http2.stream, b"\x00\x01a\x7f\x80\x01" + b"o" * 255))


@_flood.fault(
    "h2-body-endless",
    "sends a body without end",
    FINAL,
    (*LIMIT,),
    uncertain=True,
    options={"http_version": "2", "response_limit": 1 << 20},
)
def body_endless(peer: Peer) -> None:
    http2 = as_http2(peer)
    http2.take()
    http2.send_headers(200)
    # Without regard to the client's window, which is larger than response_limit.
    http2.flood(frame(DATA, 0, http2.stream, b" " * 1000))
