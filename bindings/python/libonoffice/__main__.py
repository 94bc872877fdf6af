"""`python3 -m libonoffice`: the commands of the package."""

from __future__ import annotations

import argparse
import sys
from typing import Optional

from .sandbox import command as sandbox_command


def main(arguments: Optional[list[str]] = None) -> int:
    """Runs the command line and returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    split = given.index("--") if "--" in given else len(given)
    parser = argparse.ArgumentParser(prog="python3 -m libonoffice")
    commands = parser.add_subparsers(dest="command", required=True)
    sandbox = commands.add_parser(
        "sandbox",
        help="serve a stand-in for the onOffice API",
        usage="%(prog)s [options] [-- COMMAND ARG...]",
    )
    sandbox_command.describe(sandbox)
    return sandbox_command.run(parser.parse_args(given[:split]), given[split + 1 :])


if __name__ == "__main__":
    sys.exit(main())
