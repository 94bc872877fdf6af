"""Reading answers of every shape, without a network."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from raw_server import envelope, result

from libonoffice import Action, ApiError, ArgumentError, HttpError, ProtocolError, Request, Response

READ = Action("read", "estate")


def parse(body: bytes | str, actions: int = 1, http_status: int = 200) -> Response:
    return Response.parse(Request([READ] * actions), http_status, body)


def test_each_result_is_a_part_of_the_body() -> None:
    body = envelope([result(identifier="ä"), result(identifier="b")])
    response = parse(body, 2)
    assert response.ok and response.message == "" and response.code == 0
    assert response.body == body.encode()
    assert all(result.body in response.body for result in response.results)
    assert json.loads(response.results[0].body) == response.results[0].json()
    assert [result.identifier for result in response.results] == ["ä", "b"]
    assert not response.uncertain
    response.raise_for_error()


def test_numbers_are_read_as_the_caller_wishes() -> None:
    body = envelope([result()]).replace('"records": []', '"records": [{"id": 1.10, "x": 12}]')
    answer = parse(body).results[0]
    assert answer.json(parse_float=Decimal)["data"]["records"][0]["id"] == Decimal("1.10")
    assert answer.json(parse_int=str)["data"]["records"][0]["x"] == "12"
    assert answer.json()["data"]["records"][0] == {"id": 1.1, "x": 12}


def test_python_cannot_hold_every_number() -> None:
    records = '"records": [{"id": ' + "1" * 5000 + "}]"
    answer = parse(envelope([result()]).replace('"records": []', records)).results[0]
    assert answer.ok
    try:
        assert answer.json()["data"]["records"][0]["id"] == int("1" * 5000)
    except ProtocolError as error:  # Pythons that bound the digits of an int
        assert error.index == 0
    except ValueError:  # the bound hit this test's own int()
        pytest.fail("the limit on digits must not come through bare")


@pytest.mark.parametrize(
    ("code", "expected"), [(144, 144), ("144", 144), ("Syntax error", -1), (99_999, 99_999)]
)
def test_an_error_code_comes_as_number_text_or_word(code: Any, expected: int) -> None:
    response = parse(envelope([result(), result(code, "so ist es")], 500, 97, "Fehler"), 2)
    assert [item.code for item in response.results] == [0, expected]
    assert "so ist es" in response.results[1].message
    with pytest.raises(ApiError, match="so ist es"):
        response.raise_for_error()
    response.raise_for_failure()


@pytest.mark.parametrize("errorcode", [22, "22"])
def test_a_request_may_fail_as_a_whole(errorcode: Any) -> None:
    response = parse(envelope([], 400, errorcode, "not authenticated"), 2)
    assert response.code == 22
    assert response.name == "NOT_AUTHENTICATED" and response.category == "auth"
    assert len(response.results) == 2
    assert not any(item.ok for item in response.results)
    assert all(item.body == b"" and item.json() == {} for item in response.results)
    with pytest.raises(ApiError, match=r"not authenticated.*error 22 NOT_AUTHENTICATED"):
        response.raise_for_failure()


def test_too_few_results_leave_the_rest_unknown() -> None:
    response = parse(envelope([result(identifier="a")]), 3)
    assert [item.ok for item in response.results] == [True, False, False]
    with pytest.raises(ProtocolError):
        response.results[2].raise_for_error()
    with pytest.raises(ProtocolError) as caught:
        response.raise_for_failure()
    assert caught.value.response is response


def test_too_many_results_are_an_error() -> None:
    response = parse(envelope([result()] * 3), 2)
    assert len(response.results) == 2
    with pytest.raises(ProtocolError):
        response.raise_for_error()


@pytest.mark.parametrize(
    "change",
    [
        {"cacheable": None},
        {"identifier": None},
        {"resourceid": None},
        {"data": []},
        {"data": {"records": []}},
        {"data": {"meta": {}, "records": []}},
        {"data": {"meta": {"cntabsolute": None}, "records": []}},
        {"extra": {"new": [1, 2, {"a": "}]"}]}},
        {"status": {"errorcode": 0, "message": "OK", "code": 200}},
    ],
)
def test_answers_vary_and_are_read(change: dict[str, Any]) -> None:
    item = result(**change) if "status" not in change else {**result(), **change}
    response = parse(envelope([item]))
    assert response.ok
    assert response.results[0].records == []
    assert response.results[0].total in (0, None)
    item.pop("cacheable")
    assert parse(envelope([item])).ok


@pytest.mark.parametrize(
    ("meta", "total"),
    [(731, 731), ("731", 731), (None, None), ("viele", None), (-1, -1), ("9" * 5000, None)],
    ids=["number", "text", "null", "words", "negative", "digits"],
)
def test_the_total_is_a_number_or_none(meta: Any, total: int | None) -> None:
    item = result(data={"meta": {"cntabsolute": meta}, "records": []})
    assert parse(envelope([item])).results[0].total == total


@pytest.mark.parametrize(
    "body",
    [
        "",
        " ",
        "null",
        "[]",
        "0",
        '"text"',
        "{}",
        '{"status":{"code":200,"errorcode":0,"message":"OK"}}',
        '{"status":{"code":200,"errorcode":0},"response":{"results":{}}}',
        '{"status":{"code":200,"errorcode":0},"response":{"results":[1]}}',
        '{"status":5,"response":{"results":[{}]}}',
        envelope([result()])[:-1],
        envelope([result()]) + "}",
        envelope([result()]) + envelope([result()]),
        envelope([result()]).replace("OK", "\x01"),
        "\ufeff" + envelope([result()]),
        envelope([result()]).encode("utf-16"),
        envelope([result()]).encode().replace(b"OK", b"\xc3\x28"),
        b"\0" * 100,
        "[" * 100_000,
        '{"a":' * 100_000,
        envelope([result()]).replace('"records": []', '"records": ' + "[" * 600 + "]" * 600),
        "<html><body>Wartung</body></html>",
        "Notice: Undefined index in /srv/api.php\n" + envelope([result()]),
    ],
)
def test_what_is_no_answer_is_a_protocol_error(body: bytes | str) -> None:
    response = parse(body, 2)
    assert not response.ok
    assert response.message
    with pytest.raises(ProtocolError):
        response.raise_for_failure()
    assert len(response.results) == 2
    assert all(not item.ok and item.records == [] for item in response.results)
    expected = body if isinstance(body, bytes) else body.encode()
    assert response.body == expected


def test_every_cut_through_an_answer_is_noticed() -> None:
    whole = envelope([result(message='ä/\\ "')]).encode()
    for length in range(len(whole)):
        assert not parse(whole[:length]).ok, whole[:length]
    assert parse(whole).ok


@pytest.mark.parametrize("http_status", [301, 400, 403, 404, 500, 502, 503])
def test_an_http_error_without_an_answer_is_named(http_status: int) -> None:
    response = parse("<html>Bad Gateway</html>", http_status=http_status)
    assert response.http_status == http_status
    with pytest.raises(HttpError, match=str(http_status)) as caught:
        response.raise_for_failure()
    assert caught.value.http_status == http_status


def test_an_answer_of_the_api_counts_whatever_the_http_status() -> None:
    response = parse(envelope([], 400, 22, "not authenticated"), http_status=400)
    assert response.code == 22
    with pytest.raises(ApiError, match="not authenticated"):
        response.raise_for_failure()


@pytest.mark.parametrize(
    ("http_status", "body"),
    [(-1, ""), (2**31, ""), ("200", ""), (True, ""), (200, None), (200, 5)],
)
def test_unusable_arguments_are_refused(http_status: Any, body: Any) -> None:
    with pytest.raises(ArgumentError):
        Response.parse(Request([READ]), http_status, body)
