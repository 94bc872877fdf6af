"""Which fault the next request meets. These are sent to the server, so they hold names only."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from typing import Optional

from . import answers
from .fault import FAULTS, MEGABYTE, OK, PROTOCOL, TRANSPORT, UNKNOWN, Fault
from .peer import Peer


class Supply:
    """Good service, always. The others say when it is not."""

    def next(self, at_connect: bool) -> Optional[Fault]:
        """The fault that is due now: before the first byte of a request, or at it."""
        return None


class One(Supply):
    """One fault: once, or if it is a lasting one, for ever. Then the one that follows it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def next(self, at_connect: bool) -> Optional[Fault]:
        fault = FAULTS.get(self._name)
        if fault is None or fault.at_connect != at_connect:
            return None
        if not fault.lasting:
            self._name = fault.then
        return fault


class Dice(Supply):
    """Faults at random, for a share of the requests."""

    def __init__(self, seed: int, names: Sequence[str], share: float) -> None:
        self._random = random.Random(seed)
        self._names = {
            at_connect: [name for name in names if FAULTS[name].at_connect == at_connect]
            for at_connect in (False, True)
        }
        self._share = share

    def next(self, at_connect: bool) -> Optional[Fault]:
        names = self._names[at_connect]
        # Connections are fewer than requests, and a fault makes more of them.
        if not names or self._random.random() >= (self._share / 10 if at_connect else self._share):
            return None
        return FAULTS[self._random.choice(names)]


class Cuts(Supply):
    """The good answer, the first one cut after no byte, the next one after one byte, and so on.

    The connection is closed at the cut, or with `is_split` goes on after it.
    """

    def __init__(self, has_length: bool, is_split: bool = False) -> None:
        self._has_length = has_length
        self._is_split = is_split
        self._place = -1

    def next(self, at_connect: bool) -> Optional[Fault]:
        if at_connect:
            return None
        self._place += 1
        place = self._place

        def play(peer: Peer) -> None:
            answer = answers.http(answers.good(peer.take()), length=self._has_length)
            peer.send(answer[:place])
            if self._is_split:
                peer.send(answer[place:])
                peer.stays = True

        return Fault(f"cut at {place}", "", play, UNKNOWN, (*PROTOCOL, *TRANSPORT))


class Large(Supply):
    """A large answer: of announced length, in chunks, or compressed."""

    def __init__(self, how: str, size: int) -> None:
        self._how = how
        self._size = size

    def next(self, at_connect: bool) -> Optional[Fault]:
        return None if at_connect else Fault("large", "", self._play, UNKNOWN, OK)

    def _play(self, peer: Peer) -> None:
        peer.take()
        head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        blanks = b" " * MEGABYTE
        if self._how == "length":
            peer.send(f"{head}Content-Length: {self._size}\r\n\r\n".encode())
        elif self._how == "chunks":
            peer.send(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
            blanks = f"{len(blanks):x}\r\n".encode() + blanks + b"\r\n"
        else:
            peer.send(f"{head}Content-Encoding: gzip\r\n\r\n".encode())
            compress = zlib.compressobj(1, wbits=31)
            for _ in range(self._size // MEGABYTE):
                peer.send(compress.compress(blanks) + compress.flush(zlib.Z_SYNC_FLUSH))
            return
        for _ in range(self._size // MEGABYTE):
            peer.send(blanks)
