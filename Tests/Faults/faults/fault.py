"""A fault: what the server does, and what the library is to make of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Optional

if TYPE_CHECKING:
    from .peer import Peer

Play = Callable[["Peer"], None]


class Evidence(Enum):
    """What is known of a call's fate, which decides whether it may be sent again."""

    #: A usable answer came, whatever else was odd.
    GOOD = "good"
    #: Nothing can have been executed: sent again, whatever the verb.
    NOT_EXECUTED = "not executed"
    #: It may have been executed: only reads are sent again.
    UNKNOWN = "unknown"
    #: The same again would fail the same: not sent again.
    FINAL = "final"
    #: Which of the two sides is quicker decides; any outcome that is sound will do.
    RACE = "race"


GOOD = Evidence.GOOD
NOT_EXECUTED = Evidence.NOT_EXECUTED
UNKNOWN = Evidence.UNKNOWN
FINAL = Evidence.FINAL
RACE = Evidence.RACE

# Statuses as in the header, without their prefix. Where the header leaves a choice, a fault names
# several.
OK = ("OK",)
ARGUMENT = ("ERROR_ARGUMENT",)
API = ("ERROR_API",)
ACTION = ("ERROR_ACTION",)
PROTOCOL = ("ERROR_PROTOCOL",)
HTTP = ("ERROR_HTTP",)
CONNECT = ("ERROR_CONNECT",)
TLS = ("ERROR_TLS",)
TIMEOUT = ("ERROR_TIMEOUT",)
TRANSPORT = ("ERROR_TRANSPORT",)
LIMIT = ("ERROR_LIMIT",)

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Fault:
    """One way for a server, or for what lies between, to misbehave."""

    name: str
    #: What the server does, in a sentence.
    does: str
    #: How it does that, with one connection.
    play: Play
    evidence: Evidence
    #: What a call that meets it comes to, if it is not sent again: one of these.
    status: tuple[str, ...]
    family: str = ""
    #: Where it listens: "tcp", "tls" or another kind of stage.py.
    kind: str = "tcp"
    #: Whether it begins before the first byte of a request, with the connection as it was accepted.
    at_connect: bool = False
    #: onoffice_response_uncertain of a write that failed. None: as the evidence has it.
    uncertain: Optional[bool] = None
    #: Whether the server executes what it takes completely.
    executes: bool = True
    #: The fault that the next connection meets.
    then: str = ""
    #: Whether calls to the same place may fail afterwards, too.
    spoils_place: bool = False
    #: Whether it stays: every attempt meets it, not only the first.
    lasting: bool = False
    #: Attempts if two retries are allowed, where the evidence does not tell: from, to.
    attempts: Optional[tuple[int, int]] = None
    #: Options of the client. "{port}" and "{certificates}" in a text are filled in.
    options: Mapping[str, int | str] = field(default_factory=dict)
    url: str = "{scheme}://127.0.0.1:{port}/api.php"
    http_status: Optional[int] = None
    #: What the message must say.
    says: str = ""
    #: Bytes of ballast in the request, so that it does not fit into the buffers on the way.
    ballast: int = 0
    #: Bytes by which the peak of the process's memory may rise.
    memory: int = 12 * MEGABYTE
    #: Whether the call is also to meet it on a kept connection.
    reused: bool = True
    #: Whether a good answer's results still have the identifiers of the actions.
    echoes: bool = True
    #: Whether it is one of many that differ in bytes only: not repeated with retries.
    brief: bool = False

    @property
    def is_tls(self) -> bool:
        """Whether its stage speaks TLS (or claims to)."""
        return self.kind.startswith(("tls", "h2"))


#: All faults, by name.
FAULTS: dict[str, Fault] = {}


def add(fault: Fault) -> None:
    """Registers a fault."""
    if fault.name in FAULTS:
        raise ValueError(f"two faults are called {fault.name}")
    FAULTS[fault.name] = fault


class Family:
    """The faults of one file, registered with what they have in common."""

    def __init__(self, name: str, **common: object) -> None:
        self._name = name
        self._common = common

    def fault(
        self, name: str, does: str, evidence: Evidence, status: tuple[str, ...], **rest: object
    ) -> Callable[[Play], Play]:
        """Decorates the function that plays the fault."""

        def register(play: Play) -> Play:
            self.add(name, does, evidence, status, play, **rest)
            return play

        return register

    def add(
        self,
        name: str,
        does: str,
        evidence: Evidence,
        status: tuple[str, ...],
        play: Play,
        **rest: object,
    ) -> None:
        """Registers a fault that an existing function plays."""
        known = {**self._common, **rest}
        fault = Fault(name, does, play, evidence, status, family=self._name, **known)  # type: ignore[arg-type]
        add(fault)
