"""A good answer, cut at every byte and refused, split at every byte and accepted."""

from __future__ import annotations

from collections.abc import Sequence

from . import answers
from .abi import Abi
from .certificates import Certificates
from .client import Client, Outcome, Request, Way
from .part import Report
from .server import Server
from .supply import Cuts
from .trial import actions

_WAYS = list(Way)


class Cutter:
    """Runs all cuts and splits. `wrong` lists what was not as it should be."""

    def __init__(self, abi: Abi, server: Server, certificates: Certificates) -> None:
        self._abi = abi
        self._server = server
        self._certificates = certificates
        self.calls = 0
        self.wrong: list[str] = []

    def run(self, kinds: Sequence[str]) -> None:
        """Runs them at stages of these kinds."""
        for kind in kinds:
            for has_length in (True, False):
                self._cut(kind, has_length)
            self._split(kind)

    def _cut(self, kind: str, has_length: bool) -> None:
        answer, body = _answer(True, has_length)
        places = len(answer)
        for place, outcome, executed in self._calls(kind, Cuts(has_length), places, is_write=True):
            is_lost = outcome.status in ("ERROR_PROTOCOL", "ERROR_TRANSPORT")
            if not is_lost or not outcome.uncertain or executed != 1:
                name = f"{kind}, {'a' if has_length else 'no'} length, cut at {place} of {places}"
                self.wrong.append(f"{name}: {outcome.status}, executed {executed} times")
            elif outcome.body not in (b"", body[: len(outcome.body)]):
                self.wrong.append(f"{kind}, cut at {place}: a body that was not sent")

    def _split(self, kind: str) -> None:
        answer, body = _answer(is_write=False, has_length=True)
        supply = Cuts(has_length=True, is_split=True)
        calls = self._calls(kind, supply, len(answer) + 1, is_write=False)
        for place, outcome, _ in calls:
            if outcome.status != "OK" or outcome.body != body:
                self.wrong.append(f"{kind}, split at {place}: {outcome.status} {outcome.message}")
            elif place > 0 and not outcome.attempts[0]["reused"]:
                self.wrong.append(f"{kind}, split at {place}: not on the kept connection")

    def _calls(
        self, kind: str, supply: Cuts, places: int, is_write: bool
    ) -> list[tuple[int, Outcome, int]]:
        """A call per place: the place, what came of it, and how often it was executed."""
        port = self._server.open(kind)
        self._server.arm(port, supply)
        url = f"{'https' if kind == 'tls' else 'http'}://127.0.0.1:{port}/api.php"
        found = []
        before = 0
        with (
            Client(self._abi, url, ca_file=self._certificates.path("root"), retries=0) as client,
            Request(self._abi, actions(is_write)) as request,
        ):
            for place in range(places):
                outcome = client.call(request, _WAYS[place % len(_WAYS)])
                executed = self._server.seen(port).executed
                found.append((place, outcome, executed - before))
                before = executed
        self._server.end(port)
        self.calls += places
        return found


def _answer(is_write: bool, has_length: bool) -> tuple[bytes, bytes]:
    """What the server sends, and the body in it."""
    full = [
        {**action, "resourceid": "", "actionid": _URN + str(action["actionid"])}
        for action in actions(is_write)
    ]
    body = answers.good(full)
    return answers.http(body, length=has_length), body


_URN = "urn:onoffice-de-ns:smart:2.5:smartml:action:"


def play(abi: Abi, server: Server, certificates: Certificates, *kinds: str) -> Report:
    """Runs all of them, at stages of these kinds."""
    cutter = Cutter(abi, server, certificates)
    cutter.run(kinds)
    return Report(cutter.calls, cutter.wrong[:20])
