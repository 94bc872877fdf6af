"""`onoffice doctor`: whether everything is as it should be, and what to do if not."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from .. import _errors as errors
from . import checks, output
from .checks import Finding
from .exits import Exit
from .session import Session, session_options

_MARKS = {checks.OK: ("✓", "green"), checks.WARNING: ("!", "yellow"), checks.PROBLEM: ("✗", "red")}


@click.command(short_help="Check everything, and name the fix.")
@session_options
def doctor(session: Session) -> None:
    """Check library, libcurl, credentials, clock and a signed test call, with the fix for what is
    wrong. Exit code 1 if there is a problem."""
    found = []
    for finding in _findings(session):
        found.append(finding)
        if not session.json:
            _show(finding)
    if session.json:
        output.document([vars(finding) for finding in found])
    if any(finding.state == checks.PROBLEM for finding in found):
        sys.exit(Exit.FAILED)


def _findings(session: Session) -> Iterator[Finding]:
    finding, library = checks.check_library()
    yield finding
    if library is None:
        return
    yield checks.check_transport(library)
    try:
        client = session.client()
    except errors.ArgumentError as error:
        yield Finding("settings", checks.PROBLEM, str(error), "correct the setting that is named")
        return
    except click.UsageError as error:
        yield Finding("credentials", checks.PROBLEM, error.message, "API > token in enterprise")
        return
    with client:
        yield from checks.check_credentials()
        yield checks.check_clock(str(client.options["url"]), session.settings())
        yield checks.check_call(client)


def _show(finding: Finding) -> None:
    mark, color = _MARKS[finding.state]
    click.echo(f"{click.style(mark, fg=color)} {finding.what}: {finding.found}")
    if finding.fix:
        click.echo(f"    {finding.fix}")
