"""The exit codes of the command, and which failure has which."""

from __future__ import annotations

import enum

from .. import _errors as errors


class Exit(enum.IntEnum):
    """Numbers are never reused."""

    OK = 0
    FAILED = 1
    """Something else: a file, a sandbox that cannot listen, a finding of doctor."""
    USAGE = 2
    """Wrong arguments, or no credentials. Nothing was sent."""
    REFUSED = 3
    """The API refused the call."""
    AUTH = 4
    """The credentials do not serve, or the rights do not suffice."""
    TRANSPORT = 5
    """The API could not be reached, or not be trusted."""
    TIMEOUT = 6
    PROTOCOL = 7
    """What answered is not the API, or there is more than it hands out."""
    LIBRARY = 8
    """No usable libonoffice."""
    UNCERTAIN = 9
    """A write was handed over and no usable answer came: look whether it was executed."""
    INTERRUPTED = 130
    """Ctrl+C."""


#: The first that fits counts.
_CODES: list[tuple[type[errors.OnOfficeError], Exit]] = [
    (errors.ArgumentError, Exit.USAGE),
    (errors.AuthError, Exit.AUTH),
    (errors.RightsError, Exit.AUTH),
    (errors.ApiError, Exit.REFUSED),
    (errors.TimeoutError, Exit.TIMEOUT),
    (errors.TransportError, Exit.TRANSPORT),
    (errors.ProtocolError, Exit.PROTOCOL),
    (errors.LimitError, Exit.PROTOCOL),
    (errors.LibraryNotFoundError, Exit.LIBRARY),
]


def exit_code(error: errors.OnOfficeError) -> Exit:
    """The exit code of a failure."""
    if error.uncertain:
        return Exit.UNCERTAIN
    for kind, code in _CODES:
        if isinstance(error, kind):
            return code
    return Exit.FAILED


HELP = """\b
Exit codes:
  0  done                       5  network or TLS
  1  other failure              6  timeout
  2  wrong arguments            7  not the API's answer
  3  refused by the API         8  no libonoffice
  4  credentials or rights      9  a write that may have been executed
                              130  interrupted
"""
