"""Exit codes: each failure has its own, and the documentation has them all."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cli.terminal import COMMAND, Terminal, environment, pipe
from raw_server import SECRET, TOKEN, Exchange, always, envelope, http, result
from support import Serve

import libonoffice
from libonoffice import _errors as errors
from libonoffice.cli.exits import Exit, exit_code

README = Path(libonoffice.__file__).resolve().parents[1] / "README.md"


def hang(exchange: Exchange) -> None:
    exchange.server.release.wait(30)


CASES: list[tuple[str, Any, list[str], Exit]] = [
    ("refused", always(http(envelope([result(141, "no")], 500, 97))), ["read", "x"], Exit.REFUSED),
    ("auth", always(http(envelope([], 400, 22, "no"))), ["read", "x"], Exit.AUTH),
    ("proxy", always(http("<html>", "403 Forbidden")), ["read", "x"], Exit.TRANSPORT),
    ("timeout", hang, ["read", "x", "-O", "timeout_ms=200"], Exit.TIMEOUT),
    ("protocol", always(http("{")), ["read", "x"], Exit.PROTOCOL),
    ("limit", always(http(" " * 2000)), ["read", "x", "-O", "response_limit=1024"], Exit.PROTOCOL),
    ("uncertain", always(None), ["create", "x", "a=b"], Exit.UNCERTAIN),
]


@pytest.mark.parametrize(("name", "answer", "arguments", "code"), CASES, ids=[c[0] for c in CASES])
def test_a_failure_has_its_code(
    name: str, answer: Any, arguments: list[str], code: Exit, serve: Serve
) -> None:
    server = serve(answer)
    variables = {"ONOFFICE_URL": server.url, "ONOFFICE_TOKEN": TOKEN, "ONOFFICE_SECRET": SECRET}
    ran = pipe([*arguments, "--json"], variables)
    assert ran.code == code
    told = json.loads(ran.err)["error"]
    assert told["message"] and told["uncertain"] == (code == Exit.UNCERTAIN)
    assert issubclass(getattr(libonoffice, told["type"]), libonoffice.OnOfficeError)
    plain = pipe(arguments, variables)
    assert plain.code == code and plain.err.startswith("onoffice: ")
    assert ("look before" in plain.err) == (code == Exit.UNCERTAIN)


def test_a_missing_library_has_its_code(tmp_path: Path) -> None:
    missing = {"ONOFFICE_LIBRARY": str(tmp_path / "none.so")}
    ran = pipe(["read", "estate"], {**missing, "ONOFFICE_TOKEN": TOKEN, "ONOFFICE_SECRET": SECRET})
    assert ran.code == Exit.LIBRARY


def test_a_reader_that_goes_away_is_no_disaster(variables: dict[str, str]) -> None:
    # Far more than a pipe holds, and nobody reads it.
    writer = subprocess.Popen(
        [*COMMAND, "read", "estate", "--limit", "2000", "--json"],
        env=environment(variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert writer.stdout and writer.stderr
    writer.stdout.close()
    said = writer.stderr.read()
    writer.stderr.close()
    assert writer.wait(60) == Exit.FAILED and b"Traceback" not in said


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(("arguments", "code"), [("read user -f Nr", 0), ("delete user 1", 2)])
def test_streams_may_be_closed(
    closed: str, arguments: str, code: int, variables: dict[str, str]
) -> None:
    line = f"{shlex.join(COMMAND)} {arguments} {closed}"
    done = subprocess.run(
        ["sh", "-c", line],
        env=environment(variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code and "Traceback" not in done.stderr


def test_ctrl_c_during_a_call(serve: Serve) -> None:
    server = serve(hang)
    variables = {"ONOFFICE_URL": server.url, "ONOFFICE_TOKEN": TOKEN, "ONOFFICE_SECRET": SECRET}
    screen = Terminal(["export", "estate", "--all", "-f", "Id", "--output", "-.csv"], variables)
    assert server.started.wait(30)
    screen.interrupt()
    ran = screen.end()
    assert ran.code == Exit.INTERRUPTED and "Traceback" not in ran.out
    server.release.set()


def test_every_exception_has_a_code() -> None:
    for name in (*libonoffice.__all__, "TimeoutError"):
        kind = getattr(libonoffice, name)
        if isinstance(kind, type) and issubclass(kind, errors.OnOfficeError):
            assert exit_code(kind("x")) not in (Exit.OK, Exit.INTERRUPTED)
            assert exit_code(kind("x", uncertain=True)) == Exit.UNCERTAIN


def test_the_documentation_has_all_codes() -> None:
    text = README.read_text(encoding="utf-8")
    for code in Exit:
        assert f"| {int(code)} |" in text
