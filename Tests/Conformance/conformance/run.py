"""Runs the examples of one language, all in one process."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from . import program
from .page import Page

#: Lines that stand before and after what an example prints, in all languages.
BEGIN, END = "\x1ebegin ", "\x1eend "

ROOT = Path(__file__).resolve().parents[3]
RUNNERS = Path(__file__).resolve().parents[1] / "runners"


@dataclass(frozen=True)
class Output:
    """What an example printed, and whether it ended well."""

    text: str
    code: int


def run(
    language: str, pages: list[Page], library: Path, folder: Path, environment: dict[str, str]
) -> dict[str, Output]:
    """The outputs by the names of the pages.

    Args:
        library: libonoffice.so.0.
        folder: for what has to be written, empty.
        environment: the variables of the sandbox.
    """
    variables = {
        **os.environ,
        **environment,
        "ONOFFICE_LIBRARY": str(library),
        "PYTHONPATH": str(ROOT / "bindings/python"),
        "PYTHONUTF8": "1",
    }
    if language == "c":
        command = [str(program.build(pages, library, folder))]
    else:
        names = []
        for number, page in enumerate(pages):
            file = folder / f"{number:03}.{language}"
            file.write_text(page.examples[language], encoding="utf-8")
            names += [page.name, str(file)]
        runner = {"python": "run.py", "php": "run.php", "sh": "run_command.py"}[language]
        first = ["php"] if language == "php" else [sys.executable]
        command = [*first, str(RUNNERS / runner), *names]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
    )
    if done.returncode != 0:
        print(f"{language} ended with {done.returncode}:\n{done.stdout[-2000:]}")
    return _outputs(done.stdout)


def _outputs(text: str) -> dict[str, Output]:
    outputs = {}
    for part in text.split(BEGIN)[1:]:
        name, _, rest = part.partition("\n")
        printed, found, code = rest.partition(END)
        outputs[name] = Output(printed.strip(), int(code.split()[0]) if found else -1)
    return outputs
