"""client.upload(): blocks, then the step that says what it is."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import pytest
from raw_server import always, envelope, http, result
from support import Connect, Serve

from libonoffice import ArgumentError, Client, InvalidError, ProtocolError
from libonoffice.sandbox import Sandbox

CONTENT = bytes(range(256)) * 10


@pytest.fixture
def estate(client: Client) -> int:
    number = client.read("estate", data=["Id"], limit=1).id
    assert isinstance(number, int)
    return number


def content(client: Client, estate: int, file: Any) -> bytes:
    """What the API has of a file."""
    (record,) = client.get("file", {"estateid": estate, "fileid": int(file)}, resource_id="estate")
    return base64.b64decode(record["content"])


@pytest.mark.parametrize("block_size", [1, 100, 2560, 2561, 1 << 20])
def test_what_is_uploaded_is_what_was_there(
    block_size: int, client: Client, sandbox: Sandbox, estate: int, tmp_path: Path
) -> None:
    data = CONTENT[: 20 if block_size == 1 else None]
    path = tmp_path / "haus.jpg"
    path.write_bytes(data)
    seen: list[int] = []
    before = sandbox.requests
    done = client.upload(
        path, "estate", estate, block_size=block_size, progress=seen.append, Art="Foto", title="T"
    )
    assert done.records[0]["success"] == "success"
    assert content(client, estate, done.records[0]["fileId"]) == data
    blocks = -(-len(data) // block_size)
    assert seen == [min(len(data), n * block_size) for n in range(1, blocks + 1)]
    assert sandbox.requests - before == blocks + 2, "the blocks, the last step, and our reading"


def test_bytes_and_open_files_need_a_name(client: Client, estate: int, tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="name"):
        client.upload(b"x", "estate", estate, Art="Foto")
    done = client.upload(b"x", "estate", estate, name="x.jpg", Art="Foto")
    assert content(client, estate, done.records[0]["fileId"]) == b"x"
    done = client.upload(io.BytesIO(b""), "estate", estate, name="leer.jpg", Art="Foto")
    assert done.ok
    with open(tmp_path / "offen.jpg", "w+b") as file:
        assert client.upload(file, "estate", estate, Art="Foto").ok


@pytest.mark.parametrize(
    ("source", "size"), [(b"x", 0), (b"x", True), (5, 1), (io.StringIO("x"), 1)]
)
def test_nonsense_is_refused(source: Any, size: int, client: Client, sandbox: Sandbox) -> None:
    before = sandbox.requests
    with pytest.raises(ArgumentError):
        client.upload(source, "estate", 1, name="x", block_size=size)
    assert sandbox.requests == before


def test_a_missing_file_is_an_os_error(client: Client) -> None:
    with pytest.raises(FileNotFoundError):
        client.upload("/nonexistent/haus.jpg", "estate", 1, Art="Foto")


def test_a_step_that_fails_raises(client: Client, estate: int) -> None:
    with pytest.raises(InvalidError):
        client.upload(b"x", "estate", estate, name="x.jpg", Art="Kunst")


def test_a_block_without_a_number_is_no_upload(connect: Connect, serve: Serve) -> None:
    client = connect(serve(always(http(envelope([result()])))))
    with pytest.raises(ProtocolError, match="tmpUploadId"):
        client.upload(b"x", "estate", 1, name="x.jpg")
