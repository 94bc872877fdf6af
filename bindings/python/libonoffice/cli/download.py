"""`onoffice download`: a file of a record, or an exposé."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from . import output
from .assignments import parse_assignments
from .progress import progress
from .read import parameter_option
from .session import Session, session_options

_TAKEN = {
    **dict.fromkeys(("estate", "estateid", "estate_id"), "--estate"),
    **dict.fromkeys(("address", "addressid", "record_id"), "--address"),
    **dict.fromkeys(("fileid", "file_id"), "the argument"),
    "template": "--pdf",
    "to": "-o",
    **dict.fromkeys(("module", "progress"), "the client in Python"),
}


@click.command(short_help="Download a file of a record, or an exposé.")
@session_options
@click.argument("file_id", type=int, required=False, metavar="[FILE_ID]")
@click.option("--estate", type=int, metavar="ID", help="The file belongs to this estate.")
@click.option("--address", type=int, metavar="ID", help="The file belongs to this address.")
@click.option("--pdf", "template", metavar="TEMPLATE", help="The estate's exposé, made with it.")
@click.option("-o", "--output", "path", metavar="FILE", required=True, help="Where to, or -.")
@parameter_option
def download(
    session: Session,
    file_id: int | None,
    estate: int | None,
    address: int | None,
    template: str | None,
    path: str,
    others: Sequence[str],
) -> None:
    """Download FILE_ID of a record to a file, or an estate's exposé; the file appears when it is
    complete.

    The files of an estate: onoffice get file -r estate estateid=ID. The templates:
    onoffice get templates type=pdf.
    """
    if (estate is None) == (address is None):
        raise click.UsageError("name one record: --estate or --address ID")
    if (file_id is None) == (template is None):
        raise click.UsageError("name a file, or the template of an exposé with --pdf")
    if template is not None and estate is None:
        raise click.UsageError("an exposé is of an estate: --estate ID")
    if path == "-" and sys.stdout.isatty():
        raise click.UsageError("a file is nothing to read on a terminal: -o FILE, or a pipe")
    given = parse_assignments(others, _TAKEN)
    target = sys.stdout.buffer if path == "-" else path
    size = 0
    with session.client() as client, progress("download", None, in_bytes=True) as advance:

        def note(done: int) -> None:
            nonlocal size
            size = done
            advance(done)

        if template is not None and estate is not None:
            client.download_pdf(estate, template, target, progress=note, **given)
        elif file_id is not None and estate is not None:
            client.download_file("estate", estate, file_id, target, progress=note, **given)
        elif file_id is not None and address is not None:
            client.download_file("address", address, file_id, target, progress=note, **given)
    if session.json and path != "-":
        output.document({"output": path, "bytes": size})
    elif path != "-":
        click.echo(f"{path}: {size} bytes", err=True)
