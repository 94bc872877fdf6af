"""The command line: `python3 -m libonoffice sandbox`."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from typing import Optional

from .sandbox import Sandbox

_EPILOG = """\
With a COMMAND the sandbox runs it with ONOFFICE_URL, ONOFFICE_TOKEN, ONOFFICE_SECRET,
ONOFFICE_CONTROL_URL (and ONOFFICE_CA_FILE) in its environment and ends with its exit code. Without
one it prints these variables and serves until it is interrupted.
"""


def describe(parser: argparse.ArgumentParser) -> None:
    """Adds the options of the sandbox to `parser`."""
    parser.epilog = _EPILOG
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument(
        "--port", type=int, default=0, help="port; 0 picks a free one (%(default)s)"
    )
    parser.add_argument("--https", action="store_true", help="https, with a certificate of its own")
    parser.add_argument("--token", help="API token to accept (default: 32 random hex digits)")
    parser.add_argument("--secret", help="API secret to accept (default: 64 random hex digits)")
    parser.add_argument(
        "--delay-ms",
        type=_milliseconds,
        default=0.0,
        metavar="N",
        help="let each answer wait for N milliseconds",
    )
    parser.add_argument("--env-file", metavar="FILE", help="write the variables to FILE as well")


def run(options: argparse.Namespace, command: Sequence[str]) -> int:
    """Starts the sandbox and serves; returns the exit code."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        sandbox = Sandbox(
            https=options.https,
            host=options.host,
            port=options.port,
            token=options.token,
            secret=options.secret,
            delay=options.delay_ms / 1000,
        )
    except (OSError, OverflowError, RuntimeError) as error:
        print(f"libonoffice sandbox: {error}", file=sys.stderr)
        return 1
    with sandbox:
        variables = sandbox.environment()
        if options.env_file:
            try:
                _write(options.env_file, variables)
            except OSError as error:
                print(f"libonoffice sandbox: {error}", file=sys.stderr)
                return 1
        return _run_command(command, variables) if command else _serve(variables)


def _milliseconds(text: str) -> float:
    number = float(text)
    if not 0 <= number <= 3_600_000:
        raise ValueError(text)
    return number


def _lines(variables: dict[str, str]) -> str:
    return "".join(f"{name}={value}\n" for name, value in variables.items())


def _write(path: str, variables: dict[str, str]) -> None:
    """Writes the file in one step, readable by its owner alone."""
    directory = os.path.dirname(os.path.abspath(path))
    descriptor, draft = tempfile.mkstemp(dir=directory)  # mkstemp creates with mode 0600
    try:
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(_lines(variables))
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise


def _serve(variables: dict[str, str]) -> int:
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    sys.stdout.write(_lines(variables))
    sys.stdout.flush()
    stopped.wait()
    return 0


def _run_command(command: Sequence[str], variables: dict[str, str]) -> int:
    child: Optional[subprocess.Popen[bytes]] = None
    pending: list[int] = []

    def forward(number: int, *_: object) -> None:
        if child is None:
            pending.append(number)
        elif child.poll() is None:
            child.send_signal(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, forward)
    try:
        kept = {k: v for k, v in os.environ.items() if k not in Sandbox.STRANGERS}
        child = subprocess.Popen(command, env={**kept, **variables})
    except OSError as error:
        print(f"libonoffice sandbox: {error}", file=sys.stderr)
        return 127 if isinstance(error, FileNotFoundError) else 126
    for early in pending:
        child.send_signal(early)
    code = child.wait()
    return code if code >= 0 else 128 - code
