"""Where a file that is carried lies: a path, bytes, or a file that is open.

Whatever has a descriptor is left to the library, which reads and writes by itself. What is a file
to Python alone goes by way of a temporary one, so that memory does not grow with it.
"""

from __future__ import annotations

import io
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from ._errors import ArgumentError
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, BinaryIO, Protocol, TypeGuard, Union

    from ._transfer import Place

    class Readable(Protocol):
        """A file that is open for reading bytes."""

        def read(self, size: int = ..., /) -> bytes: ...

    class Writable(Protocol):
        """A file that is open for writing bytes."""

        def write(self, block: bytes, /) -> object: ...

    Plain = Union[BinaryIO, io.FileIO, io.BufferedReader, io.BufferedWriter, io.BufferedRandom]

    #: A path, the content itself, or a file that is open for reading.
    Source = Union[str, os.PathLike[str], bytes, bytearray, memoryview, Readable]

    #: A path, or a file that is open for writing.
    Target = Union[str, os.PathLike[str], Writable]

_BLOCK = 1 << 20


def name_of(source: Any) -> str:
    """The name of a file, without its folder; "" if it has none."""
    if isinstance(source, (str, os.PathLike)):
        return os.path.basename(os.fspath(source))
    name = getattr(source, "name", "")
    return os.path.basename(name) if isinstance(name, str) else ""


@contextmanager
def source_of(source: Source | None) -> Iterator[Place]:
    """Where the library reads a file that is uploaded, as long as the block lasts.

    Raises:
        OSError: it cannot be opened or read.
        ArgumentError: it is no file.
    """
    if source is None:
        yield "onoffice_client_upload", (None,)
    elif isinstance(source, (str, os.PathLike)):
        with open(source, "rb") as file, source_of(file) as place:
            yield place
    elif isinstance(source, (bytes, bytearray, memoryview)):
        yield _memory(bytes(source))
    elif type(source) is io.BytesIO:
        yield _memory(source.getvalue()[source.tell() :])
        source.seek(0, os.SEEK_END)
    elif not hasattr(source, "read"):
        raise ArgumentError(f"a {type(source).__name__} is no file: pass a path, bytes or a file")
    elif _is_plain(source):
        source.flush()  # what was written to it before
        descriptor = _placed(source)
        yield "onoffice_client_upload_descriptor", (descriptor,)
        source.seek(os.lseek(descriptor, 0, os.SEEK_CUR))
    else:
        with tempfile.TemporaryFile() as copy:
            _copy(source, copy)
            copy.seek(0)
            yield "onoffice_client_upload_descriptor", (_placed(copy),)


@contextmanager
def target_of(target: Target | None) -> Iterator[Place]:
    """Where the library writes a file that is downloaded; None for memory. At the end of the block
    it is there.

    Raises:
        OSError: it cannot be written.
        ArgumentError: it is no file.
    """
    if target is None:
        yield "onoffice_client_download_bytes", ()
    elif isinstance(target, (str, os.PathLike)):
        path = os.fsencode(target)
        if not path or b"\0" in path:
            raise ArgumentError(f"{target!r} is no path")
        yield "onoffice_client_download", (path,)
    elif isinstance(target, io.TextIOBase):
        raise ArgumentError('the file takes texts: open it for writing bytes, mode "wb"')
    elif not hasattr(target, "write"):
        raise ArgumentError(f"a {type(target).__name__} is no file: pass a path or a file")
    elif _is_plain(target):
        if not target.writable():
            raise ArgumentError('the file is not open for writing: open it with mode "wb"')
        target.flush()
        descriptor = _placed(target)
        yield "onoffice_client_download_descriptor", (descriptor,)
        target.seek(os.lseek(descriptor, 0, os.SEEK_CUR))
    else:
        with tempfile.TemporaryFile() as copy:
            yield "onoffice_client_download_descriptor", (_placed(copy),)
            copy.seek(0)
            _copy(copy, target)


def _memory(content: bytes) -> Place:
    return "onoffice_client_upload_bytes", (content, len(content))


def _is_plain(file: object) -> TypeGuard[Plain]:
    """Whether it is a file on a disk and nothing else. Objects that decompress, wait for a peer or
    count have a descriptor, too, of something else than their content."""
    raw = getattr(file, "raw", file)
    kinds = (io.FileIO, io.BufferedReader, io.BufferedWriter, io.BufferedRandom)
    return (
        isinstance(file, kinds)
        and type(file) in kinds
        and type(raw) is io.FileIO
        and stat.S_ISREG(os.fstat(file.fileno()).st_mode)
    )


def _placed(file: Plain) -> int:
    """The descriptor of a file, standing where the file stands, whatever it has read ahead."""
    descriptor = file.fileno()
    os.lseek(descriptor, file.tell(), os.SEEK_SET)
    return descriptor


def _copy(source: Readable, target: Writable) -> None:
    while True:
        block: object = source.read(_BLOCK)
        if not isinstance(block, (bytes, bytearray)):
            raise ArgumentError(
                f'the file gave a {type(block).__name__}: open it for reading bytes, mode "rb"'
            )
        if not block:
            return
        _write(target, bytes(block))


def _write(target: Writable, block: bytes) -> None:
    """Writes all of a block, also to a file without a buffer, which may take but a part of it."""
    taken = target.write(block)
    while isinstance(target, io.RawIOBase) and taken != len(block):
        if not isinstance(taken, int) or not taken:
            raise BlockingIOError("the file takes no more")
        block = block[taken:]
        taken = target.write(block)
