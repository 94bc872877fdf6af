"""Bytes that came in blocks and are kept that way, since a file may be large."""

from __future__ import annotations

import binascii
from collections.abc import Iterable, Iterator

_PIECE = 3 << 18
"""Bytes that are encoded at once: a multiple of 3, so that pieces of base64 can be joined."""


class Blocks:
    """A file's bytes. They are only ever added to."""

    def __init__(self, blocks: Iterable[bytes] = ()) -> None:
        self._blocks: list[bytes] = []
        self._size = 0
        for block in blocks:
            self.append(block)

    def __len__(self) -> int:
        return self._size

    def append(self, block: bytes) -> None:
        """Adds a block, without copying it."""
        self._blocks.append(block)
        self._size += len(block)

    def base64(self) -> Iterator[bytes]:
        """The base64 of it all, piece by piece."""
        rest = b""
        for block in list(self._blocks):
            for start in range(0, len(block), _PIECE):
                piece = rest + block[start : start + _PIECE]
                whole = len(piece) - len(piece) % 3
                rest = piece[whole:]
                yield binascii.b2a_base64(memoryview(piece)[:whole], newline=False)
        yield binascii.b2a_base64(rest, newline=False)
