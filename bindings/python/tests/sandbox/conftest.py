"""Sandboxes to talk to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sandbox.client import Api

from libonoffice.sandbox import Sandbox


@pytest.fixture(scope="session")
def box() -> Iterator[Sandbox]:
    """A sandbox that tests only read from."""
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def api(box: Sandbox) -> Iterator[Api]:
    """A connection to the sandbox that tests only read from."""
    with Api(box) as connection:
        yield connection


@pytest.fixture
def own() -> Iterator[Api]:
    """A connection to a sandbox of the test's own, to write into."""
    with Sandbox() as sandbox, Api(sandbox) as connection:
        yield connection
