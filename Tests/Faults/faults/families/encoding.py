"""Compressed answers: right, wrong, and far larger than they look."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from functools import cache

from .. import answers
from ..fault import FINAL, GOOD, LIMIT, MEGABYTE, OK, PROTOCOL, UNKNOWN, Family, Play
from ..peer import Peer

_family = Family("encoding")
_add = _family.add

Encoder = Callable[[bytes], bytes]


def _encoded(encoding: str, encode: Encoder) -> Play:
    """Sends the good answer in this encoding; the connection stays."""

    def play(peer: Peer) -> None:
        body = encode(answers.good(peer.take()))
        peer.send(answers.http(body, f"Content-Encoding: {encoding}"))
        peer.stays = True

    return play


def brotli(data: bytes) -> bytes:
    """Brotli's form of uncompressed data (RFC 7932): 16 bits of window, one block, the end."""
    # From the lowest bit: 0 the window; 0 not the last; 00 four nibbles of length; the length
    # less 1; 1 not compressed.
    header = (len(data) - 1) << 4 | 1 << 20
    return header.to_bytes(3, "little") + data + b"\x03"


def zstandard(data: bytes) -> bytes:
    """Zstandard's form of uncompressed data (RFC 8878): one segment with one raw block."""
    size = len(data).to_bytes(4, "little")
    block = (len(data) << 3 | 1).to_bytes(3, "little")
    return b"\x28\xb5\x2f\xfd\xa0" + size + block + data


def _deflate_raw(data: bytes) -> bytes:
    compress = zlib.compressobj(wbits=-15)
    return compress.compress(data) + compress.flush()


@cache
def bomb(megabytes: int) -> bytes:
    """That many megabytes of blanks, compressed a thousandfold."""
    compress = zlib.compressobj(9, wbits=31)
    blanks = b" " * MEGABYTE
    return b"".join(compress.compress(blanks) for _ in range(megabytes)) + compress.flush()


_ALL = {"accept_encoding": "gzip, deflate, br, zstd"}

# Right

_add("gzip", "compresses with gzip", GOOD, OK, _encoded("gzip", gzip.compress))
_add("gzip-capitals", "compresses with GZIP", GOOD, OK, _encoded("GZIP", gzip.compress), brief=True)
_add("x-gzip", "compresses with x-gzip", GOOD, OK, _encoded("x-gzip", gzip.compress), brief=True)
_add("identity", "compresses with identity", GOOD, OK, _encoded("identity", bytes), brief=True)
_add(
    "deflate", "compresses with deflate", GOOD, OK, _encoded("deflate", zlib.compress), options=_ALL
)
_add(
    "deflate-raw",
    "compresses with deflate, without the frame that belongs around it",
    GOOD,
    OK,
    _encoded("deflate", _deflate_raw),
    options=_ALL,
)
_add("br", "compresses with br", GOOD, OK, _encoded("br", brotli), options=_ALL)
_add("zstd", "compresses with zstd", GOOD, OK, _encoded("zstd", zstandard), options=_ALL)
_add(
    "gzip-twice",
    "compresses twice",
    GOOD,
    OK,
    _encoded("gzip, gzip", lambda data: gzip.compress(gzip.compress(data))),
)
_add(
    "encoding-unasked",
    "compresses, though the client asked for none",
    UNKNOWN,
    PROTOCOL,
    _encoded("gzip", gzip.compress),
    options={"accept_encoding": ""},
)

# Wrong

for _name, _does, _encoding, _encode in (
    ("gzip-lie", "says gzip, and compresses nothing", "gzip", bytes),
    ("gzip-cut", "cuts what it compressed", "gzip", lambda data: gzip.compress(data)[:-60]),
    (
        "gzip-checksum",
        "sends a wrong checksum",
        "gzip",
        lambda data: gzip.compress(data)[:-8] + b"12345678",
    ),
    ("gzip-empty", "says gzip, and sends nothing", "gzip", lambda data: b""),
    ("gzip-corrupt", "sends a wrong byte", "gzip", lambda data: _corrupt(gzip.compress(data))),
    ("gzip-once-said-twice", "compresses once, and says twice", "gzip, gzip", gzip.compress),
    ("deflate-lie", "says deflate, and compresses nothing", "deflate", bytes),
    ("br-lie", "says br, and compresses nothing", "br", bytes),
    ("br-cut", "cuts what it compressed with br", "br", lambda data: brotli(data)[:-60]),
    ("zstd-lie", "says zstd, and compresses nothing", "zstd", bytes),
    ("zstd-cut", "cuts what it compressed with zstd", "zstd", lambda data: zstandard(data)[:-60]),
    ("encoding-unknown", "says x-rot13", "x-rot13", bytes),
    ("encodings-many", "says gzip twenty times", ", ".join(["gzip"] * 20), bytes),
):
    _add(_name, _does, UNKNOWN, PROTOCOL, _encoded(_encoding, _encode), options=_ALL)
_add(
    "gzip-and-garbage",
    "sends garbage after what it compressed",
    UNKNOWN,
    (*OK, *PROTOCOL),
    _encoded("gzip", lambda data: gzip.compress(data) + b"garbage" * 9),
    attempts=(1, 2),
)


def _corrupt(data: bytes) -> bytes:
    place = len(data) // 2
    return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]


# Too much

_bombs = Family(
    "encoding", options={"response_limit": MEGABYTE}, uncertain=True, memory=8 * MEGABYTE
)


@_bombs.fault("gzip-bomb", "sends 64 KB that become 64 MB", FINAL, LIMIT)
def gzip_bomb(peer: Peer) -> None:
    peer.take()
    peer.send(answers.http(bomb(64), "Content-Encoding: gzip"))


@_bombs.fault("gzip-bomb-in-bomb", "sends a bomb within a bomb", FINAL, LIMIT)
def gzip_bomb_in_bomb(peer: Peer) -> None:
    peer.take()
    peer.send(answers.http(gzip.compress(bomb(64)), "Content-Encoding: gzip, gzip"))
