"""The command `onoffice`, run as its users run it: on a terminal, or in a pipe."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "libonoffice"]

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
#: Seconds after which a command that says nothing has failed.
PATIENCE = 60


@dataclass
class Ran:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str = ""


def environment(variables: Mapping[str, str]) -> dict[str, str]:
    """The environment of a command: that of the tests without its ONOFFICE_ variables."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ONOFFICE_") or name == "ONOFFICE_LIBRARY"
    }
    return {**kept, "PYTHONPATH": str(PACKAGE), "TERM": "xterm", **variables}


def pipe(
    arguments: Sequence[str], variables: Mapping[str, str] | None = None, typed: str = ""
) -> Ran:
    """Runs it with pipes for input and output."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        env=environment(variables or {}),
        input=typed,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


class Terminal:
    """Runs it on a pseudo-terminal of 120 columns, and types when asked."""

    def __init__(self, arguments: Sequence[str], variables: Mapping[str, str]) -> None:
        self._master, slave = pty.openpty()
        ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 120, 0, 0))
        self._process = subprocess.Popen(
            # So that the terminal is also the one behind /dev/tty, where secrets are asked for.
            ["setsid", "--ctty", *COMMAND, *arguments],
            env=environment(variables),
            stdin=slave,
            stdout=slave,
            stderr=slave,
        )
        os.close(slave)
        self._screen = ""

    def wait_for(self, text: str) -> None:
        """Reads until that text is on the screen."""
        while text not in self.screen:
            assert self._read(), f"no {text!r} on {self.screen!r}"

    def type(self, text: str) -> None:
        """Types a line."""
        os.write(self._master, text.encode() + b"\n")

    def interrupt(self) -> None:
        """Ctrl+C."""
        os.write(self._master, b"\x03")

    def end(self) -> Ran:
        """Reads to the end."""
        try:
            while self._read():
                pass
            return Ran(self._process.wait(PATIENCE), self.screen)
        finally:
            if self._process.poll() is None:
                self._process.send_signal(signal.SIGKILL)
                self._process.wait()
            os.close(self._master)

    @property
    def screen(self) -> str:
        """What was printed so far, without colours and cursor movements."""
        return _ESCAPES.sub("", self._screen).replace("\r\n", "\n")

    def _read(self) -> bool:
        ready, _, _ = select.select([self._master], [], [], PATIENCE)
        assert ready, f"nothing more after {self.screen!r}"
        try:
            piece = os.read(self._master, 65536)
        except OSError:  # the other end is closed
            return False
        self._screen += piece.decode("utf-8", "replace")
        return bool(piece)


def terminal(arguments: Sequence[str], variables: Mapping[str, str]) -> Ran:
    """Runs it on a pseudo-terminal to the end."""
    return Terminal(arguments, variables).end()
