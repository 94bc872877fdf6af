"""Many requests on few connections: HTTP/2 with a server that others wrote."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from raw_server import SECRET, TOKEN, envelope, result
from support import Certificate

from libonoffice import Action, Client

REQUESTS = 100


class Nginx:
    """nginx on a port of this machine, with the same answer for everybody."""

    def __init__(self, folder: Path, certificate: Certificate, answer: str) -> None:
        # Debian's is not in the path of every user.
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.url = f"https://127.0.0.1:{port}/api/"
        self._log = folder / "connections"
        configuration = folder / "nginx.conf"
        paths = "".join(
            f"{kind}_temp_path {folder}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        configuration.write_text(
            f"""daemon off; master_process off; pid {folder}/pid; error_log {folder}/errors;
            events {{}}
            http {{
              log_format numbers '$connection $server_protocol';
              access_log {self._log} numbers;
              {paths}
              server {{
                listen 127.0.0.1:{port} ssl http2;
                ssl_certificate {certificate.path};
                ssl_certificate_key {certificate.key};
                location / {{ default_type application/json; return 200 '{answer}'; }}
              }}
            }}"""
        )
        self._process = subprocess.Popen(
            [program, "-e", f"{folder}/errors", "-p", folder, "-c", configuration]
        )
        self._wait_for(port)

    def _wait_for(self, port: int) -> None:
        limit = time.monotonic() + 30
        while self._process.poll() is None and time.monotonic() < limit:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except ConnectionRefusedError:
                time.sleep(0.01)  # it tells nobody when it listens
        raise RuntimeError("nginx does not listen")

    def stop(self) -> list[str]:
        """Ends it; returns connection and protocol of each request."""
        self._process.terminate()
        self._process.wait(30)
        return self._log.read_text().splitlines()


@pytest.fixture
def nginx(tmp_path: Path, certificates: dict[str, Certificate]) -> Iterator[Nginx]:
    server = Nginx(tmp_path, certificates["here"], envelope([result()]))
    try:
        yield server
    finally:
        server.stop()


@pytest.mark.parametrize("version", ["2", "1.1"])
def test_requests_share_connections(
    nginx: Nginx, certificates: dict[str, Certificate], version: str
) -> None:
    with Client(
        TOKEN,
        SECRET,
        url=nginx.url,
        ca_file=certificates["here"].path,
        http_version=version,
        max_connections=2,
    ) as client:
        exchanges = [
            client.start(Action("create", "address", identifier=f"{number}"))
            for number in range(REQUESTS)
        ]
        for exchange in exchanges:
            attempts = exchange.response().trace["attempts"]
            assert [attempt["http_version"] for attempt in attempts] == [version]
    requests = nginx.stop()
    assert len(requests) == REQUESTS  # each one once
    protocol = "HTTP/2.0" if version == "2" else "HTTP/1.1"
    assert all(request.endswith(protocol) for request in requests)
    assert len(set(requests)) <= 2
