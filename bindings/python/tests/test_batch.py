"""Several calls in one request."""

from __future__ import annotations

import pytest
from support import Connect

from libonoffice import ApiError, ArgumentError, AuthError, Client, InvalidError
from libonoffice.sandbox import Sandbox


def test_a_batch_is_one_request_and_each_entry_has_its_result(
    client: Client, sandbox: Sandbox
) -> None:
    before = sandbox.requests
    with client.batch() as batch:
        estates = batch.read("estate", data=["Id"], limit=2)
        wrong = batch.call("read", "task", {"data": ["Betreff"], "listoffset": 5}, identifier="w")
        address = batch.create("address", {"Name": "Stapel"})
        assert len(batch) == 3
        with pytest.raises(ArgumentError, match="not sent"):
            estates.result()
        assert "not sent" in repr(estates)
    assert sandbox.requests - before == 1
    assert len(estates.result().records) == 2
    assert isinstance(address.result().id, int)
    assert not wrong.outcome.ok
    with pytest.raises(InvalidError) as caught:
        wrong.result()
    assert (caught.value.index, caught.value.identifier) == (1, "w")


def test_a_batch_is_sent_once(client: Client) -> None:
    batch = client.batch()
    batch.read("estate", data=["Id"], limit=1)
    assert [result.ok for result in batch.send()] == [True]
    for again in (batch.send, lambda: batch.read("user")):
        with pytest.raises(ArgumentError, match="sent already"):
            again()


def test_an_empty_batch_sends_nothing(client: Client, sandbox: Sandbox) -> None:
    before = sandbox.requests
    with client.batch() as batch:
        assert batch
    assert client.batch().send() == []
    assert sandbox.requests == before


def test_a_block_that_fails_sends_nothing(client: Client, sandbox: Sandbox) -> None:
    before = sandbox.requests
    with pytest.raises(ZeroDivisionError), client.batch() as batch:
        batch.create("address", {"Name": "Nie"})
        raise ZeroDivisionError
    assert sandbox.requests == before


def test_a_batch_that_fails_as_a_whole_has_no_results(connect: Connect, sandbox: Sandbox) -> None:
    batch = connect(sandbox, token="0" * 32).batch()
    entry = batch.read("estate")
    with pytest.raises(AuthError):
        batch.send()
    with pytest.raises(ArgumentError, match="failed as a whole"):
        entry.result()


def test_a_refused_entry_is_an_api_error(client: Client) -> None:
    with client.batch() as batch:
        entry = batch.modify("address", 2_000_000_000, {"Ort": "Köln"})
    with pytest.raises(ApiError):
        entry.result()
