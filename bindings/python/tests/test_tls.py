"""Whom a client trusts."""

from __future__ import annotations

from pathlib import Path

import pytest
from raw_server import echo
from support import Certificate, Connect, Serve

from libonoffice import Action, ArgumentError, Client, TlsError

CREATE = [Action("create", "address")]
Certificates = dict[str, Certificate]


def fail(client: Client) -> TlsError:
    """The error of a send that must not have reached the server."""
    with pytest.raises(TlsError) as caught:
        client.send(CREATE)
    assert not caught.value.uncertain
    assert caught.value.http_status == 0
    return caught.value


def test_the_right_certificate(serve: Serve, connect: Connect, certificates: Certificates) -> None:
    here = certificates["here"]
    server = serve(echo, here.context)
    assert connect(server, ca_file=here.path).send(CREATE).ok
    by_name = server.url.replace("127.0.0.1", "localhost")
    assert connect(server, ca_file=here.path, url=by_name).send(CREATE).ok


def test_an_unknown_certificate(serve: Serve, connect: Connect, certificates: Certificates) -> None:
    server = serve(echo, certificates["here"].context)
    fail(connect(server, ca_file=certificates["unrelated"].path))
    fail(connect(server))
    assert server.requests == 0
    assert connect(server, tls_verify_peer=False).send(CREATE).ok


def test_the_certificate_of_another_host(
    serve: Serve, connect: Connect, certificates: Certificates
) -> None:
    elsewhere = certificates["elsewhere"]
    server = serve(echo, elsewhere.context)
    fail(connect(server, ca_file=elsewhere.path))
    assert server.requests == 0
    assert connect(server, ca_file=elsewhere.path, tls_verify_host=False).send(CREATE).ok


def test_strict_settings_do_not_use_a_lax_connection(
    serve: Serve, connect: Connect, certificates: Certificates
) -> None:
    server = serve(echo, certificates["here"].context)
    client = connect(server, tls_verify_peer=False)
    assert client.send(CREATE).ok
    client.options["tls_verify_peer"] = True
    fail(client)
    fail(connect(server))
    assert server.requests == 1


def test_a_ca_file_that_is_missing_or_holds_nothing(
    serve: Serve, connect: Connect, certificates: Certificates, tmp_path: Path
) -> None:
    server = serve(echo, certificates["here"].context)
    empty = tmp_path / "empty.pem"
    empty.touch()
    for path in (tmp_path / "none.pem", empty):
        with pytest.raises((TlsError, ArgumentError), match=path.name):
            connect(server, ca_file=path).send(CREATE)
    assert server.requests == 0


def test_plain_http_on_a_tls_address(serve: Serve, connect: Connect) -> None:
    server = serve(echo)
    fail(connect(server, url=server.url.replace("http:", "https:")))
    assert server.requests == 0


@pytest.mark.parametrize(
    "host", ["example.org", "10.0.0.1", "127.0.0.1.example.org", "localhost.example.org", "0.0.0.0"]
)
def test_http_needs_leave_beyond_this_machine(host: str, connect: Connect, serve: Serve) -> None:
    server = serve(echo)
    with pytest.raises(ArgumentError, match="allow_http"):
        connect(server, url=f"http://{host}:{server.port}/api/").send(CREATE)
    assert server.connections == 0


def test_http_with_leave(connect: Connect, serve: Serve) -> None:
    server = serve(echo)
    url = f"http://0.0.0.0:{server.port}/api/"
    assert connect(server, url=url, allow_http=True).send(CREATE).ok
