"""A part of the tests that has a process of its own, with the library and a server."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from . import families
from .abi import Abi
from .certificates import Certificates
from .process import Process
from .server import Server


@dataclass
class Report:
    """What came of a part."""

    #: How many checks there were.
    count: int
    wrong: list[str] = field(default_factory=list)
    note: str = ""


def run(name: str, library: str, certificates: Certificates, *arguments: str) -> Report:
    """Runs the module of that name. Should the library end the process, that is what is wrong."""
    process = Process("faults.part", name, library, str(certificates.folder), *arguments)
    try:
        report: Report = process.connection.recv()
    except EOFError:
        return Report(1, [f"{name}: the process with the library ended: {process.close()}"])
    process.close()
    report.wrong = [f"{name}: {text}" for text in report.wrong]
    return report


def main() -> None:
    """What that process does."""
    descriptor, name, library, folder, *arguments = sys.argv[1:]
    connection = Connection(int(descriptor))
    families.load()
    certificates = Certificates(Path(folder))
    module = importlib.import_module(f"faults.{name}")
    report = module.play(Abi(library), Server(certificates), certificates, *arguments)
    # Pickled under the name that the other side knows, not that of the main module.
    connection.send(importlib.import_module("faults.part").Report(**vars(report)))


if __name__ == "__main__":
    main()
