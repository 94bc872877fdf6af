"""What `onoffice doctor` looks at: each check tells what it found, and the fix if it is wrong."""

from __future__ import annotations

import http.client
import os
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from .. import _errors as errors
from .._client import Client
from .._library import Library, load
from .._version import __version__

#: Seconds by which the API lets a signature's time be off, and those at which we begin to warn.
CLOCK_LIMIT = 120
CLOCK_WARNING = 30

#: Characters of the credentials.
_LENGTHS = (("token", 32), ("secret", 64))
_SWAP = "token and secret are swapped: set each to the value of the other"

OK, WARNING, PROBLEM = "ok", "warning", "problem"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    state: str
    found: str
    fix: str = ""


def check_library() -> tuple[Finding, Library | None]:
    """Whether there is a library that fits, and what it is made of."""
    try:
        library = load()
    except errors.LibraryNotFoundError as error:
        fix = "pip install libonoffice again, or build it with make and set ONOFFICE_LIBRARY"
        return Finding("library", PROBLEM, str(error), fix), None
    found = f"{library.version} for the package {__version__}, {library.path}"
    return Finding("library", OK, found), library


def check_transport(library: Library) -> Finding:
    """libcurl, and whether it has TLS."""
    transport = library.transport_version
    if any(name in transport for name in ("OpenSSL", "GnuTLS", "TLS", "SSL")):
        return Finding("transport", OK, transport)
    return Finding("transport", PROBLEM, transport, "install a libcurl with TLS")


def check_credentials() -> Iterator[Finding]:
    """Whether token and secret have the lengths they should have, without showing them."""
    for (name, length), (other, other_length) in (_LENGTHS, _LENGTHS[::-1]):
        value = _credential(name)
        found = f"{len(value)} characters"
        if len(value) == length and value == value.strip():
            yield Finding(name, OK, found)
            continue
        fix = "copy it again, without blanks"
        if _are_swapped():
            fix = _SWAP
        elif len(value) == other_length:
            fix = f"this is as long as a {other}: copy the {name}"
        yield Finding(name, WARNING, f"{found}, not {length}", fix)


def _credential(name: str) -> str:
    return os.environ.get(f"ONOFFICE_{name.upper()}", "")


def _are_swapped() -> bool:
    """Whether each is as long as the other should be."""
    return [len(_credential(name)) for name, _ in _LENGTHS] == [n for _, n in _LENGTHS[::-1]]


def check_clock(url: str, settings: dict[str, Any]) -> Finding:
    """This machine's clock against the server's."""
    if settings.get("proxy") or os.environ.get("https_proxy") or os.environ.get("HTTPS_PROXY"):
        return Finding("clock", OK, "not compared: there is a proxy in between")
    try:
        offset = _clock_offset(url, settings.get("ca_file") or os.environ.get("ONOFFICE_CA_FILE"))
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Finding("clock", WARNING, f"not compared: {error}", "see the test call below")
    found = f"{round(offset):+d} s against the server"
    if abs(offset) < CLOCK_WARNING:
        return Finding("clock", OK, found)
    fix = "set the clock, for example with timedatectl set-ntp true"
    hours = abs(offset) / 3600
    if abs(hours - round(hours)) < 0.02 and hours > 0.9:
        fix += "; whole hours speak for local time where UTC belongs"
    return Finding("clock", PROBLEM if abs(offset) > CLOCK_LIMIT else WARNING, found, fix)


def _clock_offset(url: str, ca_file: str | None) -> float:
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context(cafile=ca_file or None)
        connection = http.client.HTTPSConnection(host, parts.port, timeout=10, context=context)
    else:
        connection = http.client.HTTPConnection(host, parts.port, timeout=10)
    try:
        before = time.time()
        connection.request("HEAD", parts.path or "/")
        date = connection.getresponse().getheader("Date")
        after = time.time()
    finally:
        connection.close()
    if not date:
        raise ValueError("the server tells no date")
    # The header has whole seconds: half of one is in the middle.
    return (before + after) / 2 - (parsedate_to_datetime(date).timestamp() + 0.5)


_FIXES: list[tuple[type[errors.OnOfficeError], str]] = [
    (errors.ClockError, "set this machine's clock"),
    (errors.ClaimError, "pass the apiClaim of the newest service call"),
    (errors.AuthError, "check token and secret, and that the API user is active in enterprise"),
    (errors.RightsError, "give the API user the right to read estates"),
    (errors.TlsError, "install ca-certificates, or name a CA file: ONOFFICE_CA_FILE"),
    (errors.TimeoutError, "a firewall may be in between: allow port 443 to the API"),
    (errors.TransportError, "check the address, the DNS, the proxy (https_proxy) and the firewall"),
    (errors.ArgumentError, "correct the setting that is named"),
]


def check_call(client: Client) -> Finding:
    """A signed call that only reads."""
    try:
        result = client.read("estate", data=["Id"], limit=1)
    except errors.OnOfficeError as error:
        fixes = [fix for kind, fix in _FIXES if isinstance(error, kind)]
        fix = fixes[0] if fixes else "run it again with -vv to see the answer"
        if isinstance(error, errors.AuthError) and _are_swapped():
            fix = _SWAP
        return Finding("test call", PROBLEM, str(error), fix)
    if not result.total:
        fix = "if there are estates, the API user may see only its own, or only published ones"
        return Finding("test call", WARNING, "signed and answered, but no estate is there", fix)
    return Finding("test call", OK, f"signed and answered: {result.total} estates")
