"""Files for exports: CSV, JSON lines and Parquet. Values are those of the API."""

from __future__ import annotations

import csv
import json
import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

import click

from .._record import Record
from .output import text

FORMATS = ("csv", "jsonl", "parquet")
_ROWS_PER_GROUP = 5000


class Writer(ABC):
    """Writes records to a file that is open."""

    binary = False

    def __init__(self, file: IO[Any], columns: Sequence[str]) -> None:
        self._file = file
        self._columns = columns

    @abstractmethod
    def write(self, record: Record) -> None:
        """Writes one record."""

    def finish(self) -> None:
        """Writes what is left; mostly there is nothing."""
        self._file.flush()


class CsvWriter(Writer):
    """A header, and a line per record; lists as JSON."""

    def __init__(self, file: IO[Any], columns: Sequence[str]) -> None:
        super().__init__(file, columns)
        self._csv = csv.writer(file)
        self._csv.writerow(columns)

    def write(self, record: Record) -> None:
        self._csv.writerow([text(record.get(name)) for name in self._columns])


class JsonLinesWriter(Writer):
    """An object per line: the record's number as "#", and its fields."""

    def write(self, record: Record) -> None:
        line = json.dumps({"#": record.id, **record}, ensure_ascii=False, separators=(",", ":"))
        self._file.write(line + "\n")


class ParquetWriter(Writer):
    """A column of texts per field, which are what the API sends."""

    binary = True

    def __init__(self, file: IO[Any], columns: Sequence[str]) -> None:
        super().__init__(file, columns)
        import pyarrow
        from pyarrow import parquet

        self._pyarrow = pyarrow
        self._schema = pyarrow.schema([(name, pyarrow.string()) for name in columns])
        self._parquet = parquet.ParquetWriter(file, self._schema)
        self._rows: list[dict[str, str | None]] = []

    def write(self, record: Record) -> None:
        values = {name: record.get(name) for name in self._columns}
        self._rows.append(
            {name: None if value is None else text(value) for name, value in values.items()}
        )
        if len(self._rows) >= _ROWS_PER_GROUP:
            self._write_rows()

    def finish(self) -> None:
        self._write_rows()
        self._parquet.close()
        super().finish()

    def _write_rows(self) -> None:
        if self._rows:
            table = self._pyarrow.Table.from_pylist(self._rows, schema=self._schema)
            self._parquet.write_table(table)
            self._rows = []


_WRITERS: dict[str, type[Writer]] = {
    "csv": CsvWriter,
    "jsonl": JsonLinesWriter,
    "parquet": ParquetWriter,
}


def format_of(path: str, given: str | None) -> str:
    """The format that was asked for, or that the name of the file tells.

    Raises:
        click.UsageError: there is none, or it cannot be written.
    """
    kind = given or path.rpartition(".")[2].lower()
    if kind not in FORMATS:
        raise click.UsageError(f"which format? Name the file *.{', *.'.join(FORMATS)}, or --format")
    if kind == "parquet":
        if path == "-":
            raise click.UsageError("Parquet needs a file, not the standard output")
        try:
            import pyarrow.parquet  # noqa: F401
        except ImportError:
            raise click.UsageError("Parquet needs pyarrow: pip install pyarrow") from None
    return kind


@contextmanager
def writer(path: str, kind: str, columns: Sequence[str]) -> Iterator[Writer]:
    """Writes to a file that gets its name when it is complete; "-" is the standard output. What is
    no plain file (/dev/null, a named pipe) is written to as it stands, never replaced."""
    made = _WRITERS[kind]
    if path == "-":
        opened = made(sys.stdout, columns)
        yield opened
        opened.finish()
        return
    if os.path.exists(path) and not os.path.isfile(path):
        with _opened(path, made.binary) as file:
            opened = made(file, columns)
            yield opened
            opened.finish()
        return
    path = os.path.realpath(path)  # a link is followed, not replaced
    draft = f"{path}.part"
    try:
        with _opened(draft, made.binary) as file:
            opened = made(file, columns)
            yield opened
            opened.finish()
        os.replace(draft, path)
    except BaseException:
        if os.path.exists(draft):
            os.unlink(draft)
        raise


def _opened(path: str, binary: bool) -> IO[Any]:
    return open(path, "wb") if binary else open(path, "w", encoding="utf-8", newline="")
