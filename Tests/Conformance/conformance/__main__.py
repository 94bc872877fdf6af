"""Runs every example of the reference against the sandbox, and compares the languages.

Argument: libonoffice.so.0.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from generator import catalogue
from generator.model import Call
from generator.names import kebab
from libonoffice.sandbox import Sandbox

from . import outcome, page, run
from .outcome import Outcome
from .run import ROOT, Output

REFERENCE = ROOT / "bindings/reference"


def main(library: Path) -> int:
    """The exit code."""
    calls = {
        f"{kebab(call.module)}/{kebab(call.method)}": call for call in catalogue.load(ROOT).calls
    }
    pages = [page.read(REFERENCE, name) for name in calls]
    outputs = {language: _run(language, pages, library) for language in page.LANGUAGES}
    passed = failed = 0
    for name, call in calls.items():
        told = {language: outputs[language].get(name) for language in page.LANGUAGES}
        for language, complaint in _judge(call, told).items():
            if complaint:
                print(f"FAILED {name} in {language}: {complaint}")
                failed += 1
            else:
                passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def _run(language: str, pages: list[page.Page], library: Path) -> dict[str, Output]:
    # Each has a sandbox of its own, so that all find the same records and create the same numbers.
    with Sandbox(https=True) as sandbox, tempfile.TemporaryDirectory() as folder:
        return run.run(language, pages, library, Path(folder), sandbox.environment())


def _judge(call: Call, told: dict[str, Output | None]) -> dict[str, str]:
    """What is wrong with each language; "" if nothing is."""
    complaints: dict[str, str] = {}
    outcomes: dict[str, Outcome] = {}
    for language, output in told.items():
        complaints[language] = ""
        if output is None or output.code != 0:
            complaints[language] = f"failed: {output.text[-300:] if output else 'not run'}"
            continue
        try:
            outcomes[language] = outcome.of(language, output, call.example.field)
        except (ValueError, KeyError, IndexError, TypeError) as error:
            complaints[language] = f"told {output.text[:200]!r} ({error!r})"
    for language, found in outcomes.items():
        if found.records < call.example.records or (call.example.records and not found.value):
            complaints[language] = f"{found}, but the catalogue expects {call.example}"
        elif call.reply == "success" and found.value != "success":
            complaints[language] = f"{found} is no success"
        elif found != outcomes.get("c", found):
            complaints[language] = f"{found}, but in C {outcomes['c']}"
    return complaints


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
