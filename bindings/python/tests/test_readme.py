"""What README.md shows works as it is written there."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import shlex
import textwrap
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from cli.terminal import pipe

from libonoffice import Client
from libonoffice.sandbox import Sandbox

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def place(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file to upload, and an environment that leads to the sandbox."""
    for name, value in sandbox.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PROVIDER_SECRET", "provider-secret")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "haus.jpg").write_bytes(b"a picture")
    return tmp_path


def block(beginning: str) -> str:
    """The Python that begins this way."""
    blocks: list[str] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (found,) = [block for block in blocks if beginning in block]
    return found


def run(code: str, **names: Any) -> dict[str, Any]:
    exec(compile(code, "README.md", "exec"), names)  # noqa: S102 - our own words
    return names


def test_the_first_program(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(block("with Client() as client:  # ONOFFICE_TOKEN"))
    assert len(capsys.readouterr().out.splitlines()) > 20


def test_files(place: Path) -> None:
    with Client() as client:
        names = run(block("client.upload("), client=client)
    assert (place / "copy.jpg").read_bytes() == b"a picture"
    assert names["photo"].startswith(b"\x89PNG")


def test_asyncio(place: Path) -> None:
    inner = textwrap.indent(block("async with AsyncClient"), "    ")
    head = "from libonoffice import AsyncClient\nimport asyncio\n\nasync def main():\n"
    names = run(f"{head}{inner}\n    return estate, user, address\n")
    estate, user, address = asyncio.run(names["main"]())
    assert estate.id == 4711 and len(user.records) == 5 and "Name" in address


def test_the_marketplace(place: Path, sandbox: Sandbox) -> None:
    given = {"apiClaim": "c", "apiToken": sandbox.token, "parameterCacheId": "p-1"}
    given["timestamp"] = str(int(time.time()))
    text = "https://shop.example.com/?" + urlencode(sorted(given.items()))
    signature = hmac.new(b"provider-secret", text.encode(), hashlib.sha256).hexdigest()
    url = f"{text}&signature={signature}"
    before = sandbox.executed.get("do unlockProvider", 0)
    names = run(block("Marketplace(os.environ"), url=url, secret=sandbox.secret)
    assert sandbox.executed["do unlockProvider"] == before + 1
    assert '"signature":"' in names["message"]


@pytest.mark.parametrize("line", re.findall(r"^onoffice (.*?)(?: +# .*)?$", README, re.MULTILINE))
def test_a_command(line: str, place: Path, sandbox: Sandbox) -> None:
    (place / "action.json").write_text('{"actionid": "get", "resourcetype": "users"}')
    ran = pipe(shlex.split(line.replace("my-program", "true")), sandbox.environment())
    assert ran.code == 0, ran.err
    assert "sortby" not in ran.err, "nothing that deserves a look"
