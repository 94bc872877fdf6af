"""The command `onoffice`, also as `python3 -m libonoffice`."""

from __future__ import annotations

import argparse
import sys
from typing import Optional

_MISSING = (
    "onoffice: this needs click and rich: pip install 'libonoffice[cli]' "
    "(only the sandbox does without)"
)


def main(arguments: Optional[list[str]] = None) -> int:
    """Runs the command line and returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["sandbox"]:
        return _sandbox(given[1:])
    try:
        from .cli import app
    except ModuleNotFoundError as error:
        if error.name not in ("click", "rich"):
            raise
        print(_MISSING, file=sys.stderr)
        return 2
    return app.main(given)


def _sandbox(given: list[str]) -> int:
    # With nothing but Python, so that it can be of use wherever there is one.
    from .sandbox import command

    split = given.index("--") if "--" in given else len(given)
    parser = argparse.ArgumentParser(
        prog="onoffice sandbox",
        description="Serve a stand-in for the onOffice API on this machine.",
        usage="%(prog)s [options] [-- COMMAND ARG...]",
    )
    command.describe(parser)
    return command.run(parser.parse_args(given[:split]), given[split + 1 :])


if __name__ == "__main__":
    sys.exit(main())
