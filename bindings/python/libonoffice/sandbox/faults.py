"""The faults that wait for requests to strike."""

from __future__ import annotations

import itertools
import threading
from collections import deque
from collections.abc import Collection, Iterator
from typing import Any, Callable, Optional, Union

from .fault import Fault

_MOST_REMEMBERED = 1000


class Faults:
    """Faults in the order in which they were added.

    Each request takes the first one that fits it, and each action the first one for its call, so
    that what is added one after another happens one after another. Faults without end step back
    behind those that are counted.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._pending: list[Fault] = []
        self._spent: deque[Fault] = deque(maxlen=_MOST_REMEMBERED)

    def add(self, fault: Fault) -> Fault:
        """Adds a fault, which gets a number. Raises ValueError if it already has one."""
        with self._lock:
            if fault.id:
                raise ValueError("a fault is added once")
            fault.id = next(self._numbers)
            self._pending.append(fault)
        return fault

    def remove(self, fault: Union[Fault, int]) -> bool:
        """Removes a fault, perhaps by its number; False if it is not pending."""
        number = fault if isinstance(fault, int) else fault.id
        with self._lock:
            found = next((item for item in self._pending if item.id == number), None)
            if found:
                self._pending.remove(found)
        return found is not None

    def clear(self) -> None:
        """Removes all of them and forgets those that are used up."""
        with self._lock:
            self._pending.clear()
            self._spent.clear()

    def __iter__(self) -> Iterator[Fault]:
        """Those that are pending, at this moment."""
        with self._lock:
            return iter(list(self._pending))

    def __len__(self) -> int:
        return len(self._pending)

    def describe(self) -> dict[str, list[dict[str, Any]]]:
        """Those pending and the latest ones used up, for the control URL."""
        with self._lock:
            return {
                "pending": [fault.describe() for fault in self._pending],
                "spent": [fault.describe() for fault in self._spent],
            }

    def strike_unread(self) -> Optional[Fault]:
        """The fault for a request that has not been read yet, if one strikes that early.

        Faults for calls cannot be asked: which ones are called shows when it is read.
        """
        return self._strike(lambda fault: fault.call is None, lambda fault: fault.is_early)

    def strike_request(self, calls: Collection[str]) -> Optional[Fault]:
        """The fault for a request that holds these calls."""
        return self._strike(
            lambda fault: not fault.is_of_action and (fault.call is None or fault.call in calls)
        )

    def strike_action(self, calls: Collection[str]) -> Optional[Fault]:
        """The fault for one action, given the names of its call."""
        return self._strike(lambda fault: fault.is_of_action and fault.call in calls)

    def _strike(
        self, fits: Callable[[Fault], bool], now: Callable[[Fault], bool] = lambda fault: True
    ) -> Optional[Fault]:
        """Takes the first fault that fits, if it is to strike now, and counts that."""
        with self._lock:
            ordered = sorted(self._pending, key=lambda fault: fault.times is None)
            fault = next((fault for fault in ordered if fits(fault)), None)
            if fault is None or not now(fault):
                return None
            fault.struck += 1
            if fault.left == 0:
                self._pending.remove(fault)
                self._spent.append(fault)
            return fault
