"""Servers and clients for the tests, each made new and on loopback."""

from __future__ import annotations

import os
import signal
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from raw_server import SECRET, TOKEN, Answer, RawServer
from support import Certificate, Connect, Serve

from libonoffice import Client
from libonoffice.sandbox import Sandbox

# Where the tests run in the background of a shell, it is ignored, by their children, too.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No credentials, addresses or proxies of the person who runs the tests."""
    for name in list(os.environ):
        if name.startswith("ONOFFICE_") and name != "ONOFFICE_LIBRARY":
            monkeypatch.delenv(name)
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def sandboxes() -> Iterator[dict[str, Sandbox]]:
    """One sandbox over http and one over https for the whole run."""
    with Sandbox(https=False) as plain, Sandbox(https=True) as secure:
        yield {"http": plain, "https": secure}


@pytest.fixture(params=["http", "https"])
def sandbox(request: pytest.FixtureRequest, sandboxes: dict[str, Sandbox]) -> Sandbox:
    """The sandbox, over http and then over https."""
    return sandboxes[request.param]


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Makes clients of a sandbox or raw server, and closes them."""
    with ExitStack() as stack:

        def make(server: Any, **options: Any) -> Client:
            if isinstance(server, Sandbox):
                options.setdefault("token", server.token)
                options.setdefault("secret", server.secret)
                options.setdefault("ca_file", server.ca_file)
            options = {"token": TOKEN, "secret": SECRET, "url": server.url, **options}
            return stack.enter_context(Client(**options))

        yield make


@pytest.fixture
def client(sandbox: Sandbox, connect: Connect) -> Client:
    """A client of the sandbox."""
    return connect(sandbox)


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts raw servers and stops them."""
    with ExitStack() as stack:

        def start(answer: Answer, context: ssl.SSLContext | None = None) -> RawServer:
            return stack.enter_context(RawServer(answer, context))

        yield start


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Certificate]:
    """One for this machine, one for another host, one that nobody serves."""
    directory = tmp_path_factory.mktemp("certificates")
    return {
        "here": Certificate(directory, "here", "IP:127.0.0.1,DNS:localhost"),
        "elsewhere": Certificate(directory, "elsewhere", "DNS:elsewhere.example"),
        "unrelated": Certificate(directory, "unrelated", "IP:127.0.0.1"),
    }
