"""A plugin of pytest: the fixture onoffice_sandbox.

It is found by itself where the package is installed, and costs nothing unless it is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from ._client import Client
    from .sandbox import Sandbox


class OnOfficeSandbox:
    """A sandbox that is running, and a client of it.

    Attributes:
        sandbox: the server; its url, token, secret and ca_file lead there.
        client: a Client of it.
        fail: lets the next requests or calls go wrong; see Sandbox.fail.
        faults: what is still to go wrong.
    """

    def __init__(self, sandbox: Sandbox, client: Client) -> None:
        self.sandbox = sandbox
        self.client = client
        self.fail = sandbox.fail
        self.faults = sandbox.faults

    def __repr__(self) -> str:
        return f"<OnOfficeSandbox {self.sandbox.url}>"

    @property
    def requests(self) -> int:
        """HTTP requests that reached it so far."""
        return self.sandbox.requests

    @property
    def executed(self) -> dict[str, int]:
        """How many actions were executed so far, by "verb resourcetype"."""
        return self.sandbox.executed


@pytest.fixture
def onoffice_sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[OnOfficeSandbox]:
    """A stand-in for the onOffice API, new for each test, and a client of it.

    The environment leads there as well: Client() and AsyncClient() in what is tested need no
    arguments, and the command `onoffice` finds it.

        def test_what_happens_then(onoffice_sandbox):
            onoffice_sandbox.fail(error=80, call="read estate", times=2)
            ...
    """
    from ._client import Client
    from .sandbox import Sandbox

    with Sandbox() as sandbox:
        for name in sandbox.STRANGERS:
            monkeypatch.delenv(name, raising=False)
        for name, value in sandbox.environment().items():
            monkeypatch.setenv(name, value)
        with Client() as client:
            yield OnOfficeSandbox(sandbox, client)
