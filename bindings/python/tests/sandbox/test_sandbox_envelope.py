"""Structure: what is refused as a whole, what per action, and how replies look."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sandbox.client import A, Api

from libonoffice.sandbox import Sandbox, registry
from libonoffice.sandbox.answer import Answer
from libonoffice.sandbox.registry import NOT_IMPLEMENTED


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", 9),
        (b" \r\n", 9),
        (b"[" * 513 + b"]" * 513, 3),
        (b'{"a":' * 513 + b"1" + b"}" * 513, 3),
        (b"[" * 200000, 3),
        (b'{"a":1]', 4),
        (b"[1}", 4),
        (b'{"a":"\x01"}', 5),
        (b'{"a":"\n"}', 5),
        (b"\x00{}", 5),
        (b'{"a', 5),
        (b"{", 6),
        (b"[1,]", 6),
        (b'{"a":1,}', 6),
        (b"{a:1}", 6),
        (b'{"a" 1}', 6),
        (b"[01]", 6),
        (b"[NaN]", 6),
        (b"[-]", 6),
        (b"[] x", 6),
        (b'["\\x"]', 6),
        (b'["\\u12"]', 6),
        (b"\xef\xbb\xbf{}", 6),
        (b"{'a':1}", 6),
        (b'{"a":"\xff"}', 7),
        (b'{"a":"\xc3"}', 7),
        (b'{"a":"\xed\xa0\x80"}', 7),
        (b"\xff", 7),
        (b'["\\ud800"]', 8),
        (b'["\\udc00\\ud800"]', 8),
    ],
)
def test_broken_json(api: Api, body: bytes, code: int) -> None:
    reply = api.post(body)
    assert reply["status"]["code"] == 500
    assert reply["status"]["errorcode"] == code
    assert reply["status"]["message"]
    assert reply["response"] == {"results": []}


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 512 + b"]" * 512,
        b'{"a":[1,-0.5e+3,true,false,null,"\\ud83d\\ude00\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4"]} ',
        b'"\\\\ud800"',
        b'{"a":{},"b":[]}',
        b'{"a":123456789012345678901234567890}',
        '{"ä":"€\x7f"}'.encode(),
    ],
)
def test_sound_json_gets_past_the_decoder(api: Api, body: bytes) -> None:
    assert api.post(body)["status"]["errorcode"] == 13


@pytest.mark.parametrize(
    ("change", "code", "status"),
    [
        ({"token": None}, 13, 400),
        ({"token": ""}, 13, 400),
        ({"token": 5}, 13, 400),
        ({"token": "0" * 32}, 22, 400),
        ({"token": "ä"}, 22, 400),
        ({"request": None}, 14, 500),
        ({"request": []}, 14, 500),
        ({"request": "x"}, 14, 500),
        ({"request": {"x": 1}}, 15, 500),
        ({"request": {"actions": {}}}, 15, 500),
        ({"request": {"actions": []}}, 15, 500),
        ({"request": {"actions": [1]}}, 247, 500),
        ({"request": {"actions": [{}]}}, 247, 500),
        ({"request": {"actions": [None]}}, 247, 500),
    ],
)
def test_envelope(box: Sandbox, api: Api, change: dict[str, Any], code: int, status: int) -> None:
    actions = [api.action("read", "estate")]
    envelope = {"token": box.token, "request": {"actions": actions}, **change}
    reply = api.post(json.dumps(envelope).encode())
    assert (reply["status"]["code"], reply["status"]["errorcode"]) == (status, code)
    assert reply["response"]["results"] == []


def test_secrets_are_never_repeated(box: Sandbox, api: Api) -> None:
    action = {**api.action("read", "estate"), "hmac": "f" * 44}
    replies = [api.send(action), api.post(b'{"token":"%s"}' % (b"e" * 32))]
    text = json.dumps(replies) + repr(box)
    assert box.token not in text
    assert box.secret not in text
    assert "f" * 44 not in text
    assert "e" * 32 not in text


MISSING = object()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"actionid": MISSING}, 16),
        ({"actionid": 5}, 16),
        ({"actionid": None}, 16),
        ({"actionid": ""}, 17),
        ({"resourceid": MISSING}, 18),
        ({"resourceid": []}, 18),
        ({"resourceid": {"a": 1}}, 18),
        ({"resourceid": True}, 18),
        ({"resourceid": 1.5}, 18),
        ({"resourcetype": MISSING}, 19),
        ({"resourcetype": None}, 19),
        ({"resourcetype": 7}, 19),
        ({"parameters": MISSING}, 20),
        ({"parameters": None}, 20),
        ({"parameters": [1]}, 20),
        ({"parameters": "x"}, 20),
        ({"parameters": {"": 1}}, 21),
    ],
)
def test_action(api: Api, change: dict[str, Any], code: int) -> None:
    action = {**api.action("read", "estate"), **change}
    action = {name: value for name, value in action.items() if value is not MISSING}
    reply = api.send(action)
    assert (reply["status"]["code"], reply["status"]["errorcode"]) == (500, 97)
    result = reply["response"]["results"][0]
    assert result["status"]["errorcode"] == code
    assert result["data"] == []
    assert result["cacheable"] is False


def test_routing(api: Api) -> None:
    assert api.code("fetch", "estate") == 23
    assert api.code("read", "Estate") == 25
    assert api.code("read", "") == 25
    assert api.code("get", "agentslog") == 25
    assert api.code("get", "search", {}, "task") == 24
    assert api.code("get", "file", {}, "") == 24
    assert api.code("get", "getlink", {"recordId": 17}, "user") == 24
    for verb, resource_type in NOT_IMPLEMENTED:
        assert api.code(verb, resource_type) == 199


def test_urn_is_required(box: Sandbox, api: Api) -> None:
    action = api.action("read", "estate")
    action["actionid"] = "read"
    assert api.send(action)["response"]["results"][0]["status"]["errorcode"] == 137
    signed = api.action("x", "estate")  # signed as it stands, yet no action of the API
    assert api.send(signed)["response"]["results"][0]["status"]["errorcode"] == 23


def test_one_result_per_action_in_order(api: Api) -> None:
    read = {"data": ["Id"], "listlimit": 1}
    actions = [
        {**api.action("read", "estate", read), "identifier": "first"},
        {**api.action("read", "task", {"listoffset": 5}), "identifier": "first"},
        {**api.action("read", "estate", read, None), "identifier": None},
        {**api.action("read", "address", [], 22), "identifier": "ü/ä"},
    ]
    del actions[3]["identifier"]
    reply = api.send(*actions)
    assert reply["status"]["code"] == 500
    assert reply["status"]["errorcode"] == 97
    results = reply["response"]["results"]
    assert [result["status"]["errorcode"] for result in results] == [0, 144, 0, 0]
    assert [result["identifier"] for result in results] == ["first", "first", None, ""]
    assert [result["resourceid"] for result in results] == ["", "", "", "22"]
    assert [result["actionid"] for result in results] == [A + "read"] * 4
    assert [result["resourcetype"] for result in results] == ["estate", "task", "estate", "address"]
    assert results[1]["data"] == []
    assert results[0]["data"]["records"][0]["elements"] == {"Id": "17"}


def test_shape_of_success(api: Api) -> None:
    reply = api.send(api.action("read", "estate", {"data": ["Id"], "listlimit": 1}))
    assert reply["status"] == {"code": 200, "errorcode": 0, "message": "OK"}
    (result,) = reply["response"]["results"]
    assert result["status"] == {"errorcode": 0, "message": "OK"}
    assert result["cacheable"] is True
    assert list(result["data"]) == ["meta", "records"]


def test_output_looks_like_php(box: Sandbox, api: Api) -> None:
    parameters = {"data": ["ort", "kaufpreis"], "filter": {"ort": [{"op": "=", "val": "Köln"}]}}
    action = {**api.action("read", "estate", parameters), "identifier": "a/b"}
    envelope = {"token": box.token, "request": {"actions": [action]}}
    api.http.request("POST", "/api/latest/api.php", json.dumps(envelope))
    response = api.http.getresponse()
    text = response.read().decode("ascii")
    assert response.getheader("Content-Type", "").startswith("application/json")
    assert '"K\\u00f6ln"' in text
    assert '"identifier":"a\\/b"' in text
    assert ": " not in text and ", " not in text and "\n" not in text


def test_a_fault_of_the_sandbox_fails_one_action_only(
    api: Api, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(action: object) -> Answer:
        raise RuntimeError("out of order")

    monkeypatch.setitem(registry.HANDLERS, ("get", "users"), {"": broken})
    reply = api.send(api.action("get", "users"), api.action("get", "groups"))
    codes = [result["status"]["errorcode"] for result in reply["response"]["results"]]
    assert codes == [1, 0]
    assert "out of order" not in json.dumps(reply)
    assert "out of order" in capsys.readouterr().err


def test_extendedclaim_is_accepted_everywhere(own: Api) -> None:
    claim = {"extendedclaim": "eyJ+/="}
    assert own.code("read", "estate", claim) == 0
    assert own.code("get", "users", claim) == 0
    number = own.create("address", {"Name": "Weiß", **claim})
    assert own.code("modify", "address", {"Name": "Roß", **claim}, number) == 0
