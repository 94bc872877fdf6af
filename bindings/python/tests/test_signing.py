"""Signatures against known values: the exact body, and one vector per verb and kind."""

from __future__ import annotations

import json
from typing import Any

import pytest
from raw_server import SECRET, TOKEN

from libonoffice import Action, ArgumentError, Client, Request

VERBS = "urn:onoffice-de-ns:smart:2.5:smartml:action:"

# 382 bytes that the API's own PHP client is tested with.
GOLDEN = (
    b'{"token":"testtoken","request":{"actions":[{"actionid":"urn:onoffice-de-ns:smart:2.5:smartml'
    b':action:read","identifier":null,"parameters":{"allusers":false,"dateend":"25-03-2022 02:17:53'
    b'","datestart":"25-03-2022 02:17:53","showcancelled":true},"resourceid":"","resourcetype":'
    b'"calendar","timestamp":1646228220,"hmac_version":2,"hmac":"w6ifKMmAdJoKhu0vl2twvfP+ltyOTQ7LqLp'
    b'vsZkOnlg="}]}}'
)

VECTORS = [
    ("yOJobbhGLXdp90XxvxedFhH7073L9U", 123456789, "mgjIQkNRnaqggVzy9cZW", "estateCategories", "get",
     "dsvg3r4AFcQXges0MZ+3auzQVfnEB39pLkKSgmm9Wvg="),
    ("testsecret", 1646228220, "testtoken", "calendar", "read",
     "w6ifKMmAdJoKhu0vl2twvfP+ltyOTQ7LqLpvsZkOnlg="),
    ("dhY8h7FeU9", 123456789, "dX5hkIIU6W", "estateCategories", "get",
     "F9OXyaJv7p+bLkwGDGV7ZUmfYgjH2E24zpsxY5/nVDk="),
    ("SECRET456", 1700000000, "TOKEN123", "estate", "read",
     "wJDygBB5z29lQj0hmEcmKycC39lOBXFLt/vDJ9JrIjk="),
    ("test-secret", 1234567890, "test-token", "address", "get",
     "1OhME2RHXcERlTzKF4quUgHZeSs8mwKdvHnkt0s0EwU="),
    (SECRET, 1700000000, TOKEN, "estate", "read", "XeJ0btz7R8Z7O0HCe2cea7Nb5BPGNJa92ZxcHmuJPnk="),
    (SECRET, 1700000000, TOKEN, "address", "create",
     "1z+ebPXpu8GH2GIIJA+kZ/ClZoQ49SvFrCds9YbZEGs="),
    (SECRET, 1700000000, TOKEN, "estate", "modify", "ZI+MysqgHmuUWYBQCiLmy6PdoUKeawRwfgO/S9sM01Y="),
    (SECRET, 1700000000, TOKEN, "searchcriteria", "delete",
     "wbA2nta9CukLmpOsHM4MhtwrhqM8piSR2GIX5A+cx1Y="),
    (SECRET, 1700000000, TOKEN, "idsfromrelation", "get",
     "UXDlk04PlFbGLAOmHr3T4JkBNrdhZ7bIsJQu2E+ffnk="),
    (SECRET, 1700000000, TOKEN, "uploadfile", "do", "b/G2WOtlbL1XZPJceIyvTuie8z60mR0DCHU1b+QHxzY="),
    (SECRET, 1700000121, TOKEN, "estate", "read", "VylQIzQggSPguBThlGx2LNoFVwWg0Ykqn4lbtVwObMc="),
    (SECRET, 1700000000, TOKEN, "", "read", "QILvIT8KXFxmqHbbT1rRNI/5BR0hCuN6h1i8nj3/qkg="),
]  # fmt: skip


@pytest.mark.parametrize("urn", [False, True], ids=["word", "urn"])
@pytest.mark.parametrize(("secret", "moment", "token", "kind", "verb", "expected"), VECTORS)
def test_the_signature_is_the_known_one(
    secret: str, moment: int, token: str, kind: str, verb: str, expected: str, urn: bool
) -> None:
    with Client(token, secret) as client:
        request = Request([Action(VERBS + verb if urn else verb, kind)])
        body = json.loads(request.sign(client, moment))
    (action,) = body["request"]["actions"]
    assert body["token"] == token
    assert action["hmac"] == expected
    assert str(action["hmac_version"]) == "2"
    assert int(action["timestamp"]) == moment
    assert action["actionid"] == VERBS + verb
    assert action["resourcetype"] == kind


def test_the_golden_body_is_made_to_the_byte() -> None:
    assert len(GOLDEN) == 382
    (known,) = json.loads(GOLDEN)["request"]["actions"]
    members = ("actionid", "identifier", "parameters", "resourceid", "resourcetype")
    action = {name: known[name] for name in members}
    with Client("testtoken", "testsecret") as client:
        assert Request([action]).sign(client, 1646228220) == GOLDEN


def _signatures(body: bytes) -> list[str]:
    return [action["hmac"] for action in json.loads(body)["request"]["actions"]]


def test_every_action_is_signed_for_itself_and_in_order() -> None:
    with Client(TOKEN, SECRET) as client:
        request = Request([Action("read", "estate"), Action("create", "address")])
        signed = _signatures(request.sign(client, 1700000000))
    assert signed == [VECTORS[5][5], VECTORS[6][5]]


def test_a_request_is_signed_again_for_another_moment() -> None:
    with Client(TOKEN, SECRET) as client:
        request = Request([Action("read", "estate")])
        first = request.sign(client, 1700000000)
        assert VECTORS[11][5] in _signatures(request.sign(client, 1700000121))
        assert request.sign(client, 1700000000) == first
        request.add(Action("modify", "estate"))
        assert VECTORS[7][5] in _signatures(request.sign(client, 1700000000))


def test_parameters_are_sent_byte_for_byte() -> None:
    parameters = '{ "b":1.50, "a" : "\\u00e4\\/ä" ,"n":1e400,"i":12345678901234567890123}'
    action = f'{{"parameters":{parameters},"resourcetype":"estate","actionid":"read"}}'
    with Client(TOKEN, SECRET) as client:
        assert parameters.encode() in Request([action]).sign(client, 1700000000)


def test_the_claim_becomes_a_parameter() -> None:
    with Client(TOKEN, SECRET, extended_claim="a-claim") as client:
        request = Request(
            [Action("read", "estate"), Action("read", "estate", {"extendedclaim": "own"})]
        )
        body = json.loads(request.sign(client, 1700000000))
    claims = [action["parameters"]["extendedclaim"] for action in body["request"]["actions"]]
    assert claims == ["a-claim", "own"]


@pytest.mark.parametrize("moment", [-1, 2**63, -(2**63) - 1, 1.5, True, "1700000000", None])
def test_an_unusable_time_is_refused(moment: Any) -> None:
    with Client(TOKEN, SECRET) as client, pytest.raises(ArgumentError):
        Request([Action("read", "estate")]).sign(client, moment)


def test_an_empty_request_is_not_signed() -> None:
    with Client(TOKEN, SECRET) as client, pytest.raises(ArgumentError, match=r"\w"):
        Request().sign(client, 1700000000)
