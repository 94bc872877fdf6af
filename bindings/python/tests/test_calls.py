"""Calls against the sandbox, over http and https."""

from __future__ import annotations

import pytest
from support import Connect

from libonoffice import Action, ApiError, Client, Request, Status
from libonoffice.sandbox import Sandbox

WRONG_TASKS = Action("read", "task", {"data": ["Betreff"], "listoffset": 5}, identifier="wrong")


def test_a_list_is_read_filtered_and_sorted(client: Client) -> None:
    result = client.call(
        "read",
        "estate",
        {
            "data": ["Id", "kaufpreis", "ort"],
            "filter": {
                "status": [{"op": "=", "val": 1}],
                "kaufpreis": [{"op": "<", "val": 300_000}, {"op": ">", "val": 0}],
            },
            "sortby": {"kaufpreis": "ASC", "Id": "DESC"},
            "listlimit": 10,
        },
        identifier="cheap",
    )
    assert result.ok and result.status is Status.OK and result.code == 0 and result.message == ""
    assert result.identifier == "cheap"
    assert result.resource_type == "estate"
    assert result.verb.endswith(":action:read")
    assert result.cacheable
    assert len(result.records) == 10
    assert result.total is not None and result.total > 10
    prices = [float(record["kaufpreis"]) for record in result.records]
    assert prices == sorted(prices) and prices[0] > 0 and prices[-1] < 300_000
    for record in result.records:
        assert record.type == "estate"
        assert str(record.id) == record["Id"]
        assert record.get("kaufpreise", "none") == "none"
        with pytest.raises(KeyError):
            record["kaufpreise"]


def test_one_record_is_read_by_its_number(client: Client) -> None:
    first = client.call("read", "estate", {"data": ["Id"], "listlimit": 1}).records[0]
    assert isinstance(first.id, int)
    result = client.call("read", "estate", {"data": ["Id"]}, resource_id=first.id)
    assert [record.id for record in result.records] == [first.id]
    assert result.resource_id == str(first.id)


def test_what_is_written_is_read_back(client: Client) -> None:
    name = 'Özdemir-Größe "ß" 🏠 \\ / 東京'
    created = client.call("create", "address", {"Vorname": "Jörg", "Name": name})
    number = created.records[0].id
    assert created.records[0].elements == []
    assert created.records[0].get("Name") is None
    modified = client.call("modify", "address", {"Ort": "Köln"}, resource_id=number)
    assert modified.records[0]["success"] == "success"
    read = client.call(
        "read", "address", {"data": ["Vorname", "Name", "Ort"]}, resource_id=number
    ).records[0]
    assert (read["Vorname"], read["Name"], read["Ort"]) == ("Jörg", name, "Köln")


def test_some_actions_fail_and_others_do_not(client: Client) -> None:
    response = client.send(
        [
            Action("read", "estate", {"data": ["Id"], "listlimit": 2}, identifier="first"),
            WRONG_TASKS,
            {"actionid": "get", "resourcetype": "search", "resourceid": "estate",
             "parameters": {"input": "Aachen"}, "identifier": "third"},
            '{"actionid":"read","resourcetype":"user","parameters":{"data":["Nr"]}}',
        ]
    )  # fmt: skip
    assert not response.ok
    assert response.status is Status.ACTION
    assert response.code == 97
    assert response.http_status == 200
    assert [result.ok for result in response.results] == [True, False, True, True]
    assert [result.identifier for result in response.results] == ["first", "wrong", "third", ""]
    failed = response.results[1]
    assert failed.code == 144
    assert "listoffset" in failed.message
    assert failed.name and failed.category == "invalid"
    assert failed.data == [] and failed.records == [] and failed.total is None
    response.results[0].raise_for_error()
    with pytest.raises(ApiError, match="listoffset") as caught:
        failed.raise_for_error()
    assert (caught.value.code, caught.value.index, caught.value.identifier) == (144, 1, "wrong")
    with pytest.raises(ApiError) as whole:
        response.raise_for_error()
    assert str(whole.value) == str(caught.value)


def test_a_call_raises_the_error_of_its_action(client: Client) -> None:
    with pytest.raises(ApiError) as caught:
        client.call("read", "task", WRONG_TASKS.parameters, identifier="wrong")
    error = caught.value
    assert (error.code, error.category, error.index) == (144, "invalid", 0)
    assert error.identifier == "wrong"
    assert error.name and error.name in str(error)
    assert error.http_status == 200 and not error.uncertain
    assert error.trace["attempts"][0]["http_status"] == 200
    assert error.response is not None and error.response.code == 97


def test_a_wrong_token_fails_the_request_with_a_hint(connect: Connect, sandbox: Sandbox) -> None:
    client = connect(sandbox, token=sandbox.token[:-1])
    with pytest.raises(ApiError, match="32") as caught:
        client.send([Action("read", "estate")])
    assert (caught.value.code, caught.value.category) == (22, "auth")
    assert caught.value.index is None
    assert caught.value.response is not None


def test_a_wrong_secret_fails_the_action_with_a_hint(connect: Connect, sandbox: Sandbox) -> None:
    client = connect(sandbox, secret=sandbox.secret[:-1])
    with pytest.raises(ApiError, match="64") as caught:
        client.call("read", "estate")
    assert (caught.value.code, caught.value.category) == (137, "auth")


def test_connections_are_kept(connect: Connect, sandbox: Sandbox) -> None:
    client = connect(sandbox)
    before = sandbox.connections
    responses = [client.send([Action("read", "estate", {"listlimit": 1})]) for _ in range(10)]
    assert sandbox.connections - before <= 1
    assert responses[-1].trace["attempts"][-1]["reused"]


def test_the_trace_tells_how_the_answer_came(client: Client) -> None:
    response = client.send([Action("read", "estate", {"data": ["Id"], "listlimit": 1})])
    (attempt,) = response.trace["attempts"]
    assert attempt["http_status"] == 200
    assert attempt["bytes_sent"] > 200 and attempt["bytes_received"] > 100
    assert set(attempt["ms"]) >= {"dns", "connect", "tls", "first_byte", "total"}
    assert 0 <= attempt["ms"]["first_byte"] <= attempt["ms"]["total"]


def test_a_request_may_be_sent_again(client: Client) -> None:
    request = Request([Action("read", "estate", {"data": ["Id"], "listlimit": 3})])
    first, second = client.send(request), client.send(request)
    assert len(request) == 1
    assert [record.id for record in first.results[0].records] == [
        record.id for record in second.results[0].records
    ]
    request.add(WRONG_TASKS)
    assert [result.code for result in client.send(request).results] == [0, 144]


def test_a_large_batch_comes_back_in_order(client: Client) -> None:
    actions = [
        Action(
            "read", "estate", {"data": ["Id"], "listlimit": 1, "listoffset": n}, identifier=f"{n}"
        )
        for n in range(300)
    ]
    response = client.send(actions)
    assert response.ok
    assert [result.identifier for result in response.results] == [f"{n}" for n in range(300)]


def test_the_host_may_bring_its_own_http(client: Client, sandbox: Sandbox) -> None:
    sent = client.send(Request([Action("read", "estate", {"listlimit": 1}), WRONG_TASKS]))
    again = type(sent).parse(
        Request([Action("read", "estate", {"listlimit": 1}), WRONG_TASKS]), 200, sent.body
    )
    assert (again.status, again.code, again.message) == (sent.status, sent.code, sent.message)
    assert [r.body for r in again.results] == [r.body for r in sent.results]
    assert again.trace.get("attempts", []) == []
