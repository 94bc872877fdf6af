"""The HTTP side: methods, paths, framing, compression, keep-alive, TLS, threads."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import socket
import ssl
import stat
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest
from sandbox.client import STABLE, Api, connection

from libonoffice.sandbox import Sandbox, server


def address(box: Sandbox) -> tuple[str, int]:
    parts = urllib.parse.urlsplit(box.url)
    assert parts.hostname and parts.port
    return parts.hostname, parts.port


def raw(box: Sandbox, request: bytes) -> bytes:
    """Everything the server answers to some bytes until it hangs up."""
    with socket.create_connection(address(box), timeout=10) as sock:
        sock.sendall(request)
        sock.shutdown(socket.SHUT_WR)
        answer = b""
        while True:
            piece = sock.recv(65536)
            if not piece:
                return answer
            answer += piece


def status(box: Sandbox, method: str, path: str, body: bytes = b"") -> int:
    http_connection = connection(box)
    try:
        http_connection.request(method, path, body)
        response = http_connection.getresponse()
        response.read()
        return response.status
    finally:
        http_connection.close()


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "BREW"])
def test_only_post(box: Sandbox, method: str) -> None:
    assert status(box, method, STABLE) == 405
    assert status(box, method, "/") == 404


def test_paths(box: Sandbox) -> None:
    assert status(box, "POST", "/api/latest/api.php", b"{}") == 200
    assert status(box, "POST", STABLE + "?x=1", b"{}") == 200
    for path in ("/", "/api/", "/api/stable/", "/api/stable/api.php/", "/api/beta/api.php"):
        assert status(box, "POST", path, b"{}") == 404


def test_allowed_method_is_named(box: Sandbox) -> None:
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(box.url + "stable/api.php", timeout=10)
    with refusal.value:
        assert refusal.value.code == 405
        assert refusal.value.headers["Allow"] == "POST"


def test_keep_alive(box: Sandbox) -> None:
    with Api(box) as api:
        connections, requests = box.connections, box.requests
        for _ in range(20):
            api.call("read", "estate", {"data": ["Id"], "listlimit": 1})
        assert box.connections == connections + 1
        assert box.requests == requests + 20


def test_counts_what_was_executed(box: Sandbox) -> None:
    with Api(box) as api:
        before = box.executed.get("get groups", 0)
        api.call("get", "groups")
        bad = {**api.action("get", "groups"), "hmac": ""}
        api.send(bad, api.action("get", "groups"), api.action("get", "nothing"))
        assert box.executed["get groups"] == before + 2
        assert "get nothing" not in box.executed


def test_compression(box: Sandbox, api: Api) -> None:
    action = api.action("read", "estate", {"data": ["lage"], "listlimit": 100})
    body = json.dumps({"token": box.token, "request": {"actions": [action]}})
    sizes = {}
    for accepted in ("gzip", "deflate, gzip;q=0.5", "identity", "gzip;q=0", "*"):
        api.http.request("POST", STABLE, body, {"Accept-Encoding": accepted})
        response = api.http.getresponse()
        content = response.read()
        packed = response.getheader("Content-Encoding") == "gzip"
        assert packed == (accepted not in ("identity", "gzip;q=0"))
        sizes[accepted] = len(content)
        text = gzip.decompress(content) if packed else content
        assert json.loads(text)["status"]["code"] == 200
    assert sizes["gzip"] < sizes["identity"] / 3
    api.http.request("POST", STABLE, b"{}", {"Accept-Encoding": "gzip"})
    response = api.http.getresponse()
    assert response.getheader("Content-Encoding") is None
    assert json.loads(response.read())["status"]["errorcode"] == 13


def test_chunked_body(box: Sandbox, api: Api) -> None:
    action = api.action("read", "estate", {"data": ["Id"], "listlimit": 1})
    body = json.dumps({"token": box.token, "request": {"actions": [action]}}).encode()
    pieces = (body[start : start + 7] for start in range(0, len(body), 7))
    api.http.request("POST", STABLE, pieces, encode_chunked=True)
    assert json.loads(api.http.getresponse().read())["status"]["code"] == 200


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"Host: x\r\n\r\n", 411),
        (b"Content-Length: x\r\n\r\n", 400),
        (b"Content-Length: -1\r\n\r\n", 400),
        (b"Content-Length: 9999999999\r\n\r\n", 413),
        (b"Content-Length: 99999999999999999999\r\n\r\n", 413),
        (b"Transfer-Encoding: gzip\r\n\r\n", 501),
        (b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (b"Transfer-Encoding: chunked\r\n\r\nffffffff\r\n", 413),
        (b"Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n", 400),
        (b"X: " + b"y" * 70000 + b"\r\n\r\n", 431),
        (b"".join(b"X%d: y\r\n" % number for number in range(200)) + b"\r\n", 431),
    ],
)
def test_framing(box: Sandbox, head: bytes, code: int) -> None:
    answer = raw(box, b"POST /api/stable/api.php HTTP/1.1\r\n" + head)
    assert answer.startswith(b"HTTP/1.1 %d " % code)
    assert b"Traceback" not in answer and b".py" not in answer


@pytest.mark.parametrize(
    "nonsense",
    [
        b"",
        b"\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"HELLO\r\n\r\n",
        b"POST\r\n\r\n",
        b"POST / HTTP/9.9\r\n\r\n",
        b"POST / FTP/1.0\r\n\r\n",
        b"GET " + b"x" * 70000 + b" HTTP/1.1\r\n\r\n",
        b"POST /api/stable/api.php HTTP/1.1\r\nContent-Length: 10\r\n\r\n{}",
        bytes(range(256)) * 20,
    ],
)
def test_nonsense_kills_nothing(box: Sandbox, nonsense: bytes) -> None:
    answer = raw(box, nonsense)
    assert b"Traceback" not in answer
    with Api(box) as api:
        assert api.code("read", "estate") == 0


def test_expect_continue(box: Sandbox) -> None:
    with socket.create_connection(address(box), timeout=5) as sock:
        head = b"Host: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
        sock.sendall(b"POST /api/stable/api.php HTTP/1.1\r\n" + head)
        assert sock.recv(100).startswith(b"HTTP/1.1 100 ")
        sock.sendall(b"{}")
        assert sock.recv(100).startswith(b"HTTP/1.1 200 ")


def test_request_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "REQUEST_LIMIT", 1000)
    with Sandbox() as box:
        assert status(box, "POST", STABLE, b" " * 1000) == 200
        assert status(box, "POST", STABLE, b" " * 1001) == 413
        assert status(box, "POST", STABLE, b" " * 3000000) == 413


def test_large_body(box: Sandbox, api: Api) -> None:
    parameters = {"data": ["Id"], "listlimit": 1, "padding": "x" * 20_000_000}
    assert api.code("read", "estate", parameters) == 0


@pytest.fixture(scope="module")
def secure() -> Iterator[Sandbox]:
    with Sandbox(https=True) as sandbox:
        yield sandbox


def test_https_is_verified(secure: Sandbox) -> None:
    assert secure.url.startswith("https://127.0.0.1:")
    with Api(secure) as api:
        assert api.code("read", "estate") == 0
        assert isinstance(api.http, http.client.HTTPSConnection)
        assert isinstance(api.http.sock, ssl.SSLSocket)
        assert api.http.sock.version() in ("TLSv1.2", "TLSv1.3")
    with pytest.raises(urllib.error.URLError, match="(?i)certificate verify failed"):
        urllib.request.urlopen(secure.url, timeout=10)


def test_certificate_names(secure: Sandbox) -> None:
    context = ssl.create_default_context(cafile=secure.ca_file)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    for name in ("127.0.0.1", "localhost", "::1"):
        with socket.create_connection(address(secure), timeout=10) as sock:
            context.wrap_socket(sock, server_hostname=name).close()
    stranger = socket.create_connection(address(secure), timeout=10)
    with stranger, pytest.raises(ssl.SSLCertVerificationError):
        context.wrap_socket(stranger, server_hostname="example.org")


def test_old_tls_is_refused(secure: Sandbox) -> None:
    context = ssl.create_default_context(cafile=secure.ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with socket.create_connection(address(secure), timeout=10) as sock:
        context.wrap_socket(sock, server_hostname="localhost").close()
    start, end = "16030100310100002d0301", "000006002f0035000a0100"
    hello = bytes.fromhex(start) + bytes(32) + bytes.fromhex(end)
    with socket.create_connection(address(secure), timeout=10) as sock:
        sock.sendall(hello)
        assert sock.recv(1)[:1] in (b"\x15", b"")  # an alert, or nothing at all


def test_silent_client_blocks_nobody(secure: Sandbox) -> None:
    with socket.create_connection(address(secure), timeout=10), Api(secure) as api:
        assert api.code("read", "estate") == 0


def test_files_are_private_and_go_away() -> None:
    box = Sandbox(https=True)
    assert box.ca_file
    directory = os.path.dirname(box.ca_file)
    assert stat.S_IMODE(os.stat(directory).st_mode) == 0o700
    key = os.path.join(directory, "key.pem")
    assert stat.S_IMODE(os.stat(key).st_mode) == 0o600
    assert os.path.isfile(box.ca_file)
    with open(box.ca_file) as file:
        assert "PRIVATE" not in file.read()
    box.close()
    box.close()
    assert not os.path.exists(directory)


def test_close_hangs_up() -> None:
    box = Sandbox()
    with Api(box) as api:
        assert api.code("read", "estate") == 0
        box.close()
        with pytest.raises((http.client.HTTPException, OSError)):
            api.code("read", "estate")
    with pytest.raises(OSError):
        socket.create_connection(address(box), timeout=1).close()


def test_credentials() -> None:
    with Sandbox() as one, Sandbox() as other:
        assert len(one.token) == 32 and len(one.secret) == 64
        assert int(one.token, 16) and int(one.secret, 16)
        assert one.token != other.token and one.secret != other.secret
        assert one.ca_file is None
    with Sandbox(token="t", secret="s", host="localhost") as box, Api(box) as api:
        assert (box.token, box.secret) == ("t", "s")
        assert box.environment() == {
            "ONOFFICE_URL": box.url,
            "ONOFFICE_TOKEN": "t",
            "ONOFFICE_SECRET": "s",
            "ONOFFICE_CONTROL_URL": box.control_url,
        }
        assert api.code("read", "estate") == 0


def test_port_in_use(box: Sandbox) -> None:
    with pytest.raises(OSError):
        Sandbox(port=address(box)[1])


def test_sixteen_threads(own: Api) -> None:
    box = own.sandbox
    failures: list[object] = []
    created: list[int] = []

    def work(worker: int) -> None:
        try:
            with Api(box) as api:
                for turn in range(12):
                    number = api.create("address", {"Name": f"W{worker}", "Vorname": f"T{turn}"})
                    created.append(number)
                    record = api.one("read", "address", {"data": ["Name", "Vorname"]}, number)
                    assert record == {"id": number, "Name": f"W{worker}", "Vorname": f"T{turn}"}
                    page = {"data": ["Id", "kaufpreis"], "listlimit": 100, "sortby": "kaufpreis"}
                    assert len(api.call("read", "estate", page)) == 100
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(set(created)) == 16 * 12
    assert box.executed["create address"] == 16 * 12
    assert box.connections == 16
