"""Work of several steps that the library does: the pages of a list, the blocks of a file."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable

from ._exchange import SLICE_MS
from ._handle import Handle, Unsharable
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._base import ClientBase


class Job(Unsharable, ABC):
    """Owns such work. It moves forward while somebody waits for it, or for anything else of the
    same client.

    Args:
        client: whose work it is; kept, as a client that nobody else holds is closed.
        kind: what the library's functions call it.
        what: what messages call it.
        begin: makes it for a client of the library.
    """

    def __init__(
        self, client: ClientBase, kind: str, what: str, begin: Callable[[int], int | None]
    ) -> None:
        self.client = client
        self._library = client.library
        self._poll: Callable[[int, int], int] = getattr(self._library, f"onoffice_{kind}_poll")
        self._cancel = f"onoffice_{kind}_cancel"
        with client._handle as owner:
            pointer = begin(owner) or 0
        self._handle = Handle(self._library, pointer, f"onoffice_{kind}_free", what)

    @property
    @abstractmethod
    def is_ready(self) -> bool:
        """Whether there is something to take, so that one need not wait. Moves nothing forward."""

    @property
    def closed(self) -> bool:
        """Whether it was given up, or has handed out all it had."""
        return self._handle.closed

    def wait(self, pointer: int, tick: Callable[[], object] | None = None) -> None:
        """Waits until there is something to take.

        Args:
            pointer: the library's object.
            tick: called now and then.

        Raises:
            KeyboardInterrupt: Ctrl+C meanwhile; close() is up to the caller.
        """
        # Signals are the main thread's: in others the library may wait as long as it takes.
        is_main = threading.current_thread() is threading.main_thread()
        pause = SLICE_MS if tick is not None or is_main else -1
        while not self._poll(pointer, pause):
            if tick is not None:
                tick()

    def close(self) -> None:
        """Gives it up. A thread that waits for it gets a CancelledError."""
        with self._handle.lock:
            if not self._handle.closed:
                with self._handle as pointer:
                    self._library.number(self._cancel, pointer)
                    self._handle.close()
