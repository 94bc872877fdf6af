"""The sandbox that the commands are run against."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from libonoffice import Client
from libonoffice.sandbox import Sandbox


@pytest.fixture(scope="session")
def secure() -> Iterator[Sandbox]:
    """A sandbox over https."""
    with Sandbox(https=True) as sandbox:
        yield sandbox


@pytest.fixture
def variables(secure: Sandbox) -> dict[str, str]:
    """The environment that leads there."""
    return secure.environment()


@pytest.fixture
def looking(secure: Sandbox) -> Iterator[Client]:
    """A client that sees what the commands did."""
    with Client(secure.token, secure.secret, url=secure.url, ca_file=secure.ca_file) as client:
        yield client
