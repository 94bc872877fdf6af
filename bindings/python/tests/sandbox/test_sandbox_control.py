"""The control URL: the same switches for programs in any language."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Optional

import pytest
from sandbox.client import Api

import libonoffice
from libonoffice.sandbox import Sandbox

READ = ("read", "estate", {"data": ["Id"], "listlimit": 1})


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


def ask(
    box: Sandbox, method: str, value: Any = None, behind: str = "", url: Optional[str] = None
) -> tuple[int, Any]:
    """Status and JSON of a request to the control URL."""
    body = value if isinstance(value, bytes) or value is None else json.dumps(value).encode()
    request = urllib.request.Request((url or box.control_url) + behind, body, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status, json.loads(response.read())
    except urllib.error.HTTPError as refusal:
        with refusal:
            content = refusal.read()
            return refusal.code, json.loads(content) if content[:1] in (b"{", b"[") else None


def test_faults_are_set_listed_and_counted(box: Sandbox) -> None:
    status, fault = ask(box, "POST", {"error": 80, "call": "read estate", "times": 2})
    assert status == 201
    assert fault == {"id": 1, "error": 80, "call": "read estate", "executed": False,
                     "times": 2, "left": 2, "struck": 0}  # fmt: skip
    with Api(box) as api:
        assert [api.code(*READ) for _ in range(3)] == [80, 80, 0]
    spent = {**fault, "left": 0, "struck": 2}
    assert ask(box, "GET") == (
        200,
        {"requests": 3, "connections": 1, "executed": {"read estate": 1},
         "pending": [], "spent": [spent]},
    )  # fmt: skip
    assert ask(box, "GET", behind="/1") == (200, spent)
    assert ask(box, "DELETE")[1]["spent"] == []
    assert ask(box, "GET", behind="/1")[0] == 404


def test_many_at_once_and_none_if_one_is_wrong(box: Sandbox) -> None:
    wrong = [{"status": 503}, {"status": 5}]
    assert ask(box, "POST", wrong) == (400, {"error": "status is a number from 200 to 599, not 5"})
    assert len(box.faults) == 0
    status, faults = ask(box, "POST", [{"status": 503, "times": None}, {"drop": "before"}])
    assert status == 201 and [fault["id"] for fault in faults] == [1, 2]
    assert faults[0]["times"] is None and faults[0]["left"] is None
    assert ask(box, "DELETE", behind="/1")[0] == 200
    assert [fault.drop for fault in box.faults] == ["before"]
    assert ask(box, "DELETE", behind="/1")[0] == 404
    assert ask(box, "DELETE", behind="/x")[0] == 404
    assert ask(box, "DELETE")[1]["pending"] == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{", "no JSON"),
        (b"\xff", "no JSON"),
        (b"", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"5", "object"),
        (b"[[]]", "object"),
        (b"{}", "needed"),
        (b'{"errorcode": 80}', "unknown 'errorcode': there are error,"),
        (b'{"id": 5, "status": 500}', "unknown 'id'"),
        (b'{"delay": NaN}', "delay is a number from 0 to 3600, not nan"),
        (b'{"error": "80"}', "error is of type int, and not '80'"),
        (b'{"call": "read houses", "error": 1}', "no call 'read houses'"),
        (b'{"call": "get file[house]", "error": 1}', "no call 'get file[house]'"),
    ],
)
def test_what_is_wrong_is_told(box: Sandbox, body: bytes, words: str) -> None:
    status, answer = ask(box, "POST", body)
    assert status == 400 and words in answer["error"]
    assert len(box.faults) == 0


def test_only_who_knows_the_url_gets_in(box: Sandbox) -> None:
    own = box.control_url.rsplit("/", 1)
    assert len(own[1]) == 32
    for url in (own[0], own[0] + "/", own[0] + "/" + "0" * 32, box.control_url + "0"):
        for method in ("GET", "POST", "DELETE"):
            assert ask(box, method, b"{}" if method == "POST" else None, url=url)[0] == 404
    with Sandbox() as other:
        stranger = box.control_url.rsplit("/", 1)[0] + "/" + other.control_url.rsplit("/", 1)[1]
        assert ask(box, "GET", url=stranger)[0] == 404
    assert box.token not in box.control_url and box.secret not in box.control_url


@pytest.mark.parametrize("method", ["PUT", "PATCH", "BREW"])
def test_methods(box: Sandbox, method: str) -> None:
    assert ask(box, method)[0] == 405
    assert ask(box, "POST", {"status": 500}, behind="/1")[0] == 405


def test_too_much_is_refused(box: Sandbox) -> None:
    assert ask(box, "POST", b" " * ((1 << 20) + 1))[0] == 413
    assert (box.requests, box.connections) == (0, 0)


def test_a_body_that_nobody_asked_for_does_not_disturb_the_next_request(box: Sandbox) -> None:
    path = urllib.parse.urlsplit(box.control_url).path
    with Api(box) as api:
        for method in ("DELETE", "GET", "PUT"):
            api.http.request(method, path, b"{}")
            assert json.loads(api.http.getresponse().read())
        assert api.code(*READ) == 0


def test_it_is_not_struck_itself_nor_counted(box: Sandbox) -> None:
    box.fail(drop="before")
    box.fail(status=503, times=None)
    for _ in range(3):
        assert ask(box, "GET")[1]["requests"] == 0
    assert (box.requests, box.connections) == (0, 0)
    with Api(box) as api:  # a connection of the API stays one
        box.faults.clear()
        assert api.code(*READ) == 0
        api.http.request("GET", urllib.parse.urlsplit(box.control_url).path)
        assert json.loads(api.http.getresponse().read())["connections"] == 1


def test_curl_and_a_child_of_the_command() -> None:
    curl = shutil.which("curl")
    assert curl, "curl is part of what the project needs"
    ask = f'{curl} -sS --cacert "$ONOFFICE_CA_FILE"'
    script = f"""{ask} "$ONOFFICE_CONTROL_URL" -d '{{"status": 503}}' &&
        {ask} "$ONOFFICE_URL"stable/api.php -d '{{}}' &&
        {ask} "$ONOFFICE_CONTROL_URL\""""
    done = subprocess.run(
        [sys.executable, "-m", "libonoffice", "sandbox", "--https", "--", "sh", "-c", script],
        env={**os.environ, "PYTHONPATH": str(Path(libonoffice.__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    first, _, rest = done.stdout.partition("503 Service Unavailable\n")
    assert json.loads(first)["left"] == 1
    assert json.loads(rest)["spent"][0]["struck"] == 1
