"""A process that holds the library and runs faults. Should it crash, the runner sees that."""

from __future__ import annotations

import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

from . import facts, families
from .abi import Abi
from .certificates import Certificates
from .client import Client, Request
from .fault import FAULTS
from .server import Server
from .trial import Trial, actions
from .variant import variants

#: Descriptors that the engines of one process may have, connections aside.
ENGINES = 100


class Worker:
    """Runs faults, one after the other."""

    def __init__(self, abi: Abi, certificates: Certificates, short: bool) -> None:
        self._abi = abi
        self._certificates = certificates
        self._short = short
        self._server = Server(certificates)
        self._others = facts.descriptors()
        #: Connections that came with a fault, and with which. They may be kept for another call.
        self._open: dict[str, str] = {}

    def run(self, name: str) -> tuple[int, list[str]]:
        """Runs all variants of a fault. Returns how many there are, and what was wrong."""
        fault = FAULTS[name]
        count = 0
        wrong = []
        for variant in variants(fault, self._short):
            trial = Trial(self._abi, self._server, self._certificates, fault, variant)
            trial.run()
            count += 1
            wrong += trial.wrong
            for what in facts.connections():
                self._open.setdefault(what, f"{fault.name} ({variant})")
        return count, wrong

    def end(self) -> list[str]:
        """Which connections are open though all have ended and every engine had to notice."""
        self._rest()
        wrong = []
        # Engines have some of their own, and there are few of them; calls and clients have none.
        others = facts.descriptors() - len(facts.connections())
        if others > self._others + ENGINES:
            wrong.append(f"{others - self._others} descriptors more than at the beginning")
        left = [what for what in facts.connections() if what in self._open]
        return wrong + [f"{self._open[what]}: its connection is open" for what in left[:20]]

    def _rest(self) -> None:
        """Makes libcurl look for connections that have ended, which it does once a second."""
        time.sleep(1.1)
        for kind, version in (("tcp", "1.1"), ("tls", "1.1"), ("h2", "2")):
            port = self._server.open(kind)
            url = f"{'http' if kind == 'tcp' else 'https'}://127.0.0.1:{port}/api.php"
            options = {"ca_file": self._certificates.path("root"), "http_version": version}
            with (
                Client(self._abi, url, **options) as client,
                Request(self._abi, actions(False)) as request,
            ):
                client.send(request)
            self._server.end(port)


def main() -> None:
    """Answers the runner's questions until it hangs up."""
    connection = Connection(int(sys.argv[1]))
    families.load()
    worker = Worker(Abi(sys.argv[2]), Certificates(Path(sys.argv[3])), sys.argv[4] == "short")
    while True:
        try:
            name = connection.recv()
        except EOFError:
            return
        connection.send(worker.run(name) if name else (0, worker.end()))


if __name__ == "__main__":
    main()
