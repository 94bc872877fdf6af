"""A client as an object: credentials, options, life and death."""

from __future__ import annotations

import copy
import gc
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from raw_server import SECRET, TOKEN, echo
from support import Connect, Serve

from libonoffice import Action, ArgumentError, Client, Request, Response

DEFAULTS: dict[str, Any] = {
    "url": "https://api.onoffice.de/api/",
    "api_version": "stable",
    "connect_timeout_ms": 10_000,
    "timeout_ms": 120_000,
    "response_limit": 512 * 1024 * 1024,
    "proxy": "",
    "ca_file": "",
    "tls_verify_peer": 1,
    "tls_verify_host": 1,
    "user_agent": "libonoffice/0.1.0",
    "extended_claim": "",
    "allow_http": 0,
    "stall_timeout_ms": 30_000,
    "retries": 2,
    "retry_writes": 0,
    "max_connections": 8,
    "max_actions_per_request": 100,
    "no_proxy": "",
    "ca_path": "",
    "client_cert": "",
    "client_key": "",
    "client_key_password": "",
    "tls_min": "1.2",
    "http_version": "1.1",
    "header": "",
    "accept_encoding": "gzip",
    "resolve": "",
    "interface": "",
    "ip_version": 0,
    "idle_timeout_ms": 60_000,
    "cache_ttl_ms": 0,
    "cache_bytes": 16 * 1024 * 1024,
    "clock_correction": 1,
    "depth_limit": 512,
    "tcp_keepalive": 1,
}

OTHERS: dict[str, Any] = {
    "url": "https://example.org/api/",
    "api_version": "latest",
    "connect_timeout_ms": 86_400_000,
    "timeout_ms": 1,
    "response_limit": 4_294_967_296,
    "proxy": "none",
    "ca_file": "/etc/hosts",
    "tls_verify_peer": 0,
    "tls_verify_host": 0,
    "user_agent": "tests/1",
    "allow_http": 1,
    "stall_timeout_ms": 1,
    "retries": 10,
    "retry_writes": 1,
    "max_connections": 64,
    "max_actions_per_request": 100_000,
    "no_proxy": "example.org,example.net",
    "ca_path": "/etc",
    "client_cert": "/etc/hosts",
    "client_key": "/etc/hosts",
    "tls_min": "1.3",
    "http_version": "2",
    "accept_encoding": "",
    "resolve": "example.org:443:127.0.0.1",
    "interface": "127.0.0.1",
    "ip_version": 4,
    "idle_timeout_ms": 1_000,
    "cache_ttl_ms": 86_400_000,
    "cache_bytes": 0,
    "clock_correction": 0,
    "depth_limit": 4_096,
    "tcp_keepalive": 0,
}


def test_the_defaults_are_the_documented_ones() -> None:
    with Client(TOKEN, SECRET) as client:
        assert {name: client.options[name] for name in DEFAULTS} == DEFAULTS
        assert set(client.options.keys()) == set(DEFAULTS)
        assert dict(client.options).items() >= DEFAULTS.items()
        assert len(client.options) == len(client.options.keys())
        assert "timeout_ms" in client.options and "timeout" not in client.options


@pytest.mark.parametrize("name", OTHERS)
def test_every_option_is_a_keyword_and_an_item(name: str) -> None:
    with Client(TOKEN, SECRET, **{name: OTHERS[name]}) as client:
        assert client.options[name] == OTHERS[name]
        client.options[name] = DEFAULTS[name]
        assert client.options[name] == DEFAULTS[name]


def test_switches_and_paths_are_taken_as_python_spells_them() -> None:
    with Client(TOKEN, SECRET, tls_verify_host=False, ca_file=Path("/etc/hosts")) as client:
        assert client.options["tls_verify_host"] == 0
        assert client.options["ca_file"] == "/etc/hosts"
        client.options["tls_verify_host"] = True
        assert client.options["tls_verify_host"] == 1


def test_none_leaves_an_option_alone() -> None:
    with Client(TOKEN, SECRET, url=None, timeout_ms=None) as client:
        assert client.options["url"] == DEFAULTS["url"]
        assert client.options["timeout_ms"] == DEFAULTS["timeout_ms"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("timeout_ms", 0),
        ("timeout_ms", -1),
        ("timeout_ms", 86_400_001),
        ("timeout_ms", 2**64 + 5),
        ("timeout_ms", "5"),
        ("timeout_ms", 1.5),
        ("connect_timeout_ms", 2**31),
        ("response_limit", 1023),
        ("response_limit", 2**63),
        ("tls_verify_peer", 2),
        ("allow_http", -1),
        ("url", ""),
        ("url", 5),
        ("url", "ftp://example.org/"),
        ("url", "https://a\0b/"),
        ("api_version", "../other"),
        ("user_agent", "zwei\nZeilen"),
        ("ca_file", "\ud83d"),
        ("proxy", b"bytes"),
    ],
)
def test_an_unusable_value_is_refused_and_changes_nothing(name: str, value: Any) -> None:
    with pytest.raises(ArgumentError, match=name):
        Client(TOKEN, SECRET, **{name: value})
    with Client(TOKEN, SECRET) as client:
        with pytest.raises(ArgumentError, match=name):
            client.options[name] = value
        assert client.options[name] == DEFAULTS[name]


@pytest.mark.parametrize("name", ["timeout", "", "URL", "url\0x", "naïve", "\ud83d"])
def test_an_unknown_option_is_refused_with_the_known_ones(name: str) -> None:
    with Client(TOKEN, SECRET) as client:
        for use in (lambda: client.options[name], lambda: client.options.__setitem__(name, 1)):
            with pytest.raises(ArgumentError, match=r"unknown option.*url.*timeout_ms"):
                use()
    options: dict[str, Any] = {name: 1}
    with pytest.raises(ArgumentError, match="unknown option"):
        Client(TOKEN, SECRET, **options)


def test_secret_options_are_not_read_back() -> None:
    with Client(
        TOKEN, SECRET, extended_claim="the-claim", proxy="http://me:the-password@127.0.0.1:9"
    ) as client:
        assert client.options["extended_claim"] == "***"
        assert "the-password" not in str(client.options["proxy"])
        assert "127.0.0.1:9" in str(client.options["proxy"])


def test_the_environment_fills_what_is_not_given(
    monkeypatch: pytest.MonkeyPatch, serve: Serve
) -> None:
    server = serve(echo)
    monkeypatch.setenv("ONOFFICE_TOKEN", TOKEN)
    monkeypatch.setenv("ONOFFICE_SECRET", SECRET)
    monkeypatch.setenv("ONOFFICE_URL", server.url)
    monkeypatch.setenv("ONOFFICE_CA_FILE", "/etc/hosts")
    with Client() as client:
        assert client.options["url"] == server.url
        assert client.options["ca_file"] == "/etc/hosts"
        assert client.call("read", "estate").ok
    assert server.last and f'"{TOKEN}"'.encode() in server.last.body
    with Client(token="another", url="https://example.org/api/") as client:
        assert client.options["url"] == "https://example.org/api/"


@pytest.mark.parametrize(
    ("credentials", "word"),
    [
        ({}, "ONOFFICE_TOKEN"),
        ({"token": TOKEN}, "ONOFFICE_SECRET"),
        ({"token": "", "secret": SECRET}, "token"),
        ({"token": TOKEN, "secret": ""}, "secret"),
        ({"token": TOKEN, "secret": "a\tb"}, "secret"),
        ({"token": "a\0b", "secret": SECRET}, "token"),
        ({"token": TOKEN, "secret": "\udc80"}, "secret"),
        ({"token": TOKEN, "secret": SECRET.encode()}, "secret"),
        ({"token": 5, "secret": SECRET}, "token"),
    ],
)
def test_unusable_credentials_are_refused_at_once(credentials: Any, word: str) -> None:
    with pytest.raises(ArgumentError, match=f"(?i){word}"):
        Client(**credentials)


def test_a_closed_client_says_so(connect: Connect, serve: Serve) -> None:
    client = connect(serve(echo))
    request = Request([Action("read", "estate")])
    assert "open" in repr(client)
    response = client.send(request)
    client.close()
    client.close()
    assert "closed" in repr(client)
    for use in (
        lambda: client.call("read", "estate"),
        lambda: client.send(request),
        lambda: client.options["url"],
        lambda: client.options.__setitem__("timeout_ms", 5),
        client.cancel,
        lambda: request.sign(client, 1_700_000_000),
    ):
        with pytest.raises(ArgumentError, match="client is closed"):
            use()
    assert response.results[0].ok and response.body, "a response outlives its client"


def test_objects_may_go_in_any_order(connect: Connect, serve: Serve) -> None:
    client = Client(TOKEN, SECRET, url=serve(echo).url)
    request = Request([Action("read", "estate", identifier="a")])
    response = client.send(request)
    result = response.results[0]
    del client, request, response
    gc.collect()
    assert result.identifier == "a"
    assert result.body.startswith(b"{")


def test_what_owns_memory_is_neither_pickled_nor_copied(connect: Connect, serve: Serve) -> None:
    client = connect(serve(echo))
    response = client.send([Action("read", "estate")])
    for thing in (client, Request(), response, response.results[0]):
        for use in (pickle.dumps, copy.copy, copy.deepcopy):
            with pytest.raises(TypeError, match="cannot be pickled or copied"):
                use(thing)


def test_a_single_action_needs_no_list(connect: Connect, serve: Serve) -> None:
    client = connect(serve(echo))
    action = '{"actionid":"read","resourcetype":"user"}'
    for single in (Action("read", "user"), action, action.encode()):
        (result,) = client.send(single).results
        assert result.resource_type == "user"


def test_nothing_to_send_is_refused(connect: Connect, serve: Serve) -> None:
    server = serve(echo)
    with pytest.raises(ArgumentError, match=r"\w"):
        connect(server).send([])
    assert server.connections == 0


def test_a_request_of_another_library_is_refused(connect: Connect, serve: Serve) -> None:
    server = serve(echo)
    client = connect(server)
    other = Request([Action("read", "estate")])
    # Two files of the library in one process are two worlds; one stands for the other here.
    other._library = copy.copy(other._library)
    with pytest.raises(ArgumentError, match="same library="):
        client.send(other)
    with pytest.raises(ArgumentError, match="same library="):
        other.sign(client, 1_700_000_000)
    assert server.connections == 0


def test_representations_are_short() -> None:
    with Client(TOKEN, SECRET) as client:
        request = Request([Action("read", "estate")])
        response = Response.parse(request, 200, "")
        texts = [repr(client), repr(client.options), repr(request), repr(response)]
        texts.append(repr(response.results[0]))
    assert all(text.startswith("<libonoffice.") and len(text) < 250 for text in texts)


def _leave(program: str) -> None:
    shown = subprocess.run(
        [sys.executable, "-X", "dev", "-c", program],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])},
        capture_output=True,
        check=True,
        timeout=20,
    )
    assert shown.stdout + shown.stderr == b""


def test_leaving_the_process_with_everything_open_is_quiet() -> None:
    _leave(
        "from libonoffice import Action, Client, Request, Response\n"
        f"client = Client({TOKEN!r}, {SECRET!r})\n"
        "request = Request([Action('read', 'estate')])\n"
        "response = Response.parse(request, 200, b'{}')\n"
        "result = response.results[0]\n"
    )


def test_leaving_the_process_in_the_middle_of_a_call_is_quiet() -> None:
    _leave(
        "import socket, threading\n"
        "from libonoffice import Client\n"
        "listener = socket.create_server(('127.0.0.1', 0))\n"
        "url = f'http://127.0.0.1:{listener.getsockname()[1]}/api/'\n"
        f"client = Client({TOKEN!r}, {SECRET!r}, url=url)\n"
        "call = threading.Thread(target=client.call, args=('read', 'estate'), daemon=True)\n"
        "call.start()\n"
        "connection, _ = listener.accept()\n"
        "assert connection.recv(1)\n"
        "listener.detach(), connection.detach()  # left open, without a warning\n"
    )
