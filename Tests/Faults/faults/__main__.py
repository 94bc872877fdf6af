"""The command line: python3 -m faults LIBRARY [--short] [--only TEXT]"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from . import families
from .certificates import Certificates
from .fault import FAULTS
from .runner import Runner


def main() -> int:
    """Runs what was asked for."""
    parser = argparse.ArgumentParser(prog="faults", description=__doc__)
    parser.add_argument("library", help="the shared library")
    parser.add_argument("--short", action="store_true", help="a selection of each, for every day")
    parser.add_argument("--only", default="", help="the faults whose names hold this text")
    options = parser.parse_args()
    families.load()
    names = [name for name in FAULTS if options.only in name]
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="libonoffice-faults-") as folder:
        certificates = Certificates(Path(folder))
        certificates.make()
        runner = Runner(options.library, certificates, options.short)
        runner.run(names)
    calls = runner.calls
    print(f"{len(names)} faults, {calls} calls in {time.monotonic() - start:.0f} s")
    print(f"{calls - len(runner.wrong)} passed, {len(runner.wrong)} failed")
    return 1 if runner.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
