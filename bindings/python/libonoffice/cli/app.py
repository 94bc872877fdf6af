"""The command and what belongs to every run of it: version, errors, exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from .._errors import OnOfficeError
from .._library import load
from .._version import __version__
from . import actions, output
from .doctor import doctor
from .download import download
from .exits import HELP, Exit, exit_code
from .export import export
from .fields import fields
from .raw import raw
from .read import read
from .session import Session
from .upload import upload


def _version(context: click.Context, option: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    library = load()
    click.echo(f"onoffice {__version__} (libonoffice {library.version}, {library.path})")
    click.echo(library.transport_version)
    context.exit()


@click.group(epilog=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Tell it."
)
def onoffice() -> None:
    """Talk to the onOffice enterprise API.

    Token and secret come from ONOFFICE_TOKEN and ONOFFICE_SECRET, from a file (--credentials, or
    ONOFFICE_CREDENTIALS), or from a prompt; never from arguments. ONOFFICE_URL leads elsewhere,
    for example to a sandbox.
    """


@click.command(add_help_option=False, short_help="Serve a stand-in for the API.")
def sandbox() -> None:
    """Serve a stand-in for the API on this machine (see sandbox --help)."""


COMMANDS = (
    read,
    actions.get,
    actions.create,
    actions.modify,
    actions.delete,
    actions.do,
    raw,
    fields,
    export,
    upload,
    download,
    sandbox,  # only for the list: main() of the package runs it, since it needs no extra
    doctor,
)
for command in COMMANDS:
    onoffice.add_command(command)


def main(arguments: Sequence[str]) -> int:
    """Runs the command and returns its exit code."""
    _complete_streams()
    try:
        onoffice.main(list(arguments), prog_name="onoffice", standalone_mode=False)
        sys.stdout.flush()
        return Exit.OK
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return Exit.USAGE
    except OnOfficeError as error:
        output.failure(error, _wants_json(arguments))
        return exit_code(error)
    except BrokenPipeError:
        # Whoever read along has seen enough; nothing may be flushed to it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.FAILED
    except OSError as error:
        click.echo(f"onoffice: {error}", err=True)
        return Exit.FAILED
    except (KeyboardInterrupt, EOFError, click.Abort):
        click.echo("", err=True)
        return Exit.INTERRUPTED


def _complete_streams() -> None:
    """Python has no stream object for one that is closed (`>&-`): take the null device."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def _wants_json(arguments: Sequence[str]) -> bool:
    context = click.get_current_context(silent=True)
    session = context.obj if context else None
    return session.json if isinstance(session, Session) else "--json" in arguments
