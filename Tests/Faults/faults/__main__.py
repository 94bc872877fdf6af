"""The command line: the matrix, or one part of it."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from . import families, part, secrecy
from .certificates import Certificates
from .fault import FAULTS
from .part import Report
from .runner import Runner

PARTS = ("matrix", "cuts", "mutations", "memory", "secrecy", "chaos")


def _run(name: str, options: argparse.Namespace, certificates: Certificates) -> Report:
    if name == "matrix":
        return Runner(options.library, certificates, options.short).run(
            [fault for fault in FAULTS if options.only in fault]
        )
    if name == "secrecy":
        return secrecy.run(options.library, certificates)
    if name in ("mutations", "chaos"):
        count = {"mutations": 20_000, "chaos": 10_000}[name] // (10 if options.short else 1)
        return part.run(name, options.library, certificates, str(options.seed), str(count))
    if name == "cuts":
        kinds = ("tcp",) if options.short else ("tcp", "tls")
        return part.run(name, options.library, certificates, *kinds)
    return part.run(name, options.library, certificates)


def main() -> int:
    """Runs what was asked for. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="faults", description=__doc__)
    parser.add_argument("library", help="the shared library")
    parser.add_argument("--short", action="store_true", help="a selection, for every day")
    parser.add_argument("--part", choices=PARTS, help="only this one")
    parser.add_argument("--only", default="", help="of the matrix, faults whose names hold this")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32), help="of the chaos")
    options = parser.parse_args()
    families.load()
    names = [options.part] if options.part else ["matrix"] if options.only else PARTS
    count = failed = 0
    with tempfile.TemporaryDirectory(prefix="libonoffice-faults-") as folder:
        certificates = Certificates(Path(folder))
        certificates.make()
        for name in names:
            start = time.monotonic()
            report = _run(name, options, certificates)
            for text in report.wrong:
                print(f"FAILED {text}")
            took = time.monotonic() - start
            print(f"-- {name}: {report.count} in {took:.0f} s. {report.note}", flush=True)
            count += report.count
            failed += min(len(report.wrong), report.count)
    print(f"{count - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
