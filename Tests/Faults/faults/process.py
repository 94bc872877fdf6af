"""A process of this package, and the connection to it. Nothing is inherited but that connection."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from multiprocessing.connection import Connection
from pathlib import Path


class Process:
    """Runs a module, whose first argument is the descriptor of the connection: with it, it ends."""

    def __init__(self, module: str, *arguments: str) -> None:
        ours, theirs = socket.socketpair()
        environment = {
            **os.environ,
            "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        line = [sys.executable, "-m", module, str(theirs.fileno()), *arguments]
        self._popen = subprocess.Popen(line, pass_fds=[theirs.fileno()], env=environment)
        theirs.close()
        self.connection = Connection(ours.detach())

    @property
    def number(self) -> int:
        """Its process id."""
        return self._popen.pid

    def kill(self) -> None:
        """Ends it at once; its connection ends, too."""
        self._popen.kill()

    def close(self) -> int:
        """Hangs up and waits for its end. Returns its exit code, negative for a signal."""
        self.connection.close()
        return self._popen.wait()
