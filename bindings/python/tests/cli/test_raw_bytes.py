"""`onoffice raw` sends what was written, not what Python would make of it."""

from __future__ import annotations

import json

import pytest
from cli.terminal import pipe
from raw_server import SECRET, TOKEN, always, envelope, http, result
from support import Serve

from libonoffice.cli import json_pieces

# Numbers, escapes and an order that do not survive a decoder and an encoder.
PARAMETERS = '{"b": 1.50e2, "a":10000000000000000000000.0, "c":"\\u00e4\\/"}'
ACTION = '{"actionid":"read","resourcetype":"estate","parameters":%s%s}'


@pytest.mark.parametrize(
    "text",
    [
        ACTION % (PARAMETERS, ""),
        "\ufeff [ %s ]\n" % (ACTION % (PARAMETERS, "")),
        '{"token":"x","request":{"actions":[%s]}}' % (ACTION % (PARAMETERS, ',"hmac":"x"')),
        ACTION % (PARAMETERS, ' , "timestamp" : 1, "hmac_version":2'),
    ],
    ids=["action", "list", "request", "signed"],
)
def test_bytes_are_kept(text: str, serve: Serve) -> None:
    server = serve(always(http(envelope([result()]))))
    variables = {
        "ONOFFICE_TOKEN": TOKEN,
        "ONOFFICE_SECRET": SECRET,
        "ONOFFICE_URL": server.url,
    }
    ran = pipe(["raw"], variables, text)
    assert ran.code == 0, ran.err
    assert server.last is not None
    assert f'"parameters":{PARAMETERS},' in server.last.body.decode()


def test_two_of_a_kind_are_not_made_one(serve: Serve) -> None:
    text = ACTION % (PARAMETERS, ',"parameters":{},"timestamp":1')
    variables = {"ONOFFICE_TOKEN": TOKEN, "ONOFFICE_SECRET": SECRET}
    ran = pipe(["raw"], {**variables, "ONOFFICE_URL": serve(always(None)).url}, text)
    assert ran.code != 0 and "parameters is there twice" in ran.err


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[]", []),
        (" [ ] ", []),
        ('[1 ,\n"]",[2,3], {"a":"}"},-0.50]', ["1", '"]"', "[2,3]", '{"a":"}"}', "-0.50"]),
    ],
)
def test_items(text: str, expected: list[str]) -> None:
    json.loads(text)
    assert json_pieces.items(text) == expected


def test_members() -> None:
    text = ' {"a\\u0062" : 1.0 , "c":[ ],"c":null}'
    assert json_pieces.members(text) == [("ab", "1.0"), ("c", "[ ]"), ("c", "null")]
    assert json_pieces.members("{}") == []
