"""What the package tells the standard logging, as logger "libonoffice".

INFO has one line per call: what it was, how it ended, bytes, milliseconds, attempts. DEBUG has the
actions and the answer as well, shortened, with everything hidden that may be a secret. A write of
which nobody knows whether it was executed is a WARNING.
"""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Mapping, Sequence

from ._action import name
from ._secret import SECRET_NAMES
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    import logging
    from typing import Any

    from ._response import Response

DEBUG, INFO, WARNING = 10, 20, 30  # as logging numbers them

#: Characters of an answer or an action that DEBUG shows.
SHOWN = 2000

_SECRET_MEMBERS = rf"(\"[^\"]*(?:{'|'.join(SECRET_NAMES)})[^\"]*\"\s*:\s*)\"(?:[^\"\\]|\\.)*\"?"
# Tokens, secrets and signatures are long and without blanks; so is the content of files.
_SECRET_WORDS = r"[A-Za-z0-9+/=]{32,}"
_LAST_WORD = r"[A-Za-z0-9+/=]*$"


def wants(level: int) -> bool:
    """Whether anybody listens to that level."""
    # Who never imported logging has set up none of it, and need not wait for it to be imported.
    return "logging" in sys.modules and _logger().isEnabledFor(level)


@functools.cache
def _logger() -> logging.Logger:
    import logging

    logger = logging.getLogger("libonoffice")
    logger.addHandler(logging.NullHandler())
    return logger


def redact(text: str) -> str:
    """The text without what may be a secret."""
    import re

    text = re.sub(_SECRET_MEMBERS, r'\1"***"', text, flags=re.IGNORECASE)
    return re.sub(_SECRET_WORDS, "***", text)


def warn(what: str, warning: str) -> None:
    """Notes that something deserves a look."""
    if wants(WARNING):
        _logger().warning("%s: %s", what, warning)


def call(documents: Sequence[bytes], response: Response, started: float | None) -> None:
    """Notes a call that has ended: its encoded actions, if they were kept, what came of them, and
    the time.monotonic() of its beginning; None for the time that its attempts took."""
    # What came to a good end is not uncertain.
    uncertain = response.status != 0 and response.uncertain
    level = WARNING if uncertain else INFO
    if not wants(level):
        return
    logger = _logger()
    attempts = response.trace.get("attempts", [])
    what = _what(documents, len(response.results))
    outcome = "ok" if response.ok else f"{response.status_name} {response.code}".removesuffix(" 0")
    logger.log(
        level,
        "%s: %s%s, %d bytes in %d ms, %d %s",
        what,
        outcome,
        ", may have been executed" if uncertain else "",
        sum(attempt.get("bytes_received", 0) for attempt in attempts),
        round(_milliseconds(attempts) if started is None else (time.monotonic() - started) * 1000),
        len(attempts),
        "attempt" if len(attempts) == 1 else "attempts",
    )
    if wants(DEBUG):
        for document in documents:
            logger.debug("%s: sent %s", what, _shown(document))
        logger.debug("%s: received %s", what, _shown(response.body))


def _milliseconds(attempts: Sequence[Mapping[str, Any]]) -> float:
    passed = [attempt["ms"]["total"] + attempt["retry_ms"] for attempt in attempts]
    return float(sum(passed))


def _what(documents: Sequence[bytes], count: int) -> str:
    names = [name(document) for document in documents[:5]]
    shown = ", ".join(names) + (", ..." if len(documents) > 5 else "")
    return shown if count == 1 and shown else f"{count} actions: {shown}".removesuffix(": ")


def _shown(document: bytes) -> str:
    import re

    text = document[: 4 * SHOWN].decode("utf-8", "replace")
    if len(document) > 4 * SHOWN:
        text = re.sub(_LAST_WORD, "", text)  # half a secret would not be recognised as one
    text = redact(text)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}… ({len(document)} bytes)"
