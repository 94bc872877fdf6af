"""Actions that are too large, too deep or no JSON at all."""

from __future__ import annotations

import hashlib
import json

import pytest
from raw_server import SECRET, TOKEN, Exchange, envelope, http, result
from support import Connect, Serve

from libonoffice import Action, ArgumentError, Client, Request

READ = '{"actionid":"read","resourcetype":"estate"}'


@pytest.mark.parametrize(
    ("action", "place"),
    [
        ("", ""),
        (" ", ""),
        ("null", ""),
        ("[]", ""),
        ("{}", "actionid"),
        ('{"actionid":"read"}', "resourcetype"),
        ('{"resourcetype":"estate"}', "actionid"),
        ('{"actionid":"reed","resourcetype":"estate"}', "actionid"),
        ('{"actionid":5,"resourcetype":"estate"}', "actionid"),
        ('{"actionid":"read","resourcetype":5}', "resourcetype"),
        ('{"actionid":"read","resourcetype":"estate","resourceid":1.5}', "resourceid"),
        ('{"actionid":"read","resourcetype":"estate","resourceid":[]}', "resourceid"),
        ('{"actionid":"read","resourcetype":"estate","identifier":5.5}', "identifier"),
        ('{"actionid":"read","resourcetype":"estate","parameters":[1]}', "parameters"),
        ('{"actionid":"read","resourcetype":"estate","parameters":"a"}', "parameters"),
        ('{"actionid":"read","resourcetype":"estate","parameters":null}', "parameters"),
        ('{"actionid":"read","resourcetype":"estate","hmac":"x"}', "hmac"),
        ('{"actionid":"read","resourcetype":"estate","timestamp":1}', "timestamp"),
        ('{"actionid":"read","resourcetype":"estate","resourceType":"x"}', "resourceType"),
        ('{"actionid":"read","resourcetype":"a","resourcetype":"b"}', "resourcetype"),
        ('{"actionid":"read","resourcetype":"a","resourcet\\u0079pe":"b"}', "resourcetype"),
        (READ + READ, "43"),
        (READ[:-1], "42"),
        (READ[:-1] + ",}", "43"),
        (READ.replace("estate", "est\nate"), r"\d"),
        (READ[:-1] + ',"parameters":{"a":01}}', r"\d"),
        (READ[:-1] + ',"parameters":{"a":NaN}}', r"\d"),
        (READ[:-1] + ',"parameters":{"a":"\\x"}}', r"\d"),
        ("\ufeff" + READ, "0"),
    ],
)
def test_a_bad_action_is_refused_with_its_place(action: str, place: str) -> None:
    request = Request([READ])
    with pytest.raises(ArgumentError, match=f"action 1: .*{place}"):
        request.add(action)
    assert len(request) == 1
    assert request.add(READ) == 1


@pytest.mark.parametrize(
    "bad", [b"\xff", b"\xc3\x28", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\xe2\x82"]
)
def test_invalid_utf8_is_refused_with_its_place(bad: bytes) -> None:
    action = READ.replace("estate", "est?ate").encode()
    place = action.index(b"?")
    with pytest.raises(ArgumentError, match=rf"\b({place}|{place + 1})\b"):
        Request([action.replace(b"?", bad)])


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_a_nesting_bomb_is_refused(opening: str) -> None:
    bomb = READ[:-1] + ',"parameters":{"a":' + opening * 100_000
    closing = "]" if opening == "[" else "}"
    for text in (bomb, bomb + "1" + closing * 100_000 + "}}", opening * 100_000):
        with pytest.raises(ArgumentError, match=r"\d"):
            Request([text])


def test_the_depth_that_is_promised_is_taken() -> None:
    # The action and its parameters are two levels of the 512.
    def nested(levels: int) -> str:
        return READ[:-1] + ',"parameters":{"a":' + "[" * levels + "]" * levels + "}}"

    assert len(Request([nested(510)])) == 1
    with pytest.raises(ArgumentError, match="nested deeper than 512 levels"):
        Request([nested(511)])


def test_a_hundred_megabytes_are_sent_whole(serve: Serve, connect: Connect) -> None:
    size = 100 * 1024 * 1024
    text = '"' + "a" * size + '"'
    seen = []

    def digest(exchange: Exchange) -> bytes:
        start = exchange.body.index(b'{"data":') + 8
        seen.append(hashlib.sha256(exchange.body[start : start + size + 2]).hexdigest())
        return http(envelope([result()]))

    action = READ[:-1] + ',"parameters":{"data":' + text + "}}"
    assert connect(serve(digest)).send([action]).ok
    assert seen == [hashlib.sha256(text.encode()).hexdigest()]


def test_a_large_answer_is_read_whole(serve: Serve, connect: Connect) -> None:
    records = [
        {"id": number, "type": "estate", "elements": {"Id": str(number), "lage": "Nähe Park" * 20}}
        for number in range(50_000)
    ]
    item = result(data={"meta": {"cntabsolute": len(records)}, "records": records})
    body = envelope([item])
    response = connect(serve(lambda exchange: http(body))).send([READ])
    assert len(response.body) == len(body)
    assert response.results[0].total == 50_000
    assert [record.id for record in response.results[0].records] == list(range(50_000))


def test_many_actions_are_kept_in_order() -> None:
    request = Request(Action("read", "estate", resource_id=n) for n in range(5_000))
    with Client(TOKEN, SECRET) as client:
        body = json.loads(request.sign(client, 1_700_000_000))
    assert [int(a["resourceid"]) for a in body["request"]["actions"]] == list(range(5_000))
