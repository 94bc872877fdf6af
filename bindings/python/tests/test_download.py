"""client.download(): the file within an answer, to memory, a path or an open file."""

from __future__ import annotations

import base64
import hashlib
import os
import signal
import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from raw_server import Exchange, always, envelope, http, result
from support import Connect, Serve

from libonoffice import Action, ArgumentError, Client, FileError, OnOfficeError, ProtocolError
from libonoffice.sandbox import Sandbox

CONTENT = os.urandom(3000) + b"\r\n\0" + bytes(range(256)) * 900
FILE = Action("get", "file", {"estateid": 1, "fileid": 7}, "estate")
TEMPLATE = "urn:onoffice-de-ns:smart:2.5:pdf:expose:kurz:design02Expose"


@pytest.fixture
def estate(client: Client) -> int:
    number = client.read("estate", data=["Id"], limit=1).id
    assert isinstance(number, int)
    return number


@pytest.fixture
def stored(client: Client, estate: int) -> int:
    """Number of a file of that estate."""
    done = client.upload(CONTENT, "estate", estate, name="haus.jpg", Art="Foto", title="Ansicht")
    return int(done.records[0]["fileId"])


def answer(content: str | None, **others: Any) -> bytes:
    """An answer with a file, or with none."""
    elements = others if content is None else {"content": content, **others}
    records = [{"id": 7, "type": "file", "elements": elements}]
    return http(envelope([result(data={"meta": {}, "records": records})]))


def test_what_is_downloaded_is_what_was_uploaded(
    client: Client, estate: int, stored: int, tmp_path: Path
) -> None:
    assert client.download_file("estate", estate, stored) == CONTENT
    seen: list[int] = []
    path = tmp_path / "haus.jpg"
    rest = client.download_file("estate", estate, stored, path, progress=seen.append)
    assert path.read_bytes() == CONTENT and list(tmp_path.iterdir()) == [path]
    (record,) = rest.records
    assert record["title"] == "Ansicht" and record["content"] == ""
    assert seen == sorted(set(seen)) and seen[-1] == len(CONTENT)
    again = client.download(
        {
            "actionid": "get",
            "resourcetype": "file",
            "resourceid": "estate",
            "parameters": {"estateid": estate, "fileid": stored},
        }
    )
    assert again == CONTENT


def test_an_empty_file_is_a_file_too(client: Client, estate: int, tmp_path: Path) -> None:
    done = client.upload(b"", "estate", estate, name="leer.jpg", Art="Foto")
    file, path = int(done.records[0]["fileId"]), tmp_path / "leer.jpg"
    assert client.download_file("estate", estate, file) == b""
    assert client.download_file("estate", estate, file, path).ok and path.read_bytes() == b""


def test_an_expose_is_a_pdf(client: Client, sandbox: Sandbox, estate: int, tmp_path: Path) -> None:
    template = client.get("templates", {"type": "pdf"}).records[0]["identifier"]
    document = client.download_pdf(estate, template, language="DEU")
    assert document.startswith(b"%PDF")
    path = tmp_path / "expose.pdf"
    assert client.download_pdf(estate, template, path, gzcompress=True).ok
    assert path.read_bytes().startswith(b"%PDF")


def test_a_file_at_the_path_is_replaced_when_the_new_one_is_there(
    connect: Connect, serve: Serve, tmp_path: Path
) -> None:
    path = tmp_path / "haus.jpg"
    path.write_bytes(b"old")
    path.chmod(0o640)
    good = base64.b64encode(CONTENT).decode()
    server = serve(always(answer(good[:-8] + "?" + good[-7:])))
    client = connect(server)
    with pytest.raises(ProtocolError):
        client.download(FILE, path)
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]
    server.answer = always(answer(good))
    assert client.download(FILE, str(path)).ok
    assert path.read_bytes() == CONTENT and list(tmp_path.iterdir()) == [path]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("said", [answer(None, name="a"), answer(None, url="https://x/")])
def test_an_answer_without_a_file_says_so(said: bytes, connect: Connect, serve: Serve) -> None:
    with pytest.raises(ProtocolError):
        connect(serve(always(said))).download(FILE)


def test_a_refusal_is_one_of_the_api(client: Client, estate: int, tmp_path: Path) -> None:
    with pytest.raises(OnOfficeError) as caught:
        client.download_pdf(estate, "no such template", tmp_path / "x.pdf")
    assert caught.value.code and list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_an_os_error(
    connect: Connect, serve: Serve, tmp_path: Path
) -> None:
    client = connect(serve(always(answer(base64.b64encode(CONTENT).decode()))))
    for path in (tmp_path / "no" / "such" / "folder", tmp_path, "/dev/full"):
        with pytest.raises(FileError) as caught:
            client.download(FILE, path)
        assert isinstance(caught.value, OSError)
    with open("/dev/full", "wb", buffering=0) as full, pytest.raises(OSError, match="No space"):
        client.download(FILE, full)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("target", [5, "", "a\0b", open])
def test_a_target_that_is_none_is_refused(target: Any, client: Client, sandbox: Sandbox) -> None:
    before = sandbox.requests
    with pytest.raises(ArgumentError):
        client.download(FILE, target)
    assert sandbox.requests == before


@pytest.mark.parametrize("mode", ["w", "rb"])
def test_a_file_that_takes_no_bytes_is_refused(
    mode: str, client: Client, sandbox: Sandbox, tmp_path: Path
) -> None:
    before = sandbox.requests
    path = tmp_path / "x"
    path.write_bytes(b"")
    with open(path, mode) as file, pytest.raises(ArgumentError, match='"wb"'):
        client.download(FILE, file)
    assert sandbox.requests == before


def test_a_write_is_no_download(client: Client, sandbox: Sandbox) -> None:
    before = sandbox.requests
    with pytest.raises(ArgumentError):
        client.download(Action("do", "pdf", {}))
    assert sandbox.requests == before


def test_a_download_is_sent_again_as_any_read(
    client: Client, sandbox: Sandbox, estate: int, stored: int, tmp_path: Path
) -> None:
    sandbox.fail(drop="answer", call="get file")
    path = tmp_path / "haus.jpg"
    assert client.download_file("estate", estate, stored, path).ok
    assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(CONTENT).digest()


def test_ctrl_c_ends_it_within_a_moment(connect: Connect, serve: Serve, tmp_path: Path) -> None:
    whole = answer(base64.b64encode(CONTENT).decode())

    def stop_in_the_middle(exchange: Exchange) -> bytes:
        exchange.connection.sendall(whole[: len(whole) // 2])
        exchange.server.release.wait(30)
        return whole[len(whole) // 2 :]

    server = serve(stop_in_the_middle)
    seen: list[int] = []

    def interrupt() -> None:
        if server.started.wait(30):
            os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        connect(server).download(FILE, tmp_path / "x", progress=seen.append)
    assert not server.release.is_set(), "the answer had not come"
    thread.join(30)
    assert list(tmp_path.iterdir()) == [], "no draft is left"
