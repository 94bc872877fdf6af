"""How a fault is met: read or write, blocking or in flight, with retries, on which connection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from .client import Way
from .fault import Fault


@dataclass(frozen=True)
class Variant:
    """One way to meet a fault."""

    is_write: bool
    way: Way
    retries: int
    on_kept_connection: bool

    def __str__(self) -> str:
        return ", ".join(
            (
                "write" if self.is_write else "read",
                self.way.value,
                f"{self.retries} retries",
                "kept connection" if self.on_kept_connection else "new connection",
            )
        )


#: In the short form: every pair of two properties occurs.
_PAIRS = (
    Variant(False, Way.BLOCKING, 0, False),
    Variant(True, Way.IN_FLIGHT, 2, False),
    Variant(True, Way.IN_A_LOOP, 0, True),
    Variant(False, Way.IN_A_LOOP, 2, False),
    Variant(True, Way.BLOCKING, 2, True),
    Variant(False, Way.IN_FLIGHT, 0, True),
)


def variants(fault: Fault, short: bool) -> Iterator[Variant]:
    """The ways in which this fault is to be met."""
    every = [Variant(*values) for values in product((False, True), Way, (0, 2), (False, True))]
    chosen = every if not short else _PAIRS[::2] if fault.brief else _PAIRS
    seen = set()
    for variant in chosen:
        can = Variant(
            variant.is_write,
            variant.way,
            0 if fault.brief else variant.retries,
            variant.on_kept_connection and fault.reused,
        )
        if can not in seen:
            seen.add(can)
            yield can
