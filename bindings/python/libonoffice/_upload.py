"""Uploading a file: its blocks one after another, then the step that says what it is.

https://apidoc.onoffice.de/actions/aktionen-ausfuehren/dateiupload/
"""

from __future__ import annotations

import base64
import contextlib
import io
import os
from collections.abc import Generator
from typing import Any, BinaryIO, Callable, Optional, Union

from ._action import Action
from ._errors import ArgumentError, ProtocolError
from ._result import Result

#: A path, the content itself, or a file that is open for reading.
Source = Union[str, os.PathLike[str], bytes, BinaryIO]

#: Called after each block with the bytes that were sent so far.
Progress = Optional[Callable[[int], object]]

Steps = Generator[Action, Result, Result]


def steps(
    source: Source,
    module: str,
    record_id: int | str | None,
    name: str | None,
    block_size: int,
    progress: Progress,
    others: dict[str, Any],
) -> Steps:
    """The calls of an upload: yields an action, is sent its result, and returns the last one."""
    if isinstance(block_size, bool) or not isinstance(block_size, int) or block_size < 1:
        raise ArgumentError(f"block_size must be a number of bytes, not {block_size!r}")
    name = name or _name(source)
    if not name:
        raise ArgumentError("name the file: name=...")
    with contextlib.ExitStack() as stack:
        file = _opened(source, stack)
        number, sent = "", 0
        block = _block(file, block_size)
        while True:
            # Each block is encoded by itself; the first one even if it is empty.
            data = {"data": base64.b64encode(block).decode("ascii")}
            if number:
                data["tmpUploadId"] = number
            result = yield Action("do", "uploadfile", data, None)
            number = number or _upload_number(result)
            sent += len(block)
            if progress is not None:
                progress(sent)
            block = _block(file, block_size)
            if not block:
                break
    described = {
        "module": module,
        "tmpUploadId": number,
        "file": name,
        "relatedRecordId": record_id,
        **others,
    }
    return (yield Action("do", "uploadfile", described, None))


def _block(file: BinaryIO, size: int) -> bytes | bytearray:
    block: object = file.read(size)
    if not isinstance(block, (bytes, bytearray)):
        raise ArgumentError(
            f'the file gave a {type(block).__name__}: open it for reading bytes, mode "rb"'
        )
    return block


def _name(source: Source) -> str:
    if isinstance(source, (str, os.PathLike)):
        return os.path.basename(os.fspath(source))
    name = getattr(source, "name", "")
    return os.path.basename(name) if isinstance(name, str) else ""


def _opened(source: Source, stack: contextlib.ExitStack) -> BinaryIO:
    if isinstance(source, (bytes, bytearray)):
        return io.BytesIO(source)
    if isinstance(source, (str, os.PathLike)):
        return stack.enter_context(open(source, "rb"))
    if not hasattr(source, "read"):
        raise ArgumentError(f"a {type(source).__name__} is no file: pass a path, bytes or a file")
    return source


def _upload_number(result: Result) -> str:
    number = result.records[0].get("tmpUploadId") if result.records else None
    if not isinstance(number, str) or not number:
        raise ProtocolError("the API took a block of the file and named no tmpUploadId")
    return number
