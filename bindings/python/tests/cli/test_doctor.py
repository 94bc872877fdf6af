"""`onoffice doctor` finds what is wrong and names the fix."""

from __future__ import annotations

import json
import threading
import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cli.terminal import pipe, terminal
from raw_server import SECRET, TOKEN, always, envelope, result
from support import Serve

HEALTHY = ["library", "transport", "token", "secret", "clock", "test call"]


def findings(variables: dict[str, str]) -> tuple[int, dict[str, dict[str, Any]]]:
    """The exit code, and what was found, by what was looked at."""
    ran = pipe(["doctor", "--json"], variables)
    return ran.code, {finding["what"]: finding for finding in json.loads(ran.out)}


def test_all_is_well(variables: dict[str, str]) -> None:
    ran = terminal(["doctor"], variables)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert [line.split(":")[0] for line in lines] == [f"✓ {what}" for what in HEALTHY]
    code, found = findings(variables)
    assert code == 0 and list(found) == HEALTHY
    assert all(finding["state"] == "ok" for finding in found.values())


def test_a_missing_library(variables: dict[str, str], tmp_path: Path) -> None:
    code, found = findings({**variables, "ONOFFICE_LIBRARY": str(tmp_path / "none.so")})
    assert code == 1 and list(found) == ["library"]
    assert "ONOFFICE_LIBRARY" in found["library"]["fix"]


def test_swapped_credentials(variables: dict[str, str]) -> None:
    token, secret = variables["ONOFFICE_TOKEN"], variables["ONOFFICE_SECRET"]
    code, found = findings({**variables, "ONOFFICE_TOKEN": secret, "ONOFFICE_SECRET": token})
    assert code == 1
    assert found["token"]["state"] == found["secret"]["state"] == "warning"
    assert found["test call"]["state"] == "problem"
    for what in ("token", "secret", "test call"):
        assert "swapped" in found[what]["fix"]


def test_the_secret_in_both_places(variables: dict[str, str]) -> None:
    code, found = findings({**variables, "ONOFFICE_TOKEN": variables["ONOFFICE_SECRET"]})
    assert code == 1 and found["secret"]["state"] == "ok"
    assert "as long as a secret: copy the token" in found["token"]["fix"]
    assert found["test call"]["state"] == "problem" and "API user" in found["test call"]["fix"]


def test_a_cut_secret(variables: dict[str, str]) -> None:
    _, found = findings({**variables, "ONOFFICE_SECRET": variables["ONOFFICE_SECRET"][:-1]})
    assert "63 characters, not 64" in found["secret"]["found"]
    assert "copy it again" in found["secret"]["fix"]


@pytest.mark.parametrize(
    ("offset", "state", "word"),
    [
        (0, "ok", "s against the server"),
        (60, "warning", "timedatectl"),
        (-300, "problem", "timedatectl"),
        (7200, "problem", "local time"),
    ],
)
def test_the_clock(offset: int, state: str, word: str) -> None:
    class Handler(BaseHTTPRequestHandler):
        """A server whose clock is off."""

        def date_time_string(self, timestamp: float | None = None) -> str:
            return formatdate(time.time() - offset, usegmt=True)

        def do_HEAD(self) -> None:
            self.send_response(200)
            self.end_headers()

        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(envelope([result()]).encode())

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,)).start()
        url = f"http://127.0.0.1:{server.server_address[1]}/api/"
        credentials = {"ONOFFICE_TOKEN": TOKEN, "ONOFFICE_SECRET": SECRET}
        try:
            _, found = findings({"ONOFFICE_URL": url, **credentials})
        finally:
            server.shutdown()
    assert found["clock"]["state"] == state
    assert word in found["clock"]["found"] + found["clock"]["fix"]
    assert found["test call"]["state"] == "warning", "no estate is there"


def test_nobody_there(variables: dict[str, str]) -> None:
    code, found = findings({**variables, "ONOFFICE_URL": "http://127.0.0.1:1/api/"})
    assert code == 1 and found["clock"]["state"] == "warning"
    assert "firewall" in found["test call"]["fix"]


def test_an_untrusted_server(variables: dict[str, str]) -> None:
    code, found = findings({**variables, "ONOFFICE_CA_FILE": ""})
    assert code == 1 and "CA file" in found["test call"]["fix"]


def test_a_proxy_hides_the_server_s_clock(variables: dict[str, str]) -> None:
    _, found = findings({**variables, "https_proxy": "http://127.0.0.1:1"})
    assert "proxy" in found["clock"]["found"]


def test_settings_and_missing_credentials(serve: Serve) -> None:
    server = serve(always(None))
    code, found = findings({"ONOFFICE_URL": "gopher://x", "ONOFFICE_TOKEN": TOKEN})
    assert code == 1 and found["credentials"]["state"] == "problem"
    both = {"ONOFFICE_TOKEN": TOKEN, "ONOFFICE_SECRET": SECRET}
    code, found = findings({"ONOFFICE_URL": "gopher://x", **both})
    assert code == 1 and "url" in found["settings"]["found"]
    assert server.connections == 0
