"""The way through a proxy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from proxy_server import ProxyServer
from raw_server import RawServer, echo
from support import Certificate, Connect, Serve

from libonoffice import Action, Client, ConnectError, OnOfficeError, TlsError

CREATE = [Action("create", "address")]
USER, PASSWORD = "somebody", "a-password-to-keep"
#: A host that only the proxy can reach.
HOST = "elsewhere.example"
Certificates = dict[str, Certificate]


@pytest.fixture
def server(serve: Serve, certificates: Certificates) -> RawServer:
    """The server behind the proxy, with a certificate for HOST."""
    return serve(echo, certificates["elsewhere"].context)


@pytest.fixture
def proxy(server: RawServer) -> Iterator[ProxyServer]:
    """A proxy for everybody."""
    with ProxyServer(server.port) as proxy:
        yield proxy


@pytest.fixture
def guarded(server: RawServer) -> Iterator[ProxyServer]:
    """A proxy that asks for user and password."""
    with ProxyServer(server.port, USER, PASSWORD) as proxy:
        yield proxy


@pytest.fixture
def through(connect: Connect, server: RawServer, certificates: Certificates) -> Connect:
    """Makes clients of HOST."""

    def make(**options: object) -> Client:
        trusted = certificates["elsewhere"].path
        return connect(
            server, **{"url": f"https://{HOST}/api/", "ca_file": trusted, "retries": 0, **options}
        )

    return make


def test_through_a_proxy(proxy: ProxyServer, server: RawServer, through: Connect) -> None:
    client = through(proxy=proxy.url())
    for _ in range(3):
        assert client.send(CREATE).ok
    assert proxy.asked == [f"{HOST}:443"]  # one tunnel, kept like any connection
    assert server.requests == 3
    assert server.last is not None
    assert b"proxy" not in server.last.head.lower()


def test_through_a_proxy_of_the_environment(
    proxy: ProxyServer, through: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", proxy.url())
    assert through().send(CREATE).ok
    assert proxy.tunnels == 1


def test_past_a_proxy_of_the_environment(
    proxy: ProxyServer, server: RawServer, through: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", proxy.url())
    address = {
        "url": f"https://{HOST}:{server.port}/api/",
        "resolve": f"{HOST}:{server.port}:127.0.0.1",
    }
    assert through(proxy="none", **address).send(CREATE).ok
    assert through(no_proxy=HOST, **address).send(CREATE).ok
    monkeypatch.setenv("no_proxy", HOST)
    assert through(**address, idle_timeout_ms=61_000).send(CREATE).ok
    assert proxy.asked == []


def test_to_this_machine_without_a_proxy_of_the_environment(
    proxy: ProxyServer,
    serve: Serve,
    connect: Connect,
    certificates: Certificates,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("https_proxy", proxy.url())
    monkeypatch.setenv("http_proxy", proxy.url())
    monkeypatch.setenv("all_proxy", proxy.url())
    here = certificates["here"]
    assert connect(serve(echo, here.context), ca_file=here.path).send(CREATE).ok
    assert connect(serve(echo)).send(CREATE).ok
    assert proxy.asked == []


def test_with_user_and_password(guarded: ProxyServer, server: RawServer, through: Connect) -> None:
    client = through(proxy=guarded.url(f"{USER}:{PASSWORD}"))
    assert client.send(CREATE).ok
    assert guarded.tunnels == 1
    assert PASSWORD not in f"{client!r}{client.options['proxy']}"
    assert server.last is not None
    assert PASSWORD.encode() not in server.last.head + server.last.body
    assert b"authorization" not in server.last.head.lower()


@pytest.mark.parametrize("said", ["", f"{USER}:{PASSWORD}-not"])
def test_a_proxy_that_refuses(
    said: str, guarded: ProxyServer, server: RawServer, through: Connect
) -> None:
    with pytest.raises(ConnectError, match="407") as caught:
        through(proxy=guarded.url(said)).send(CREATE)
    assert not caught.value.uncertain
    assert guarded.tunnels == server.connections == 0
    assert PASSWORD not in f"{caught.value}{caught.value!r}{caught.value.trace}"


def test_other_credentials_share_no_tunnel(
    guarded: ProxyServer, server: RawServer, through: Connect
) -> None:
    assert through(proxy=guarded.url(f"{USER}:{PASSWORD}")).send(CREATE).ok
    with pytest.raises(ConnectError):
        through(proxy=guarded.url(f"{USER}:other")).send(CREATE)
    assert server.requests == 1


def test_a_proxy_is_not_trusted_with_tls(
    proxy: ProxyServer, server: RawServer, through: Connect, certificates: Certificates
) -> None:
    with pytest.raises(TlsError) as caught:
        through(proxy=proxy.url(), ca_file=certificates["unrelated"].path).send(CREATE)
    assert not caught.value.uncertain
    assert proxy.tunnels == 1
    assert server.requests == 0


def test_nobody_at_the_proxys_port(proxy: ProxyServer, through: Connect) -> None:
    with proxy:
        pass  # stopped
    with pytest.raises(OnOfficeError) as caught:
        through(proxy=proxy.url(f"{USER}:{PASSWORD}")).send(CREATE)
    assert isinstance(caught.value, ConnectError)
    assert not caught.value.uncertain
    assert PASSWORD not in f"{caught.value}{caught.value!r}{caught.value.trace}"
