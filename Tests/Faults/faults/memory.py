"""What happens when memory cannot be had: an error, and no crash."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable
from functools import partial

from . import facts
from .abi import Abi
from .certificates import Certificates
from .client import Client, Request, Way
from .part import Report
from .server import Server
from .supply import Large, Supply
from .trial import actions

MEGABYTE = 1 << 20
#: What the process may take beyond what it has, and what the documents have.
ROOM = 48 * MEGABYTE
DOCUMENT = 256 * MEGABYTE

_REFUSED = ("ERROR_MEMORY", "ERROR_LIMIT")


class _Scarcity:
    """Runs the scenes. `wrong` lists what was not as it should be."""

    def __init__(self, abi: Abi, server: Server) -> None:
        self._abi = abi
        self._server = server
        self.wrong: list[str] = []

    def run(self) -> int:
        """Runs them all. Returns how many there are."""
        scenes: list[Callable[[], None]] = [self._action_too_large, self._request_too_large]
        for how in ("length", "chunks", "gzip"):
            for way in Way:
                scenes.append(partial(self._answer_too_large, how, way))
        for scene in scenes:
            soft, hard = resource.getrlimit(resource.RLIMIT_AS)
            try:
                scene()
            finally:
                resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        return len(scenes)

    def _limit(self, room: int) -> None:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (facts.address_space() + room, hard))

    def _answer_too_large(self, how: str, way: Way) -> None:
        """An answer of 256 MB, in a process that has room for 48."""
        port = self._server.open("tcp")
        url = f"http://127.0.0.1:{port}/api.php"
        name = f"answer, {how}, {way.value}"
        with Client(self._abi, url, response_limit=4 << 30, retries=0) as client:
            self._good(client, f"{name}, before")
            self._server.arm(port, Large(how, DOCUMENT))
            self._limit(ROOM)
            with Request(self._abi, actions(is_write=True)) as request:
                outcome = client.call(request, way)
            if outcome.status not in _REFUSED or not outcome.uncertain:
                self.wrong.append(f"{name}: {outcome.status}, uncertain {outcome.uncertain}")
            self._server.arm(port, Supply())
            self._good(client, f"{name}, after")
        self._server.end(port)

    def _action_too_large(self) -> None:
        """An action of 64 MB, where there is no room to copy it."""
        [action] = actions(is_write=True, ballast=64 * MEGABYTE)[1:]
        text = json.dumps(action).encode()
        with Request(self._abi, actions(is_write=True)) as request:
            self._limit(16 * MEGABYTE)
            status = self._abi.onoffice_request_add(request.handle, text, len(text))
            if status != self._abi.constants["ONOFFICE_ERROR_MEMORY"]:
                self.wrong.append(f"an action that does not fit: {status}")
            if self._abi.onoffice_request_count(request.handle) != 2:
                self.wrong.append("an action that does not fit was counted")

    def _request_too_large(self) -> None:
        """A request of 64 MB, which is there, but cannot be written out."""
        port = self._server.open("tcp")
        with (
            Client(self._abi, f"http://127.0.0.1:{port}/api.php", retries=0) as client,
            Request(self._abi, actions(is_write=True, ballast=64 * MEGABYTE)) as request,
        ):
            for way in Way:
                self._limit(16 * MEGABYTE)
                outcome = client.call(request, way)
                if outcome.status != "ERROR_MEMORY" or outcome.uncertain:
                    self.wrong.append(f"request: {outcome.status}, uncertain {outcome.uncertain}")
            if self._server.seen(port).requests > 0:
                self.wrong.append("request: something was sent")
            self._good(client, "request, after")
        self._server.end(port)

    def _good(self, client: Client, name: str) -> None:
        with Request(self._abi, actions(is_write=True)) as request:
            outcome = client.send(request)
        if outcome.status != "OK":
            self.wrong.append(f"{name}: {outcome.status} {outcome.message}")


def play(abi: Abi, server: Server, certificates: Certificates) -> Report:
    """Runs the scenes."""
    scarcity = _Scarcity(abi, server)
    return Report(scarcity.run(), scarcity.wrong)
