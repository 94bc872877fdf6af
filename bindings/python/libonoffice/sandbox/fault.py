"""One way to go wrong, how often, and for what."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import Any, Optional, Union

from . import registry

DROPS = ("before", "request", "after", "answer")
"""When a connection is dropped: before or in the middle of reading the request, after it was read
and executed, or in the middle of the answer."""

BROKEN = ("cut", "html", "empty")
"""What becomes of an answer: half of its JSON, a proxy's page, or nothing."""

_CALL = re.compile(r"([a-z]+) (\w+)(?:\[([^\]]*)\])?\Z")
_LONGEST = 3600


@dataclass(eq=False)
class Fault:
    """What goes wrong with the next requests, or with the next actions of one call.

    Of `error`, `status` or `broken`, and `drop` there is one (`status` may have a page of
    `broken="html"` as its body); `delay` and `clock` go with each of them and also alone.

    Raises ValueError for what cannot be, TypeError for a wrong type.
    """

    error: Optional[int] = None
    """A code of the API: for the whole request, or with `call` for its actions alone."""
    message: str = ""
    """The text of the error; the usual one if empty."""
    status: Optional[int] = None
    """An HTTP status instead of an answer."""
    body: Optional[str] = None
    """The body that comes with `status`."""
    retry_after: Union[int, str, None] = None
    """The header Retry-After that comes with `status`: seconds or a date."""
    drop: Optional[str] = None
    """The connection ends without a word: one of DROPS."""
    broken: Optional[str] = None
    """The answer is none: one of BROKEN."""
    delay: float = 0.0
    """Seconds between execution and answer."""
    clock: float = 0.0
    """Seconds by which the server's clock is ahead (or behind, if negative)."""
    call: Optional[str] = None
    """Only requests with this call, such as "read estate" or "get file[address]"."""
    times: Optional[int] = 1
    """How often; None is until it is removed."""
    executed: Optional[bool] = None
    """Whether the actions are executed all the same. By default they are if what fails is later
    than that: with `broken="cut"` and "empty", the drops "after" and "answer", and where nothing
    but `delay` or `clock` is set."""
    id: int = field(default=0, init=False)
    struck: int = field(default=0, init=False)
    """How often it has struck so far."""

    def __post_init__(self) -> None:
        self._check_types()
        self._check_values()
        late = self.broken in ("cut", "empty") or self.drop in ("after", "answer")
        answered = not (self.error or self.status or self.broken or self.drop)
        if self.executed is None:
            self.executed = late or answered
        elif self.executed and self.is_early:
            raise ValueError(f"nothing is executed with drop={self.drop!r}")
        elif not self.executed and (answered or self.broken == "cut" or self.drop == "answer"):
            raise ValueError("this fault needs an answer, which needs execution")

    @property
    def left(self) -> Optional[int]:
        """How often it will still strike; None if there is no end."""
        return None if self.times is None else self.times - self.struck

    @property
    def is_early(self) -> bool:
        """Whether it strikes before the request has been read."""
        return self.drop in ("before", "request")

    @property
    def is_of_action(self) -> bool:
        """Whether it strikes single actions and leaves the others of their request alone."""
        return self.error is not None and self.call is not None

    def describe(self) -> dict[str, Any]:
        """What is set, and how far it has come, for the control URL."""
        shown = {name: value for name, value in asdict(self).items() if value not in (None, "", 0)}
        always = {"id": self.id, "times": self.times, "left": self.left, "struck": self.struck}
        return {**shown, "executed": self.executed, **always}

    def _check_types(self) -> None:
        for name, types in _TYPES.items():
            value = getattr(self, name)
            wrong_bool = isinstance(value, bool) and bool not in types
            if value is not None and (wrong_bool or not isinstance(value, types)):
                wanted = " or ".join(type.__name__ for type in types)
                raise TypeError(f"{name} is of type {wanted}, and not {value!r}")
        for name in ("message", "delay", "clock"):
            if getattr(self, name) is None:
                raise TypeError(f"{name} cannot be None")

    def _check_values(self) -> None:
        ends = [name for name in ("error", "status", "drop", "broken") if getattr(self, name)]
        if len(ends) > 1 and not (ends == ["status", "broken"] and self.broken == "html"):
            raise ValueError(f"{' and '.join(ends)} exclude each other")
        if not ends and not self.delay and not self.clock:
            raise ValueError("one of error, status, drop, broken, delay and clock is needed")
        for name in ("body", "retry_after"):
            if getattr(self, name) is not None and not self.status:
                raise ValueError(f"{name} needs a status")
        for name, allowed in (("drop", DROPS), ("broken", BROKEN)):
            value = getattr(self, name)
            if value is not None and value not in allowed:
                raise ValueError(f"{name} is one of {', '.join(allowed)}, not {value!r}")
        if isinstance(self.retry_after, str) and not (
            self.retry_after.isascii() and self.retry_after.isprintable()
        ):
            raise ValueError("retry_after is seconds or a date")
        for name, least, most in _RANGES:
            value = getattr(self, name)
            if value is not None and not (value >= least and (most is None or value <= most)):
                upper = "" if most is None else f" to {most:g}"
                raise ValueError(f"{name} is a number from {least:g}{upper}, not {value}")
        if self.message and not self.error:
            raise ValueError("message needs an error")
        if self.body is not None and self.broken:
            raise ValueError("body and broken exclude each other")
        if self.call is not None:
            self._check_call(self.call)

    def _check_call(self, call: str) -> None:
        match = _CALL.match(call)
        if not match or not registry.is_known(*match.groups()):
            raise ValueError(f"there is no call {call!r}: verb and resource type, as in README.md")
        if self.is_early:
            raise ValueError(f"what is called is not known with drop={self.drop!r}")


_TYPES: dict[str, tuple[type, ...]] = {
    "error": (int,),
    "message": (str,),
    "status": (int,),
    "body": (str,),
    "retry_after": (int, str),
    "drop": (str,),
    "broken": (str,),
    "delay": (int, float),
    "clock": (int, float),
    "call": (str,),
    "times": (int,),
    "executed": (bool,),
}
_RANGES: tuple[tuple[str, float, Optional[float]], ...] = (
    ("error", 1, None),
    ("status", 200, 599),
    ("delay", 0, _LONGEST),
    ("clock", -1e9, 1e9),
    ("times", 1, None),
)
