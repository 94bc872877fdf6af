"""Numbers and objects: what JSON becomes."""

from __future__ import annotations

import decimal
import sys
from typing import Any

import pytest
from raw_server import always, http
from support import Connect, Serve

from libonoffice import ProtocolError, Request, Response
from libonoffice._decoder import Decoder, _fast

DATA = (
    '{"meta":{"cntabsolute":1},"records":[{"id":18446777777783,"type":"estate","elements":'
    '{"a":2.50,"b":"299000.00","c":123456789012345678901234567890,"d":1e400,"e":"\\ud83d"}}]}'
)
BODY = (
    '{"status":{"code":200,"errorcode":0,"message":"OK"},"response":{"results":[{"actionid":"read",'
    '"resourceid":"","resourcetype":"estate","cacheable":true,"identifier":"","data":%s,'
    '"status":{"errorcode":0,"message":"OK"}}]}}'
)


def elements(connect: Connect, serve: Serve, data: str = DATA, **hooks: Any) -> dict[str, Any]:
    client = connect(serve(always(http(BODY % data))), **hooks)
    (record,) = client.call("read", "estate").records
    assert record.id == 18446777777783
    return record


@pytest.fixture(params=["msgspec", "json"])
def decoder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With msgspec, which the tests install, and as if it were not there."""
    if request.param == "json":
        monkeypatch.setitem(sys.modules, "msgspec.json", None)
    _fast.cache_clear()
    assert (_fast() is None) == (request.param == "json")
    request.addfinalizer(_fast.cache_clear)
    return str(request.param)


def test_by_default_numbers_are_what_python_makes_of_them(
    decoder: str, connect: Connect, serve: Serve
) -> None:
    found = elements(connect, serve)
    assert found["a"] == 2.5 and isinstance(found["a"], float)
    assert found["b"] == "299000.00", "a text of the API stays one"
    assert found["c"] == 123456789012345678901234567890
    assert found["d"] == float("inf") and found["e"] == "\ud83d"


def test_hooks_see_the_text_of_every_number(decoder: str, connect: Connect, serve: Serve) -> None:
    found = elements(connect, serve, parse_float=decimal.Decimal)
    assert str(found["a"]) == "2.50" and found["d"] == decimal.Decimal("1e400")
    assert found["c"] == 123456789012345678901234567890
    data = DATA.replace("18446777777783", '"x"')
    client = connect(serve(always(http(BODY % data))), parse_int=lambda text: f"int {text}")
    result = client.call("read", "estate")
    assert result.records[0]["c"] == "int 123456789012345678901234567890"
    assert result.json(parse_int=int)["data"]["meta"]["cntabsolute"] == 1


def test_hooks_go_along_with_an_answer_one_received_oneself() -> None:
    request = Request(['{"actionid":"read","resourcetype":"estate"}'])
    answer = Response.parse(request, 200, BODY % DATA, parse_float=str)
    assert answer.results[0].records[0]["a"] == "2.50"


def test_what_python_cannot_hold_is_a_protocol_error(
    decoder: str, connect: Connect, serve: Serve
) -> None:
    data = DATA.replace("1e400", "1" * 5000)
    with pytest.raises(ProtocolError, match="cannot be decoded"):
        elements(connect, serve, data)


def test_a_document_is_read_where_it_lies() -> None:
    text = '{"ä":[1,2.5,null,true]}'.encode()
    assert Decoder().decode(memoryview(text)) == {"ä": [1, 2.5, None, True]}
