"""Trust by directory, TLS versions, and certificates of the client's own."""

from __future__ import annotations

import ssl
import subprocess
from pathlib import Path

import pytest
from raw_server import RawServer, echo
from support import Certificate, Connect, Serve

from libonoffice import Action, OnOfficeError, TlsError

CREATE = [Action("create", "address")]
PASSWORD = "the-password-of-a-key"
Certificates = dict[str, Certificate]


def openssl(*arguments: object) -> str:
    """The output of an openssl command."""
    command = ["openssl", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def context_of(certificate: Certificate) -> ssl.SSLContext:
    """A server's context that a test may change."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.path, certificate.key)
    return context


def test_a_hashed_directory(
    serve: Serve, connect: Connect, certificates: Certificates, tmp_path: Path
) -> None:
    here = certificates["here"]
    server = serve(echo, here.context)
    name = openssl("x509", "-in", here.path, "-noout", "-hash")
    (tmp_path / f"{name}.0").symlink_to(here.path)
    assert connect(server, ca_path=tmp_path).send(CREATE).ok


def test_directories_without_the_certificate(
    serve: Serve, connect: Connect, certificates: Certificates, tmp_path: Path
) -> None:
    here = certificates["here"]
    server = serve(echo, here.context)
    (tmp_path / "here.pem").symlink_to(here.path)  # there, but not found by its hash
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(TlsError) as caught:
            connect(server, ca_path=path).send(CREATE)
        assert not caught.value.uncertain
    assert server.requests == 0


def test_a_file_wins_over_a_directory(
    serve: Serve, connect: Connect, certificates: Certificates, tmp_path: Path
) -> None:
    server = serve(echo, certificates["here"].context)
    assert connect(server, ca_file=certificates["here"].path, ca_path=tmp_path).send(CREATE).ok


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_trust_of_the_environment(
    name: str,
    serve: Serve,
    connect: Connect,
    certificates: Certificates,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = certificates["here"]
    server = serve(echo, here.context)
    (tmp_path / f"{openssl('x509', '-in', here.path, '-noout', '-hash')}.0").symlink_to(here.path)
    for other in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, str(here.path if name == "SSL_CERT_FILE" else tmp_path))
    # A setting of the connection that no other test has: its trust is read now.
    idle = 60_100 if name == "SSL_CERT_FILE" else 60_200
    assert connect(server, idle_timeout_ms=idle).send(CREATE).ok


@pytest.mark.parametrize(("oldest", "newest"), [("1.2", 3), ("1.2", 2), ("1.3", 3), ("1.3", 2)])
def test_the_oldest_version(
    oldest: str, newest: int, serve: Serve, connect: Connect, certificates: Certificates
) -> None:
    here = certificates["here"]
    context = context_of(here)
    context.maximum_version = ssl.TLSVersion.TLSv1_3 if newest == 3 else ssl.TLSVersion.TLSv1_2
    server = serve(echo, context)
    client = connect(server, ca_file=here.path, tls_min=oldest)
    if int(oldest[-1]) <= newest:
        assert client.send(CREATE).ok
        return
    with pytest.raises(TlsError) as caught:
        client.send(CREATE)
    assert not caught.value.uncertain
    assert server.requests == 0


@pytest.fixture(params=[ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=["1.2", "1.3"])
def demanding(
    request: pytest.FixtureRequest, serve: Serve, certificates: Certificates
) -> RawServer:
    """A server that asks its clients for a certificate."""
    context = context_of(certificates["here"])
    context.maximum_version = request.param
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(certificates["unrelated"].path)
    return serve(echo, context)


def test_a_certificate_and_its_key(
    demanding: RawServer, connect: Connect, certificates: Certificates, tmp_path: Path
) -> None:
    own, trusted = certificates["unrelated"], certificates["here"].path
    both = tmp_path / "both.pem"
    both.write_text(own.path.read_text() + own.key.read_text())
    for option in ({"client_cert": own.path, "client_key": own.key}, {"client_cert": both}):
        assert connect(demanding, ca_file=trusted, **option).send(CREATE).ok
    assert demanding.requests == 2


def test_a_key_with_a_password(
    demanding: RawServer, connect: Connect, certificates: Certificates, tmp_path: Path
) -> None:
    own, trusted = certificates["unrelated"], certificates["here"].path
    locked = tmp_path / "locked.key"
    openssl("pkey", "-in", own.key, "-aes256", "-passout", f"pass:{PASSWORD}", "-out", locked)
    options = {"ca_file": trusted, "client_cert": own.path, "client_key": locked}
    client = connect(demanding, **options, client_key_password=PASSWORD)
    assert client.send(CREATE).ok
    assert client.options["client_key_password"] == "***"
    assert PASSWORD not in repr(client)
    with pytest.raises(OnOfficeError) as caught:
        connect(demanding, **options, client_key_password=PASSWORD + "?").send(CREATE)
    assert not caught.value.uncertain
    assert PASSWORD not in f"{caught.value}{caught.value!r}{caught.value.trace}"
    assert demanding.requests == 1


def test_without_the_certificate_nothing_is_asked(
    demanding: RawServer, connect: Connect, certificates: Certificates
) -> None:
    trusted, wrong = certificates["here"].path, certificates["elsewhere"]
    options: list[dict[str, Path]] = [{}, {"client_cert": wrong.path, "client_key": wrong.key}]
    for option in options:
        with pytest.raises(OnOfficeError):
            connect(demanding, ca_file=trusted, retries=0, **option).send(CREATE)
    assert demanding.requests == 0


def test_who_has_no_certificate_shares_no_connection(
    demanding: RawServer, connect: Connect, certificates: Certificates
) -> None:
    own, trusted = certificates["unrelated"], certificates["here"].path
    client = connect(demanding, ca_file=trusted, client_cert=own.path, client_key=own.key)
    assert client.send(CREATE).ok
    with pytest.raises(OnOfficeError):
        connect(demanding, ca_file=trusted, retries=0).send(CREATE)
    assert demanding.requests == 1


@pytest.mark.parametrize("option", ["client_cert", "client_key"])
def test_files_that_are_missing(
    option: str, demanding: RawServer, connect: Connect, certificates: Certificates, tmp_path: Path
) -> None:
    own, trusted = certificates["unrelated"], certificates["here"].path
    options = {"client_cert": own.path, "client_key": own.key, option: tmp_path / "missing"}
    with pytest.raises(OnOfficeError) as caught:
        connect(demanding, ca_file=trusted, **options).send(CREATE)
    assert not caught.value.uncertain
    assert demanding.connections <= 1
    assert demanding.requests == 0
