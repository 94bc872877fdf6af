"""The fault server: a process of its own, which opens stages and tells what they saw."""

from __future__ import annotations

import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, cast

from . import families
from .call import Seen
from .certificates import Certificates
from .process import Process
from .stage import Stage
from .supply import Supply


class Server:
    """The runner's side: starts the process and asks it."""

    def __init__(self, certificates: Certificates) -> None:
        self._process = Process("faults.server", str(certificates.folder))

    def close(self) -> None:
        """Ends the process."""
        self._process.close()

    def open(self, kind: str) -> int:
        """Opens a stage. Returns its port, by which it is called from then on."""
        return cast(int, self._ask("open", kind))

    def arm(self, port: int, supply: Supply) -> None:
        """What a stage does with the next requests. Counts anew."""
        self._ask("arm", port, supply)

    def seen(self, port: int) -> Seen:
        """What a stage has seen since it was armed."""
        return cast(Seen, self._ask("seen", port))

    def settle(self, port: int) -> bool:
        """Waits until a stage has ended what it was doing. False if that takes long."""
        return cast(bool, self._ask("settle", port))

    def end(self, port: int) -> Seen:
        """Closes a stage. Returns what it has seen."""
        return cast(Seen, self._ask("end", port))

    def _ask(self, *question: Any) -> Any:
        self._process.connection.send(question)
        return self._process.connection.recv()


def _serve(connection: Connection, certificates: Certificates) -> None:
    stages: dict[int, Stage] = {}
    while True:
        try:
            question, *arguments = connection.recv()
        except EOFError:
            return
        answer: Any = None
        if question == "open":
            stage = Stage(arguments[0], certificates)
            stages[stage.port] = stage
            answer = stage.port
        elif question == "arm":
            stages[arguments[0]].arm(arguments[1])
        elif question == "seen":
            answer = stages[arguments[0]].call().seen()
        elif question == "settle":
            answer = stages[arguments[0]].settle()
        elif question == "end":
            stage = stages.pop(arguments[0])
            stage.close()
            answer = stage.call().seen()
        connection.send(answer)


if __name__ == "__main__":
    families.load()
    _serve(Connection(int(sys.argv[1])), Certificates(Path(sys.argv[2])))
