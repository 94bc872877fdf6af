"""The fixture onoffice_sandbox, as a test of somebody else uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from libonoffice import Client
from libonoffice.pytest_plugin import OnOfficeSandbox

pytest_plugins = ["pytester"]

STRANGERS = ["ONOFFICE_CREDENTIALS", "ONOFFICE_EXTENDED_CLAIM", "ONOFFICE_CA_FILE"]

PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"

TESTS = """
import os
import pytest
from libonoffice import Client, NotFoundError, __main__

def test_one(onoffice_sandbox):
    assert onoffice_sandbox.client.create("address", {"Name": "A"}).id
    assert onoffice_sandbox.executed == {"create address": 1}

def test_two(onoffice_sandbox):
    assert onoffice_sandbox.executed == {}, "each test has its own"
    with Client() as other:
        other.read("user", data=["Nr"], limit=1)
    assert onoffice_sandbox.requests == 1

def test_three(onoffice_sandbox):
    fault = onoffice_sandbox.fail(error=80, call="read estate", times=2)
    with pytest.raises(NotFoundError):
        onoffice_sandbox.client.read("estate", data=["Id"])
    assert (fault.struck, fault.left) == (1, 1) and fault in onoffice_sandbox.faults
    assert os.environ["ONOFFICE_CONTROL_URL"] == onoffice_sandbox.sandbox.control_url

def test_four(onoffice_sandbox):
    assert len(onoffice_sandbox.faults) == 0, "each test has its own"
    assert __main__.main(["read", "user", "-f", "Nr"]) == 0
    assert onoffice_sandbox.requests == 1
"""


def test_it_gives_a_sandbox_and_a_client(onoffice_sandbox: OnOfficeSandbox) -> None:
    assert onoffice_sandbox.sandbox.url in repr(onoffice_sandbox)
    found = onoffice_sandbox.client.read("estate", data=["Id"], limit=2)
    assert len(found.records) == 2
    with Client() as other:
        assert other.options["url"] == onoffice_sandbox.sandbox.url
    assert onoffice_sandbox.executed == {"read estate": 1}
    assert onoffice_sandbox.requests == 1


def test_tests_of_others_have_it(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What somebody has set for daily work must not lead a test to the real API.
    for name in STRANGERS:
        monkeypatch.setenv(name, "/nonexistent")
    pytester.makepyfile(TESTS)
    pytester.runpytest_inprocess("-p", "libonoffice.pytest_plugin").assert_outcomes(passed=4)


def test_it_is_an_entry_point() -> None:
    lines = PYPROJECT.read_text(encoding="utf-8").splitlines()
    place = lines.index("[project.entry-points.pytest11]")
    # Under the name of its module: installed and given by -p as well, it is still one plugin.
    assert lines[place + 1].startswith('"libonoffice.pytest_plugin" = "libonoffice.pytest_plugin"')
