"""The examples run as they are shown."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from libonoffice.sandbox import Sandbox

PYTHON = Path(__file__).resolve().parents[1]
HEADINGS = [
    "1. Ten estates",
    "2. A batch of three actions, one of which fails",
    "3. An address, created and modified",
    "4. Quick search for estates",
]


def run(name: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(PYTHON), "PYTHONUTF8": "1", **variables}
    return subprocess.run(
        [sys.executable, str(PYTHON / "examples" / name)],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_the_first_call(sandbox: Sandbox) -> None:
    shown = run("first.py", **sandbox.environment())
    assert (shown.returncode, shown.stderr) == (0, "")
    *estates, total = shown.stdout.splitlines()
    assert len(estates) == 3
    assert int(total.split()[1]) > 3


def test_the_first_calls_at_once(sandbox: Sandbox) -> None:
    shown = run("first_async.py", **sandbox.environment())
    assert (shown.returncode, shown.stderr) == (0, "")
    counts, towns = shown.stdout.splitlines()
    assert int(counts.split()[0]) > 3 and int(counts.split()[3]) > 3
    assert int(towns.split()[1]) > 3


def test_the_story(sandbox: Sandbox) -> None:
    shown = run("story.py", **sandbox.environment())
    assert (shown.returncode, shown.stderr) == (0, "")
    tables = {}
    for part in shown.stdout.split("\n\n"):
        lines = part.splitlines()
        if lines[0] in HEADINGS:
            heading = lines[0]
        else:
            tables[heading] = lines
    assert list(tables) == HEADINGS
    estates, batch, address, search = tables.values()
    assert len(estates) == 11 and estates[0].split()[0] == "Id"
    assert [line.split()[1] for line in batch[1:]] == [
        "ONOFFICE_OK",
        "ONOFFICE_ERROR_API",
        "ONOFFICE_OK",
    ]
    assert [line.split()[2] for line in batch[1:]] == ["0", "144", "0"]
    assert address[1].split()[1:] == ["Jörg", "Müller", "Düsseldorf"]
    assert all("Aachen" in line for line in search[1:]) and len(search) > 1
    for table in tables.values():
        # The first column is as wide as its widest cell, umlauts counted as one.
        start = min(len(line) - len(line.split("  ", 1)[1].lstrip()) for line in table)
        assert all(line[start - 2 : start] == "  " for line in table)


def test_the_story_that_only_reads(sandbox: Sandbox) -> None:
    before = sandbox.executed
    shown = run("story.py", ONOFFICE_DEMO_READ_ONLY="1", **sandbox.environment())
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Left out: ONOFFICE_DEMO_READ_ONLY=1" in shown.stdout
    for verb in ("create address", "modify address"):
        assert sandbox.executed.get(verb, 0) == before.get(verb, 0)


def test_a_story_that_fails_says_why(sandbox: Sandbox) -> None:
    shown = run("story.py", **{**sandbox.environment(), "ONOFFICE_TOKEN": "wrong"})
    assert shown.returncode == 1
    assert shown.stderr.startswith("AuthError: ")
    assert "NOT_AUTHENTICATED" in shown.stderr and "Traceback" not in shown.stderr
