"""What users write to test their own handling of errors: faults, met by the real client."""

from __future__ import annotations

import pytest

from libonoffice import (
    Client,
    ClockError,
    HttpError,
    NotFoundError,
    OnOfficeError,
    ProtocolError,
    TransportError,
)
from libonoffice.pytest_plugin import OnOfficeSandbox

ADDRESS = {"Name": "A"}


def test_an_error_of_a_call(onoffice_sandbox: OnOfficeSandbox) -> None:
    client = onoffice_sandbox.client
    fault = onoffice_sandbox.fail(error=80, call="read estate", times=2)
    for _ in range(2):
        with pytest.raises(NotFoundError) as failure:
            client.read("estate", data=["Id"])
        assert failure.value.code == 80
    assert client.read("estate", data=["Id"], limit=1).records
    assert fault.struck == 2


@pytest.mark.parametrize("drop", ["after", "answer"])
def test_a_write_whose_answer_got_lost_is_uncertain(
    onoffice_sandbox: OnOfficeSandbox, drop: str
) -> None:
    onoffice_sandbox.fail(drop=drop)
    with pytest.raises(TransportError) as failure:
        onoffice_sandbox.client.create("address", ADDRESS)
    assert failure.value.uncertain
    # It is there, and it is there once.
    assert onoffice_sandbox.executed == {"create address": 1}


@pytest.mark.parametrize("broken", ["cut", "html", "empty"])
def test_a_broken_answer_to_a_write(onoffice_sandbox: OnOfficeSandbox, broken: str) -> None:
    onoffice_sandbox.fail(broken=broken)
    with pytest.raises((ProtocolError, HttpError)) as failure:
        onoffice_sandbox.client.create("address", ADDRESS)
    assert failure.value.uncertain
    assert onoffice_sandbox.requests == 1


def test_reads_are_repeated(onoffice_sandbox: OnOfficeSandbox) -> None:
    for settings in ({"status": 503, "retry_after": 0}, {"drop": "after"}, {"broken": "cut"}):
        fault = onoffice_sandbox.fail(**settings)
        assert onoffice_sandbox.client.read("estate", data=["Id"], limit=1).records, settings
        assert fault.struck == 1


def test_a_status_without_end(onoffice_sandbox: OnOfficeSandbox) -> None:
    onoffice_sandbox.fail(status=403, body="no", times=None)
    for _ in range(2):
        with pytest.raises(HttpError) as failure:
            onoffice_sandbox.client.read("estate", data=["Id"])
        assert failure.value.http_status == 403
    onoffice_sandbox.faults.clear()
    assert onoffice_sandbox.client.read("estate", data=["Id"], limit=1).records


def test_a_clock_that_goes_wrong(onoffice_sandbox: OnOfficeSandbox) -> None:
    fault = onoffice_sandbox.fail(clock=-7200, times=None)
    with Client(clock_correction=False) as client, pytest.raises(ClockError):
        client.read("estate", data=["Id"])
    assert fault.struck == 1
    assert onoffice_sandbox.client.read("estate", data=["Id"], limit=1).records
    assert fault.struck == 3, "refused, then signed by the server's clock"


def test_a_slow_answer(onoffice_sandbox: OnOfficeSandbox) -> None:
    onoffice_sandbox.fail(delay=60)
    with Client(timeout_ms=300) as client, pytest.raises(OnOfficeError) as failure:
        client.create("address", ADDRESS)
    assert failure.value.uncertain
    assert onoffice_sandbox.executed == {"create address": 1}
