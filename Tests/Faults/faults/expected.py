"""What a call is to come to that meets a fault: the library's promises, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from .call import Seen
from .client import Outcome
from .fault import FINAL, GOOD, NOT_EXECUTED, OK, RACE, UNKNOWN, Fault
from .variant import Variant


@dataclass(frozen=True)
class Expected:
    """The outcomes that are right."""

    status: tuple[str, ...]
    #: HTTP requests that are sent: the smallest and the largest number that is right.
    attempts: tuple[int, int]
    #: onoffice_response_uncertain; None where both are right.
    uncertain: Optional[bool]
    #: Whether libcurl itself may begin again on a new connection: only where the request had not
    #: left in full.
    libcurl_repeats: bool = False

    @classmethod
    def of(cls, fault: Fault, variant: Variant) -> Expected:
        """What is expected of this call."""
        if fault.evidence is RACE:
            return cls((*OK, *fault.status), (1, 2 + variant.retries), None, libcurl_repeats=True)
        # A connection that was kept and turns out dead is replaced beyond what retries allow.
        most = 1 + variant.retries + variant.on_kept_connection
        may_repeat = fault.evidence is NOT_EXECUTED or (
            fault.evidence is UNKNOWN and not variant.is_write
        )
        recovers = may_repeat and variant.retries > 0 and not fault.lasting
        if may_repeat and variant.on_kept_connection:
            status = OK if recovers else (*OK, *fault.status)
            return cls(status, (1, most), False, fault.evidence is NOT_EXECUTED)
        if recovers:
            return cls(OK, fault.attempts or (2, 2), uncertain=False)
        attempts = (1, 1)
        if fault.evidence is GOOD:
            attempts = fault.attempts or (1, 1)
        elif may_repeat and variant.retries > 0:
            attempts = fault.attempts or (most, most)
        return cls(fault.status, attempts, _uncertain(fault, variant))


def _uncertain(fault: Fault, variant: Variant) -> Optional[bool]:
    if not variant.is_write or fault.evidence in (GOOD, NOT_EXECUTED):
        return False
    if "OK" in fault.status:
        return None
    if fault.evidence is FINAL:
        return fault.uncertain is True
    return fault.uncertain is not False


def unsound(variant: Variant, outcome: Outcome, seen: Seen) -> list[str]:
    """What breaks a promise that always holds: no write runs twice, or unknown to the caller."""
    wrong = []
    if outcome.uncertain and (not variant.is_write or outcome.status == "OK"):
        wrong.append(f"uncertain, though it is a read or {outcome.status}")
    if not variant.is_write:
        return wrong
    # The write is the last action; what came of it may be better than what came of the whole.
    status = outcome.results[-1][0]
    if outcome.status in ("ERROR_CONNECT", "ERROR_TLS") and seen.executed > 0:
        wrong.append(f"the write was executed, though {outcome.status} says that nothing was")
    if seen.executed > 1:
        wrong.append(f"the write was executed {seen.executed} times")
    if status == "OK" and seen.executed != 1:
        wrong.append(f"the write is OK, but was executed {seen.executed} times")
    if status != "OK" and not outcome.uncertain and seen.executed != 0:
        wrong.append(f"the write was executed, but is {outcome.status} and not uncertain")
    return wrong
