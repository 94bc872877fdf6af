"""Ownership of the library's objects."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable
from types import TracebackType

from ._errors import ArgumentError, OutOfMemoryError
from ._library import Library
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NoReturn


class Owned:
    """Owns an object that never changes and is freed when nobody refers to it any more.

    Args:
        pointer: the object.
        free: the library's function that frees it.
        owner: what is to be freed, if the object is a part of it.
    """

    __slots__ = ("_free", "_owner", "library", "pointer")

    def __init__(
        self, library: Library, pointer: int | None, free: Callable[[int], None], owner: int | None
    ) -> None:
        # First, so that __del__ finds them whatever happens.
        self._free, self._owner = free, owner
        if not pointer:
            raise OutOfMemoryError("no memory for a response")
        self.library = library
        self.pointer = pointer

    def __del__(self) -> None:
        if self._owner:
            self._free(self._owner)


class Handle:
    """Owns one object of the library and frees it once, when no call uses it any more.

    Used as a context manager around every call: ``with handle as pointer``. The calls are counted,
    so that close() in one thread does not free what another is using.
    """

    def __init__(self, library: Library, pointer: int, free: str, what: str) -> None:
        if not pointer:
            raise OutOfMemoryError(f"no memory for a {what}")
        self.library = library
        self.lock = threading.RLock()  # reentrant, for signal handlers
        self._what = what
        self._pointer = pointer
        self._users = 0
        self._closed = False
        self._free = weakref.finalize(self, library.void, free, pointer)
        # At exit other threads may still be inside a call; the process takes its memory along.
        self._free.atexit = False
        _handles.add(self)

    @property
    def closed(self) -> bool:
        """Whether close() was called."""
        return self._closed

    def __enter__(self) -> int:
        with self.lock:
            if self._closed:
                raise ArgumentError(f"the {self._what} is closed")
            self._users += 1
            return self._pointer

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with self.lock:
            if self._users:
                self._users -= 1
            if self._closed and not self._users:
                self._free()

    def alone(self) -> Handle:
        """For calls that change the object: refused while others use it. Others wait for the lock,
        so take it first: ``with handle.lock, handle.alone() as pointer``."""
        if self._users:
            raise ArgumentError(f"the {self._what} is in use by another thread")
        return self

    def hand_over(self) -> int:
        """Gives the object away: it is closed here, and another one's to free."""
        with self.lock:
            pointer = self._pointer
            self._closed = True
            self._free.detach()
            return pointer

    def close(self) -> None:
        """Frees the object now, or after the last call that is using it. May be called again."""
        with self.lock:
            self._closed = True
            if not self._users:
                self._free()

    def forked(self) -> None:
        """In a child process: the threads that held the lock or were in a call are not here."""
        self.lock = threading.RLock()
        self._users = 0


class Unsharable:
    """Base of everything that owns an object of the library: not to be pickled or copied."""

    __slots__ = ()

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(
            f"a {type(self).__name__} cannot be pickled or copied: it owns memory of this process. "
            f"Pass on plain data, and make a {type(self).__name__} where it is needed"
        )


_handles: weakref.WeakSet[Handle] = weakref.WeakSet()


def _forked() -> None:
    for handle in list(_handles):
        handle.forked()


if hasattr(os, "register_at_fork"):  # the sandbox is of use where nothing forks, too
    os.register_at_fork(after_in_child=_forked)
