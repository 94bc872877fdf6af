"""Answers that are cut short, or whose length is not what was said."""

from __future__ import annotations

from .. import answers
from ..fault import FINAL, GOOD, LIMIT, OK, PROTOCOL, TIMEOUT, TRANSPORT, UNKNOWN, Family
from ..peer import Peer
from ..plays import good, raw

_family = Family("framing")
_add = _family.add

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
_CHUNKED = _HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
_START = b'{"status":{"code":200,'
_LOST = (*PROTOCOL, *TRANSPORT)

# Cut short

_add("status-line-cut", "closes within the status line", UNKNOWN, _LOST, raw(b"HTTP/1.1 20"))
_add("head-cut", "closes within the headers", UNKNOWN, _LOST, raw(_HEAD))
_add(
    "head-only",
    "promises a body, and closes",
    UNKNOWN,
    TRANSPORT,
    raw(_HEAD + b"Content-Length: 500\r\n\r\n"),
)
_add(
    "body-cut",
    "closes within the body",
    UNKNOWN,
    TRANSPORT,
    raw(_HEAD + b"Content-Length: 500\r\n\r\n" + _START),
)
_add(
    "body-cut-unannounced",
    "closes within a body of no announced length",
    UNKNOWN,
    PROTOCOL,
    raw(_HEAD + b"\r\n" + _START),
)
_add("chunk-cut", "closes within a chunk", UNKNOWN, TRANSPORT, raw(_CHUNKED + b"40\r\n" + _START))
_add("chunks-cut", "closes after a chunk", UNKNOWN, TRANSPORT, raw(_CHUNKED + b"1\r\n{\r\n"))


@_family.fault("body-reset", "resets within the body", UNKNOWN, TRANSPORT)
def body_reset(peer: Peer) -> None:
    peer.take()
    peer.send(_HEAD + b"Content-Length: 500\r\n\r\n" + _START)
    peer.reset()


@_family.fault(
    "last-chunk-missing",
    "sends the whole answer in chunks, and closes without the last, empty one",
    UNKNOWN,
    TRANSPORT,
)
def last_chunk_missing(peer: Peer) -> None:
    body = answers.chunked(answers.good(peer.take()))
    peer.send(_CHUNKED + body[: -len(b"0\r\n\r\n")])


# Lengths that are wrong

_add(
    "length-too-small",
    "a length below the body's",
    UNKNOWN,
    PROTOCOL,
    good("Content-Length: 40", length=False),
)
_add(
    "length-too-large",
    "a length above the body's, and closes",
    UNKNOWN,
    TRANSPORT,
    good("Content-Length: 5000", length=False),
)
_add(
    "length-zero",
    "a length of 0 before a body",
    UNKNOWN,
    PROTOCOL,
    good("Content-Length: 0", length=False),
)
_add(
    "length-negative",
    "a negative length",
    UNKNOWN,
    PROTOCOL,
    good("Content-Length: -1", length=False),
)
_add(
    "length-word",
    "a length in words",
    UNKNOWN,
    PROTOCOL,
    good("Content-Length: many", length=False),
)
_add(
    "length-2-gb",
    "promises 2 GB",
    FINAL,
    LIMIT,
    good("Content-Length: 2147483648", length=False),
    uncertain=True,
)
_add(
    "length-beyond-64-bits",
    "promises more bytes than a number holds",
    FINAL,
    (*LIMIT, *PROTOCOL),
    good("Content-Length: 99999999999999999999999", length=False),
    uncertain=True,
)
_add(
    "lengths-differ",
    "two lengths that differ",
    UNKNOWN,
    (*OK, *PROTOCOL, *TRANSPORT),
    good("Content-Length: 40"),
    attempts=(1, 2),
)


@_family.fault(
    "length-too-large-silent",
    "a length above the body's, and then silence",
    UNKNOWN,
    TIMEOUT,
    options={"stall_timeout_ms": 200},
)
def length_too_large_silent(peer: Peer) -> None:
    body = answers.good(peer.take())
    peer.send(answers.http(body, "Content-Length: 5000", length=False))
    peer.silence()


# Chunks that are wrong

for _name, _does, _size in (
    ("chunk-size-word", "a chunk whose size is a word", b"many"),
    ("chunk-size-missing", "a chunk without a size", b""),
    ("chunk-size-negative", "a chunk of negative size", b"-1"),
    ("chunk-size-overflow", "a chunk larger than a number holds", b"f" * 17),
):
    _add(_name, _does, UNKNOWN, PROTOCOL, raw(_CHUNKED + _size + b"\r\n" + _START))
_add(
    "chunk-without-end",
    "a chunk that is not followed by the end of a line",
    UNKNOWN,
    PROTOCOL,
    raw(_CHUNKED + b"1\r\n{{{{{{{{\r\n0\r\n\r\n"),
)
_add(
    "chunk-2-gb",
    "a chunk of 2 GB, of which little comes",
    UNKNOWN,
    TRANSPORT,
    raw(_CHUNKED + b"80000000\r\n" + _START),
)


@_family.fault(
    "chunks-endless",
    "sends chunks without end",
    FINAL,
    LIMIT,
    uncertain=True,
    options={"response_limit": 1 << 20},
)
def chunks_endless(peer: Peer) -> None:
    peer.take()
    peer.send(_CHUNKED)
    peer.flood(b"1000\r\n" + b" " * 4096 + b"\r\n")


@_family.fault(
    "body-endless",
    "sends a body without end",
    FINAL,
    LIMIT,
    uncertain=True,
    options={"response_limit": 1 << 20},
)
def body_endless(peer: Peer) -> None:
    peer.take()
    peer.send(_HEAD + b"\r\n")
    peer.flood(b" ")


# Strange, but right

_add("length-missing", "the end of the connection ends the body", GOOD, OK, good(length=False))


@_family.fault("length-and-chunks", "a wrong length, and chunks, which count", GOOD, OK)
def length_and_chunks(peer: Peer) -> None:
    body = answers.chunked(answers.good(peer.take()))
    peer.send(_HEAD + b"Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n" + body)


@_family.fault("chunks-of-one-byte", "sends every byte as a chunk", GOOD, OK)
def chunks_of_one_byte(peer: Peer) -> None:
    peer.send(_CHUNKED + answers.chunked(answers.good(peer.take()), 1))
    peer.stays = True


@_family.fault("chunk-extensions", "sends chunks with extensions", GOOD, OK)
def chunk_extensions(peer: Peer) -> None:
    body = answers.chunked(answers.good(peer.take()), 1 << 20)
    size, _, rest = body.partition(b"\r\n")
    peer.send(_CHUNKED + size + b';name="value"\r\n' + rest)
    peer.stays = True


@_family.fault("chunk-trailers", "sends headers after the last chunk", GOOD, OK)
def chunk_trailers(peer: Peer) -> None:
    body = answers.chunked(answers.good(peer.take()))
    peer.send(_CHUNKED + body[:-2] + b"X-Checksum: 17\r\nX-Other: a\r\n\r\n")
    peer.stays = True


@_family.fault("second-answer", "sends another answer after the one that was asked for", GOOD, OK)
def second_answer(peer: Peer) -> None:
    body = answers.good(peer.take())
    other = body.replace(b"4711", b"1147")
    peer.send(answers.http(body) + answers.http(other))
    peer.stays = True


@_family.fault("bytes-after-answer", "sends garbage after the answer", GOOD, OK)
def bytes_after_answer(peer: Peer) -> None:
    peer.send(answers.http(answers.good(peer.take())) + b"\0garbage" * 100)
    peer.stays = True
