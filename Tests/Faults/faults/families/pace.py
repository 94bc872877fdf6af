"""Servers that are slow, or fall silent."""

from __future__ import annotations

from .. import answers
from ..fault import GOOD, OK, TIMEOUT, UNKNOWN, Family
from ..peer import Peer
from ..plays import raw

_stall = Family("pace", options={"stall_timeout_ms": 200})
_slow = Family(
    "pace", options={"timeout_ms": 400, "stall_timeout_ms": 200}, lasting=True, attempts=(1, 1)
)

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
_CHUNKED = _HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
_START = b'{"status":{"code":200,'

for _name, _does, _data in (
    ("stall-in-head", "falls silent within the headers", _HEAD),
    ("stall-after-head", "falls silent after the headers", _HEAD + b"Content-Length: 500\r\n\r\n"),
    (
        "stall-in-body",
        "falls silent within the body",
        _HEAD + b"Content-Length: 500\r\n\r\n" + _START,
    ),
    ("stall-in-chunk", "falls silent within a chunk", _CHUNKED + b"40\r\n" + _START),
    ("stall-before-last-chunk", "falls silent before the last chunk", _CHUNKED + b"2\r\n{}\r\n"),
):
    _stall.add(_name, _does, UNKNOWN, TIMEOUT, raw(_data, silent=True))

# No line of the answer itself has come by then: to the client this looks like thinking.
_slow.add(
    "stall-in-status-line",
    "falls silent within the status line",
    UNKNOWN,
    TIMEOUT,
    raw(b"HTTP/1.1 20", silent=True),
)
_slow.add(
    "stall-after-100",
    "says 100 Continue, and then nothing",
    UNKNOWN,
    TIMEOUT,
    raw(b"HTTP/1.1 100 Continue\r\n\r\n", silent=True),
)


@_slow.fault("drip-head", "sends a header every now and then, without end", UNKNOWN, TIMEOUT)
def drip_head(peer: Peer) -> None:
    peer.take()
    peer.send(_HEAD)
    while True:
        peer.send(b"X-Odd: value\r\n")
        peer.pause(20)


@_slow.fault("drip-body", "sends the body byte by byte, without end", UNKNOWN, TIMEOUT)
def drip_body(peer: Peer) -> None:
    peer.take()
    peer.send(_HEAD + b"\r\n")
    peer.drip(b" " * 10_000, 20)


@_slow.fault("drip-1xx", "says 102 Processing every now and then, without end", UNKNOWN, TIMEOUT)
def drip_informational(peer: Peer) -> None:
    peer.take()
    while True:
        peer.send(b"HTTP/1.1 102 Processing\r\n\r\n")
        peer.pause(50)


@_stall.fault(
    "slow-but-steady",
    "sends the answer in pieces, with pauses shorter than the stall timeout",
    GOOD,
    OK,
)
def slow_but_steady(peer: Peer) -> None:
    answer = answers.http(answers.good(peer.take()))
    for place in range(0, len(answer), 100):
        peer.send(answer[place : place + 100])
        peer.pause(40)
    peer.stays = True


@_stall.fault(
    "thinks-first", "thinks for longer than the stall timeout before it answers", GOOD, OK
)
def thinks_first(peer: Peer) -> None:
    actions = peer.take()
    peer.pause(500)
    peer.send(answers.http(answers.good(actions)))
    peer.stays = True
