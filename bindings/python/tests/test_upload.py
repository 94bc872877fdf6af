"""client.upload(): blocks, then the step that says what it is."""

from __future__ import annotations

import base64
import io
import logging
import os
import signal
import threading
from pathlib import Path
from typing import Any

import pytest
from raw_server import Exchange, always, envelope, http, result
from support import Connect, Serve

from libonoffice import (
    ArgumentError,
    Client,
    FileError,
    InvalidError,
    ProtocolError,
    TransportError,
)
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
    assert seen == sorted(set(seen)) and seen[-1] == len(data), "further each time, to the end"
    assert not any(done % block_size for done in seen[:-1]), "block by block"
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
    ("source", "size"),
    [(b"x", 0), (b"x", True), (b"x", (64 << 20) + 1), (5, 1), (io.StringIO("x"), 1), (None, 1)],
)
def test_nonsense_is_refused(source: Any, size: int, client: Client, sandbox: Sandbox) -> None:
    before = sandbox.requests
    with pytest.raises(ArgumentError):
        client.upload(source, "estate", 1, name="x", block_size=size)
    assert sandbox.requests == before


@pytest.mark.parametrize("others", [{"data": "x"}, {"tmpUploadId": "x"}, {"title": float("nan")}])
def test_parameters_of_other_steps_are_refused(
    others: dict[str, Any], client: Client, sandbox: Sandbox
) -> None:
    before = sandbox.requests
    with pytest.raises(ArgumentError):
        client.upload(b"x", "estate", 1, name="x", **others)
    assert sandbox.requests == before


def test_a_file_that_cannot_be_read_is_an_os_error(
    client: Client, sandbox: Sandbox, tmp_path: Path
) -> None:
    before = sandbox.requests
    with pytest.raises(FileNotFoundError):
        client.upload("/nonexistent/haus.jpg", "estate", 1, Art="Foto")
    with pytest.raises(IsADirectoryError):
        client.upload(tmp_path, "estate", 1, Art="Foto")
    with open(tmp_path / "x", "wb") as file, pytest.raises(FileError) as caught:
        client.upload(file, "estate", 1, Art="Foto")
    assert isinstance(caught.value, OSError) and "Bad file descriptor" in str(caught.value)
    assert sandbox.requests == before


def test_a_link_needs_no_file(client: Client, sandbox: Sandbox, estate: int) -> None:
    before = sandbox.requests
    done = client.upload(None, "estate", estate, url="https://example.org/", Art="Link", title="T")
    assert done.records[0]["success"] == "success" and sandbox.requests - before == 1


def test_mistakes_are_named_with_the_way_out(client: Client, tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="no file: pass one, or for a link url="):
        client.upload(None, "estate", 1, Art="Link")
    with pytest.raises(ArgumentError, match="leave one of them out"):
        client.upload(b"x", "estate", 1, name="x", url="https://example.org/", Art="Link")
    path = os.fsencode(tmp_path) + b"/b\xff.jpg"
    open(path, "wb").close()
    with pytest.raises(ArgumentError, match=r"'b\\udcff.jpg', is not UTF-8.*name="):
        client.upload(os.fsdecode(path), "estate", 1, Art="Foto")


def test_what_goes_wrong_in_progress_ends_it(client: Client, sandbox: Sandbox) -> None:
    def progress(done: int) -> None:
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        client.upload(b"x" * 100, "estate", 1, name="x", block_size=10, progress=progress)
    assert client.read("estate", limit=1).ok


def test_a_block_that_is_lost_is_not_sent_again(client: Client, sandbox: Sandbox) -> None:
    sandbox.fail(drop="after", call="do uploadfile")
    before = sandbox.requests
    with pytest.raises(TransportError) as caught:
        client.upload(b"x" * 100, "estate", 1, name="x", block_size=10, Art="Foto")
    assert caught.value.uncertain and sandbox.requests - before == 1


def test_ctrl_c_ends_it_within_a_moment(connect: Connect, serve: Serve) -> None:
    def hold(exchange: Exchange) -> bytes:
        exchange.server.release.wait(30)
        return http(envelope([result()]))

    server = serve(hold)

    def interrupt() -> None:
        if server.started.wait(30):
            os.kill(os.getpid(), signal.SIGINT)

    client = connect(server)
    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        client.upload(b"x", "estate", 1, name="x")
    assert not server.release.is_set(), "the answer had not come"
    thread.join(30)


def test_an_upload_is_one_line_of_the_log(
    client: Client, estate: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "libonoffice")
    client.upload(b"x", "estate", estate, name="x.jpg", Art="Foto")
    (line,) = [record.getMessage() for record in caplog.records]
    assert line.startswith("do uploadfile: ok, ")


def test_a_step_that_fails_raises(client: Client, estate: int) -> None:
    with pytest.raises(InvalidError):
        client.upload(b"x", "estate", estate, name="x.jpg", Art="Kunst")


def test_a_block_without_a_number_is_no_upload(connect: Connect, serve: Serve) -> None:
    client = connect(serve(always(http(envelope([result()])))))
    with pytest.raises(ProtocolError, match="tmpUploadId"):
        client.upload(b"x", "estate", 1, name="x.jpg")
