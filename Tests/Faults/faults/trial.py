"""One call that meets a fault, and everything that is looked at afterwards."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any, Optional, Union

from . import facts
from .abi import Abi
from .call import Seen
from .certificates import Certificates
from .client import CLAIM, SECRET, TOKEN, Client, Outcome, Request, Stuck
from .expected import Expected, unsound
from .fault import Fault
from .server import Server
from .supply import One, Supply
from .variant import Variant

#: Milliseconds that a call may take unless the fault says something else, and may end later.
TIMEOUT = 10_000
GRACE = 2_000

_PLAIN_KINDS = ("tcp", "narrow")
_TLS_KINDS = ("tls", "h2")


def actions(is_write: bool, ballast: int = 0, identifier: str = "call") -> list[dict[str, Any]]:
    """Two actions, so that an answer may have too few results; the write is the last."""
    read = {
        "actionid": "read",
        "resourcetype": "estate",
        "identifier": f"{identifier}-1",
        "parameters": {"data": ["Id", "ort"], "listlimit": 3},
    }
    if is_write:
        last = {"actionid": "create", "parameters": {"name": "Test", "note": "o" * ballast}}
    else:
        last = {"actionid": "read", "parameters": {"data": ["name"], "note": "o" * ballast}}
    return [read, {**last, "resourcetype": "address", "identifier": f"{identifier}-2"}]


class Trial:
    """Runs one variant of one fault. `wrong` lists what was not as it should be."""

    def __init__(
        self, abi: Abi, server: Server, certificates: Certificates, fault: Fault, variant: Variant
    ) -> None:
        self._abi = abi
        self._server = server
        self._certificates = certificates
        self._fault = fault
        self._variant = variant
        self.wrong: list[str] = []

    def run(self) -> None:
        """Runs it. Raises nothing but for mistakes of the tests."""
        fault = self._fault
        port = self._server.open(fault.kind)
        ended: Optional[Seen] = None
        try:
            with Client(self._abi, self._url(port), **self._options(port)) as client:
                if self._variant.on_kept_connection:
                    self._good_call(client, port, "before")
                self._server.arm(port, One(fault.name))
                outcome, peak, elapsed = self._call(client)
                if not self._server.settle(port):
                    self._fail("the connection stays open, though the call is over")
                ended = self._server.seen(port)
                self._judge(outcome, ended)
                if peak > fault.memory:
                    self._fail(f"memory rose by {peak >> 20} MB, more than {fault.memory >> 20}")
                deadline = int(fault.options.get("timeout_ms", TIMEOUT))
                if elapsed * 1000 > deadline + GRACE:
                    self._fail(f"took {elapsed:.1f} s, though timeout_ms is {deadline}")
                self._next_call(client, port)
        except Stuck as stuck:
            self._fail(str(stuck))
        finally:
            last = self._server.end(port)
        self.wrong += [*last.errors, *(ended.errors if ended else ())]

    # The calls

    def _url(self, port: int) -> str:
        scheme = "https" if self._fault.is_tls else "http"
        return self._fault.url.format(scheme=scheme, port=port)

    def _options(self, port: int) -> dict[str, Union[int, str]]:
        options: dict[str, Union[int, str]] = {
            "timeout_ms": TIMEOUT,
            "retries": self._variant.retries,
            "ca_file": self._certificates.path("root"),
        }
        for name, value in self._fault.options.items():
            if isinstance(value, str):
                value = value.replace("{port}", str(port))
                value = value.replace("{certificates}", str(self._certificates.folder))
            options[name] = value
        return options

    def _call(self, client: Client) -> tuple[Outcome, int, float]:
        """The call that meets the fault: what came of it, by how much memory rose, and seconds."""
        ballast = self._fault.ballast
        with Request(self._abi, actions(self._variant.is_write, ballast)) as request:
            facts.forget_peak()
            before, _ = facts.memory()
            start = time.monotonic()
            outcome = client.call(request, self._variant.way)
            elapsed = time.monotonic() - start
            _, peak = facts.memory()
        return outcome, peak - before, elapsed

    def _good_call(self, client: Client, port: int, when: str) -> None:
        self._server.arm(port, Supply())
        identifier = f"{when}-{self._fault.name}"
        with Request(self._abi, actions(self._variant.is_write, 0, identifier)) as request:
            outcome = client.call(request, self._variant.way)
        seen = self._server.seen(port)
        if outcome.status != "OK":
            self._fail(f"the call {when} it: {outcome.status} {outcome.message} {outcome.trace}")
        elif not _is_answer_to(outcome, identifier):
            self._fail(f"the call {when} it got another call's answer")
        elif seen.executed != 1:
            self._fail(f"the call {when} it was executed {seen.executed} times")

    def _next_call(self, client: Client, port: int) -> None:
        """The same client goes on, at the same place where that is possible."""
        fault = self._fault
        fresh = {name: _DEFAULTS[name] for name in fault.options if name in _DEFAULTS}
        is_served = fault.kind in (*_PLAIN_KINDS, *_TLS_KINDS) and not fault.spoils_place
        is_same = is_served and "://127.0.0.1:{port}" in fault.url
        place = port if is_same else self._server.open("tcp")
        try:
            client.set(
                **{**fresh, "timeout_ms": TIMEOUT, "ca_file": self._certificates.path("root")}
            )
            if not is_same:
                client.set(url=f"http://127.0.0.1:{place}/api.php")
            self._good_call(client, place, "after")
        finally:
            if not is_same:
                self._server.end(place)

    # The verdict

    def _judge(self, outcome: Outcome, seen: Seen) -> None:
        fault = self._fault
        expected = Expected.of(fault, self._variant)
        if outcome.status not in expected.status:
            self._fail(f"{outcome.status} ({outcome.message}), not {' or '.join(expected.status)}")
        elif outcome.status == "OK" and fault.echoes and not _is_answer_to(outcome, "call"):
            self._fail("OK, with the answer to another call")
        elif outcome.status != "OK":
            self._judge_failure(outcome)
        if expected.uncertain is not None and outcome.uncertain != expected.uncertain:
            self._fail(f"uncertain is {outcome.uncertain}")
        first, last = expected.attempts
        if not first <= len(outcome.attempts) <= last:
            self._fail(f"{len(outcome.attempts)} attempts, not {first} to {last}: {outcome.trace}")
        if seen.requests > len(outcome.attempts) and not expected.libcurl_repeats:
            self._fail(f"the server saw {seen.requests} requests of {len(outcome.attempts)}")
        if self._variant.on_kept_connection and not seen.on_kept_connection:
            self._fail("the kept connection was not used")
        self.wrong += [self._name(text) for text in unsound(self._variant, outcome, seen)]
        for secret in (TOKEN, SECRET, CLAIM, "faultsPASSWORD", *seen.signatures):
            if secret in outcome.words:
                self._fail(f"a secret is in the message or the trace: {outcome.words}")

    def _judge_failure(self, outcome: Outcome) -> None:
        fault = self._fault
        if not outcome.message:
            self._fail(f"{outcome.status} without a message")
        if fault.says not in outcome.message:
            self._fail(f'the message does not say "{fault.says}": {outcome.message}')
        if fault.http_status not in (None, outcome.http_status):
            self._fail(f"http_status {outcome.http_status}, not {fault.http_status}")
        if len(outcome.results) != 2:
            self._fail(f"{len(outcome.results)} results for 2 actions")

    def _fail(self, text: str) -> None:
        self.wrong.append(self._name(text))

    def _name(self, text: str) -> str:
        return f"{self._fault.name} ({self._variant}): {text[:600]}"


_DEFAULTS: Mapping[str, Union[int, str]] = {
    "accept_encoding": "gzip",
    "allow_http": 0,
    "ca_file": "",
    "client_cert": "",
    "client_key": "",
    "connect_timeout_ms": 10_000,
    "depth_limit": 512,
    "interface": "",
    "ip_version": 0,
    "proxy": "none",
    "resolve": "",
    "response_limit": 512 << 20,
    "stall_timeout_ms": 30_000,
    "timeout_ms": TIMEOUT,
    "tls_min": "1.2",
}


_IDENTIFIER = re.compile(rb'"identifier": ?"([^"]*)"')


def _is_answer_to(outcome: Outcome, identifier: str) -> bool:
    """Whether these are the results of the call of that name."""
    found = [b"".join(_IDENTIFIER.findall(part[2])).decode() for part in outcome.results]
    return found == [f"{identifier}-1", f"{identifier}-2"]
