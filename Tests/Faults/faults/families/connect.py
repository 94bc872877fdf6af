"""Nobody there, or nobody who stays: faults before the first byte of a request."""

from __future__ import annotations

from ..fault import (
    ARGUMENT,
    CONNECT,
    FINAL,
    NOT_EXECUTED,
    RACE,
    TIMEOUT,
    TRANSPORT,
    UNKNOWN,
    Family,
)
from ..peer import Peer

_family = Family("connect", reused=False)


def nothing(peer: Peer) -> None:
    """Never called: no connection comes about."""


_family.add(
    "refused",
    "nobody listens at the port",
    NOT_EXECUTED,
    CONNECT,
    nothing,
    kind="refused",
    lasting=True,
)
_family.add(
    "unroutable",
    "the address cannot be reached from the interface that is to be used",
    NOT_EXECUTED,
    CONNECT,
    nothing,
    lasting=True,
    url="http://192.0.2.1:{port}/api.php",
    options={"allow_http": 1, "interface": "127.0.0.1"},
)
_family.add(
    "interface-unknown",
    "there is no interface, address or host of the name that is to be used",
    FINAL,
    (*ARGUMENT, *CONNECT),
    nothing,
    lasting=True,
    options={"interface": "no-such-interface"},
)
_family.add(
    "name-unknown",
    "the DNS knows no host of that name, or is silent",
    NOT_EXECUTED,
    (*CONNECT, *TIMEOUT),
    nothing,
    lasting=True,
    attempts=(1, 3),
    url="https://nobody.invalid:{port}/api.php",
    options={"connect_timeout_ms": 1000, "timeout_ms": 3000},
)
_family.add(
    "name-impossible",
    "a part of the host's name is longer than the DNS allows",
    NOT_EXECUTED,
    CONNECT,
    nothing,
    lasting=True,
    url="https://" + "a" * 64 + ".test:{port}/api.php",
)
_family.add(
    "ip-version",
    "the address is of the version of IP that is not to be used",
    NOT_EXECUTED,
    CONNECT,
    nothing,
    lasting=True,
    options={"ip_version": 6},
)
_family.add(
    "resolved-to-nobody",
    "the option resolve names an address where nobody listens",
    NOT_EXECUTED,
    CONNECT,
    nothing,
    kind="refused",
    lasting=True,
    url="https://api.test:{port}/api.php",
    options={"resolve": "api.test:{port}:127.0.0.1"},
)
_family.add(
    "backlog-full",
    "nobody accepts connections, and the queue for them is full",
    NOT_EXECUTED,
    TIMEOUT,
    nothing,
    kind="full",
    lasting=True,
    options={"connect_timeout_ms": 100},
)


@_family.fault(
    "closed-at-once", "accepts, and closes", RACE, (*CONNECT, *TRANSPORT), at_connect=True
)
def closed_at_once(peer: Peer) -> None:
    peer.close()


@_family.fault(
    "reset-at-once", "accepts, and resets", RACE, (*CONNECT, *TRANSPORT), at_connect=True
)
def reset_at_once(peer: Peer) -> None:
    peer.reset()


@_family.fault(
    "closed-unread", "resets when the request has come, and reads nothing of it", RACE, TRANSPORT
)
def closed_unread(peer: Peer) -> None:
    peer.reset()


@_family.fault(
    "never-reads",
    "accepts, and does nothing more while a long request comes",
    NOT_EXECUTED,
    TIMEOUT,
    at_connect=True,
    kind="narrow",
    ballast=8 << 20,
    memory=48 << 20,
    options={"stall_timeout_ms": 200},
)
def never_reads(peer: Peer) -> None:
    peer.silence()


@_family.fault(
    "never-answers",
    "takes the request, and says nothing: it may be thinking, so only timeout_ms ends that",
    UNKNOWN,
    TIMEOUT,
    options={"timeout_ms": 300, "stall_timeout_ms": 100},
    lasting=True,
    attempts=(1, 1),
)
def never_answers(peer: Peer) -> None:
    peer.take()
    peer.silence()
