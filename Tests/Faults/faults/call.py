"""What the server saw of one call."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Seen:
    """Counts of one call, as the server reports them."""

    #: Connections that were accepted.
    connections: int = 0
    #: Requests of which the first byte came.
    requests: int = 0
    #: Requests that arrived completely.
    complete: int = 0
    #: Complete requests that the server executed.
    executed: int = 0
    #: Whether the fault was met on a connection that had served before.
    on_kept_connection: bool = False
    #: Which faults, or good service, each write met that was executed; by its identifier.
    writes: dict[str, list[str]] = field(default_factory=dict)
    #: Signatures of the requests that arrived completely.
    signatures: list[str] = field(default_factory=list)
    #: Where the play itself went wrong: an error of the tests.
    errors: list[str] = field(default_factory=list)


class Call:
    """Counts what is seen of one call; several connections may do so at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen = Seen()
        # A pipe, since a play waits for its end and for its connection's at the same time.
        self.ended, self._ending = os.pipe()

    def end(self) -> None:
        """The client is done with it: plays that do nothing need not go on with that."""
        with self._lock:
            if self._ending >= 0:
                os.close(self._ending)
                self._ending = -1

    def close(self) -> None:
        """Nobody plays any more."""
        self.end()
        os.close(self.ended)

    def count(self, *, connections: int = 0, requests: int = 0) -> None:
        """Adds to the counts."""
        with self._lock:
            self._seen.connections += connections
            self._seen.requests += requests

    def complete(self, actions: list[dict[str, Any]], executes: bool, what: str) -> None:
        """A request has arrived completely."""
        with self._lock:
            self._seen.complete += 1
            self._seen.signatures += [action["hmac"] for action in actions]
            if executes:
                self._seen.executed += 1
                for action in actions:
                    if not action["actionid"].endswith((":read", ":get")):
                        self._seen.writes.setdefault(action["identifier"], []).append(what)

    def meets_fault(self, on_kept_connection: bool) -> None:
        """The fault begins."""
        with self._lock:
            self._seen.on_kept_connection |= on_kept_connection

    def error(self, text: str) -> None:
        """The play itself went wrong."""
        with self._lock:
            self._seen.errors.append(text)

    def seen(self) -> Seen:
        """The counts so far."""
        with self._lock:
            return Seen(**vars(self._seen))
