"""`onoffice upload` and `download`: files there and back."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from pathlib import Path

import pytest
from cli.terminal import COMMAND, Terminal, environment, pipe, terminal
from raw_server import SECRET, TOKEN, Exchange, envelope, http, result
from support import Serve

from libonoffice import Client

SIZE = 3_000_000


@pytest.fixture
def estate(looking: Client) -> int:
    number = looking.read("estate", data=["Id"], limit=1).id
    assert isinstance(number, int)
    return number


def uploaded(estate: int, file: Path, variables: dict[str, str], *more: str) -> int:
    """The number of a file that the command has uploaded."""
    ran = pipe(["upload", str(file), "--estate", str(estate), "--json", *more], variables)
    assert ran.code == 0, ran.err
    return int(json.loads(ran.out)["data"]["records"][0]["elements"]["fileId"])


def test_a_file_goes_there_and_back(
    estate: int, variables: dict[str, str], looking: Client, tmp_path: Path
) -> None:
    file, back = tmp_path / "plan.pdf", tmp_path / "back.pdf"
    file.write_bytes(os.urandom(SIZE))
    ran = terminal(["upload", str(file), "--estate", str(estate), "--title", "Plan"], variables)
    assert ran.code == 0 and "3.0/3.0 MB" in ran.out, ran.out
    files = looking.get("file", {"estateid": estate, "listlimit": 100}, resource_id="estate")
    (stored,) = [record for record in files if record["title"] == "Plan"]
    assert stored["originalname"] == "plan.pdf" and stored["type"] == "Dokument"
    ran = terminal(
        ["download", str(stored.id), "--estate", str(estate), "-o", str(back)], variables
    )
    assert ran.code == 0 and "3.0/? MB" in ran.out, ran.out
    assert f"{back}: {SIZE} bytes" in ran.out.replace("\n", "")
    assert back.read_bytes() == file.read_bytes()
    assert sorted(tmp_path.iterdir()) == [back, file], "no draft is left"


def test_a_download_may_go_through_a_pipe(
    estate: int, variables: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(os.urandom(SIZE))
    number = uploaded(estate, file, variables)
    arguments = [*COMMAND, "download", str(number), "--estate", str(estate), "-o", "-"]
    done = subprocess.run(
        arguments, env=environment(variables), capture_output=True, check=True, timeout=60
    )
    assert hashlib.sha256(done.stdout).digest() == hashlib.sha256(file.read_bytes()).digest()
    with open("/dev/full", "wb") as full:
        failed = subprocess.run(
            arguments, env=environment(variables), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert failed.returncode == 1 and b"No space left" in failed.stderr
    ran = terminal(["download", str(number), "--estate", str(estate), "-o", "-"], variables)
    assert ran.code == 2 and "terminal" in ran.out


def test_an_expose(estate: int, variables: dict[str, str], looking: Client, tmp_path: Path) -> None:
    template = looking.get("templates", {"type": "pdf"}).records[0]["identifier"]
    path = tmp_path / "expose.pdf"
    asked = ["download", "--estate", str(estate), "--pdf", template, "-p", "language=DEU"]
    ran = pipe([*asked, "-o", str(path), "--json"], variables)
    assert ran.code == 0, ran.err
    assert json.loads(ran.out) == {"output": str(path), "bytes": path.stat().st_size}
    assert path.read_bytes().startswith(b"%PDF")


def test_what_is_not_there_leaves_no_file(
    estate: int, variables: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "x.pdf"
    asked = ["download", "--estate", str(estate), "--pdf", "no such template", "-o"]
    ran = pipe([*asked, str(path)], variables)
    assert ran.code == 3 and list(tmp_path.iterdir()) == []
    ran = pipe(["download", "4711", "--estate", str(estate), "-o", str(path)], variables)
    assert ran.code != 0 and list(tmp_path.iterdir()) == []


def test_a_path_that_cannot_be_written_is_a_failure(
    estate: int, variables: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(b"x")
    number = uploaded(estate, file, variables)
    asked = ["download", str(number), "--estate", str(estate), "-o"]
    ran = pipe([*asked, "/nowhere/x.pdf"], variables)
    assert ran.code == 1 and "/nowhere/x.pdf" in ran.err


def test_ctrl_c_leaves_no_file(serve: Serve, tmp_path: Path) -> None:
    def begin(exchange: Exchange) -> bytes:
        exchange.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")
        exchange.server.release.wait(30)
        return http(envelope([result()]))

    server = serve(begin)
    there = {"ONOFFICE_URL": server.url, "ONOFFICE_TOKEN": TOKEN, "ONOFFICE_SECRET": SECRET}
    command = Terminal(["download", "7", "--estate=1", "-o", str(tmp_path / "x.jpg")], there)
    assert server.started.wait(60)
    command.interrupt()
    assert command.end().code == 130 and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["upload", "FILE"],
        ["upload", "FILE", "--estate=1", "--task=1"],
        ["upload", "none", "--estate=1"],
        ["upload", "FILE", "--estate=1", "-p", "tmpUploadId=x"],
        ["download", "5", "-o", "x"],
        ["download", "5", "--estate=1"],
        ["download", "5", "--estate=1", "--address=2", "-o", "x"],
        ["download", "--estate=1", "-o", "x"],
        ["download", "5", "--pdf=t", "--estate=1", "-o", "x"],
        ["download", "--pdf=t", "--address=1", "-o", "x"],
        ["download", "five", "--estate=1", "-o", "x"],
        ["download", "5", "--estate=1", "-o", "x", "-p", "estateid=2"],
        ["download", "5", "--estate=1", "-o", ""],
    ],
)
def test_what_is_unclear_is_refused(
    arguments: list[str], variables: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "FILE").write_bytes(b"x")
    ran = pipe(arguments, variables)
    assert ran.code == 2 and ran.err and os.listdir(tmp_path) == ["FILE"]
