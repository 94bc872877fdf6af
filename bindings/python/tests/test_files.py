"""Where files lie: whatever Python calls a file may be uploaded, or written by a download."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import os
import tempfile
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from raw_server import Exchange, envelope, http, result
from support import Connect, Serve

from libonoffice import Action, Client

CONTENT = bytes(range(256)) * 40
FILE = Action("get", "file", {"fileid": 7}, "estate")


class Shelf:
    """A stand-in for the API that keeps what is uploaded, and hands it out."""

    def __init__(self) -> None:
        self.content = b""
        self.described: dict[str, Any] = {}

    def answer(self, exchange: Exchange) -> bytes:
        (action,) = exchange.actions
        asked = action["parameters"]
        elements: dict[str, Any] = {"tmpUploadId": "t", "fileId": "7", "success": "success"}
        if action["actionid"].endswith(":get"):
            elements = {"content": base64.b64encode(self.content).decode()}
        elif "data" in asked:
            kept = self.content if "tmpUploadId" in asked else b""
            self.content = kept + base64.b64decode(asked["data"])
        else:
            self.described = asked
        records = [{"id": 7, "type": "file", "elements": elements}]
        return http(envelope([result(data={"meta": {}, "records": records})]))


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def client(shelf: Shelf, connect: Connect, serve: Serve) -> Client:
    return connect(serve(shelf.answer))


def packed(path: Path) -> zipfile.ZipFile:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", CONTENT)
    return zipfile.ZipFile(path)


SOURCES: dict[str, Callable[[Path], Any]] = {
    "path": lambda path: path,
    "text": str,
    "bytes": lambda path: CONTENT,
    "bytearray": lambda path: bytearray(CONTENT),
    "memoryview": lambda path: memoryview(CONTENT),
    "buffered": lambda path: open(path, "rb"),  # noqa: SIM115
    "unbuffered": lambda path: open(path, "rb", buffering=0),  # noqa: SIM115
    "to change": lambda path: open(path, "r+b"),  # noqa: SIM115
    "in memory": lambda path: io.BytesIO(CONTENT),
    "gzip": lambda path: gzip.open(path.with_suffix(".gz"), "rb"),  # noqa: SIM115
    "bz2": lambda path: bz2.open(path.with_suffix(".bz2"), "rb"),  # noqa: SIM115
    "zip": lambda path: packed(path.with_suffix(".zip")).open("a"),
}


@pytest.mark.parametrize("kind", list(SOURCES))
def test_whatever_is_a_file_may_be_uploaded(
    kind: str, client: Client, shelf: Shelf, tmp_path: Path
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(CONTENT)
    with gzip.open(path.with_suffix(".gz"), "wb") as packed_file:
        packed_file.write(CONTENT)
    path.with_suffix(".bz2").write_bytes(bz2.compress(CONTENT))
    source = SOURCES[kind](path)
    done = client.upload(source, "estate", 1, name="b.jpg", block_size=1000, Art="Foto")
    assert done.records[0]["fileId"] == "7"
    assert shelf.content == CONTENT
    described = {"module": "estate", "relatedRecordId": 1, "file": "b.jpg", "Art": "Foto"}
    assert shelf.described == {**described, "tmpUploadId": "t"}
    if hasattr(source, "close"):
        assert source.read() == b"", "it was read to its end"
        source.close()


def test_a_file_is_read_from_where_it_stands(client: Client, shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(CONTENT)
    for open_one in (SOURCES["buffered"], SOURCES["unbuffered"], SOURCES["in memory"]):
        with open_one(path) as file:
            assert file.read(100) == CONTENT[:100]
            client.upload(file, "estate", 1, name="a")
            assert shelf.content == CONTENT[100:]
    with open(path, "w+b") as file:
        file.write(b"not flushed")
        file.seek(4)
        client.upload(file, "estate", 1)
        assert shelf.content == b"flushed" and shelf.described["file"] == "a.jpg"


def test_a_file_without_a_size_is_read_to_its_end(client: Client, shelf: Shelf) -> None:
    with open("/proc/self/stat", "rb") as file:
        client.upload(file, "estate", 1, name="a")
        assert file.read() == b""
    client.upload("/proc/self/stat", "estate", 1)
    assert shelf.content.startswith(f"{os.getpid()} (".encode())


def test_a_pipe_is_read_to_its_end(client: Client, shelf: Shelf) -> None:
    read_end, write_end = os.pipe()

    def write() -> None:
        with open(write_end, "wb") as file:
            file.write(CONTENT * 20)  # more than the pipe holds

    thread = threading.Thread(target=write)
    thread.start()
    with open(read_end, "rb") as file:
        client.upload(file, "estate", 1, name="a")
    thread.join(30)
    assert shelf.content == CONTENT * 20


@pytest.mark.parametrize("buffering", [-1, 0])
def test_a_download_is_written_from_where_the_file_stands(
    buffering: int, client: Client, shelf: Shelf, tmp_path: Path
) -> None:
    shelf.content = CONTENT
    path = tmp_path / "a.jpg"
    with open(path, "wb", buffering=buffering) as file:
        file.write(b"before")
        assert client.download(FILE, file).ok
        assert file.tell() == 6 + len(CONTENT)
        file.write(b"after")
    assert path.read_bytes() == b"before" + CONTENT + b"after"
    with open(path, "ab") as file:
        client.download(FILE, file)
    assert path.read_bytes() == b"before" + CONTENT + b"after" + CONTENT
    with open(path, "r+b") as file:
        assert file.read(6) == b"before"
        client.download(FILE, file)
        assert file.read(5) == b"after"


def test_a_download_goes_to_files_of_python_alone(
    client: Client, shelf: Shelf, tmp_path: Path
) -> None:
    shelf.content = CONTENT
    memory = io.BytesIO()
    client.download(FILE, memory)
    assert memory.getvalue() == CONTENT
    path = tmp_path / "a.gz"
    with gzip.open(path, "wb") as file:
        client.download(FILE, file)
    assert gzip.decompress(path.read_bytes()) == CONTENT
    with tempfile.NamedTemporaryFile() as named:
        client.download(FILE, named)
        named.seek(0)
        assert named.read() == CONTENT


def test_a_download_may_go_through_a_pipe(client: Client, shelf: Shelf) -> None:
    shelf.content = CONTENT * 20
    for buffering in (-1, 0):
        read_end, write_end = os.pipe()
        taken: list[bytes] = []

        def take(file: BinaryIO, taken: list[bytes]) -> None:
            with file:
                taken.append(file.read())

        thread = threading.Thread(target=take, args=[open(read_end, "rb"), taken])  # noqa: SIM115
        thread.start()
        with open(write_end, "wb", buffering=buffering) as pipe:
            client.download(FILE, pipe)
        thread.join(30)
        assert taken == [shelf.content]
