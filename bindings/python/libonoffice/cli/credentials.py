"""Where token and secret come from: the environment, a file, or a prompt. Never the arguments,
which every user of the machine can see."""

from __future__ import annotations

import getpass
import os
import stat
import sys

import click

NAMES = ("ONOFFICE_TOKEN", "ONOFFICE_SECRET")
#: What a file may set as well.
_OTHERS = ("ONOFFICE_URL", "ONOFFICE_CA_FILE", "ONOFFICE_EXTENDED_CLAIM")


def provide(file: str | None) -> None:
    """Puts what is missing into the environment, where the client looks for it.

    Raises:
        click.UsageError: there are none, and nobody to ask.
    """
    file = file or os.environ.get("ONOFFICE_CREDENTIALS")
    if file:
        _read(file)
    missing = [name for name in NAMES if not os.environ.get(name)]
    if not missing:
        return
    if not sys.stdin.isatty():
        raise click.UsageError(
            f"no credentials: set {' and '.join(missing)}, or name a file that sets them with "
            "--credentials"
        )
    for name in missing:
        what = "Token (32 characters): " if name == NAMES[0] else "Secret (64 characters): "
        os.environ[name] = getpass.getpass(what).strip()


def _read(file: str) -> None:
    try:
        with open(file, encoding="utf-8") as lines:
            mode = os.fstat(lines.fileno()).st_mode
            pairs = [line.strip().partition("=") for line in lines]
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise click.UsageError(f"credentials {file}: {reason}") from None
    if mode & (stat.S_IRGRP | stat.S_IROTH):
        click.echo(f"{file} can be read by others: chmod 600 {file}", err=True)
    for given, equals, text in pairs:
        # As a shell has it, too: export NAME="value".
        name, value = given.strip().removeprefix("export ").strip(), text.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        if equals and name in (*NAMES, *_OTHERS):
            if "\0" in value:
                raise click.UsageError(f"credentials {file}: {name} holds a NUL character")
            # The file was named on purpose: it wins over what happens to be set.
            os.environ[name] = value
