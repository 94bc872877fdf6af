"""What the package tells the standard logging, as logger "libonoffice".

INFO has one line per call: what it was, how it ended, bytes, milliseconds, attempts. DEBUG has the
actions and the answer as well, shortened, with everything hidden that may be a secret. A write of
which nobody knows whether it was executed is a WARNING.
"""

from __future__ import annotations

import logging
import re
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._request import Request
    from ._response import Response

logger = logging.getLogger("libonoffice")
logger.addHandler(logging.NullHandler())

#: Characters of an answer or an action that DEBUG shows.
SHOWN = 2000

_SECRET_MEMBERS = re.compile(
    r"(\"[^\"]*(?:token|secret|hmac|claim|password|passwort)[^\"]*\"\s*:\s*)\"(?:[^\"\\]|\\.)*\"?",
    re.IGNORECASE,
)
# Tokens, secrets and signatures are long and without blanks; so is the content of files.
_SECRET_WORDS = re.compile(r"[A-Za-z0-9+/=]{32,}")
_LAST_WORD = re.compile(r"[A-Za-z0-9+/=]*$")


def redact(text: str) -> str:
    """The text without what may be a secret."""
    return _SECRET_WORDS.sub("***", _SECRET_MEMBERS.sub(r'\1"***"', text))


def call(request: Request, response: Response, started: float) -> None:
    """Notes a call that has ended; started is the time.monotonic() of its beginning."""
    if not logger.isEnabledFor(logging.WARNING):
        return
    uncertain = response.uncertain
    if not uncertain and not logger.isEnabledFor(logging.INFO):
        return
    attempts = response.trace.get("attempts", [])
    what = request.what()
    outcome = "ok" if response.ok else f"{response.status_name} {response.code}".removesuffix(" 0")
    logger.log(
        logging.WARNING if uncertain else logging.INFO,
        "%s: %s%s, %d bytes in %d ms, %d %s",
        what,
        outcome,
        ", may have been executed" if uncertain else "",
        sum(attempt.get("bytes_received", 0) for attempt in attempts),
        round((time.monotonic() - started) * 1000),
        len(attempts),
        "attempt" if len(attempts) == 1 else "attempts",
    )
    if logger.isEnabledFor(logging.DEBUG):
        for document in request.documents:
            logger.debug("%s: sent %s", what, _shown(document))
        logger.debug("%s: received %s", what, _shown(response.body))


def _shown(document: bytes) -> str:
    text = document[: 4 * SHOWN].decode("utf-8", "replace")
    if len(document) > 4 * SHOWN:
        text = _LAST_WORD.sub("", text)  # half a secret would not be recognised as one
    text = redact(text)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}… ({len(document)} bytes)"
