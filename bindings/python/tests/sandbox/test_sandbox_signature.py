"""Signatures of both versions against the vectors known for them, and the clock's window."""

from __future__ import annotations

import time
from typing import Any

import pytest
from sandbox.client import A, Api

from libonoffice.sandbox import Sandbox, php, signature

T32 = "0123456789abcdef0123456789abcdef"
S64 = "fedcba9876543210" * 4

VERSION_2 = [
    (
        "yOJobbhGLXdp90XxvxedFhH7073L9U",
        123456789,
        "mgjIQkNRnaqggVzy9cZW",
        "estateCategories",
        "get",
        "dsvg3r4AFcQXges0MZ+3auzQVfnEB39pLkKSgmm9Wvg=",
    ),
    (
        "testsecret",
        1646228220,
        "testtoken",
        "calendar",
        "read",
        "w6ifKMmAdJoKhu0vl2twvfP+ltyOTQ7LqLpvsZkOnlg=",
    ),
    (
        "dhY8h7FeU9",
        123456789,
        "dX5hkIIU6W",
        "estateCategories",
        "get",
        "F9OXyaJv7p+bLkwGDGV7ZUmfYgjH2E24zpsxY5/nVDk=",
    ),
    (
        "SECRET456",
        1700000000,
        "TOKEN123",
        "estate",
        "read",
        "wJDygBB5z29lQj0hmEcmKycC39lOBXFLt/vDJ9JrIjk=",
    ),
    (
        "test-secret",
        1234567890,
        "test-token",
        "address",
        "get",
        "1OhME2RHXcERlTzKF4quUgHZeSs8mwKdvHnkt0s0EwU=",
    ),
    (S64, 1700000000, T32, "estate", "read", "XeJ0btz7R8Z7O0HCe2cea7Nb5BPGNJa92ZxcHmuJPnk="),
    (S64, 1700000000, T32, "address", "create", "1z+ebPXpu8GH2GIIJA+kZ/ClZoQ49SvFrCds9YbZEGs="),
    (S64, 1700000000, T32, "estate", "modify", "ZI+MysqgHmuUWYBQCiLmy6PdoUKeawRwfgO/S9sM01Y="),
    (
        S64,
        1700000000,
        T32,
        "searchcriteria",
        "delete",
        "wbA2nta9CukLmpOsHM4MhtwrhqM8piSR2GIX5A+cx1Y=",
    ),
    (
        S64,
        1700000000,
        T32,
        "idsfromrelation",
        "get",
        "UXDlk04PlFbGLAOmHr3T4JkBNrdhZ7bIsJQu2E+ffnk=",
    ),
    (S64, 1700000000, T32, "uploadfile", "do", "b/G2WOtlbL1XZPJceIyvTuie8z60mR0DCHU1b+QHxzY="),
    (S64, 1700000121, T32, "estate", "read", "VylQIzQggSPguBThlGx2LNoFVwWg0Ykqn4lbtVwObMc="),
    (S64, 1700000000, T32, "", "read", "QILvIT8KXFxmqHbbT1rRNI/5BR0hCuN6h1i8nj3/qkg="),
]

Action = dict[str, Any]


@pytest.mark.parametrize(("secret", "timestamp", "token", "kind", "verb", "expected"), VERSION_2)
def test_version_2(
    secret: str, timestamp: int, token: str, kind: str, verb: str, expected: str
) -> None:
    assert signature.version_2(secret, str(timestamp), token, kind, A + verb) == expected


def v1(kind: str, verb: str, identifier: Any = "", number: Any = "") -> Action:
    return {
        "actionid": A + verb,
        "identifier": identifier,
        "resourceid": number,
        "resourcetype": kind,
    }


VERSION_1: list[tuple[str, str, int, Action, dict[str, Any], str]] = [
    (
        "token",
        "secret",
        100,
        {
            "actionid": "action",
            "identifier": "identifier",
            "resourceid": "1",
            "resourcetype": "type",
        },
        {"paramKey": "paramValue"},
        "7e0bb4b6ceb4b3cff609524e416f2ac3",
    ),
    (
        T32,
        S64,
        1700000000,
        v1("estate", "read"),
        {"data": ["Id", "kaufpreis"], "listlimit": 10, "Alpha": True},
        "3196c80eb965e7f08be57aab15102fff",
    ),
    (
        T32,
        S64,
        1700000000,
        v1("estate", "create", "x/1"),
        {"url": 'https://www.onoffice.de/a?b=1&c="2"', "ort": "Köln", "lat": "50.7762106"},
        "12fe3fb2ae02b0af8e63b2217e49de05",
    ),
    (
        T32,
        S64,
        1700000000,
        v1("searchcriteria", "delete", "", "32"),
        {},
        "33597260eee2753833d791e81a1c5a1f",
    ),
    (
        T32,
        S64,
        1700000000,
        v1("uploadfile", "do", None, None),
        {"data": "AAEC/w=="},
        "8c418a74d7effa91c39d1b84cb4919cc",
    ),
]


@pytest.mark.parametrize(
    ("token", "secret", "timestamp", "action", "parameters", "expected"), VERSION_1
)
def test_version_1(
    token: str,
    secret: str,
    timestamp: int,
    action: Action,
    parameters: dict[str, Any],
    expected: str,
) -> None:
    digest = signature.version_1(secret, str(timestamp), token, action, parameters)
    assert digest == expected


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({}, "[]"),
        ([], "[]"),
        ({"a": {}}, '{"a":[]}'),
        ({"0": "a", "1": {"5": 1}}, '["a",{"5":1}]'),
        ("ä/€\U0001f600\x7f\x1f", '"\\u00e4\\/\\u20ac\\ud83d\\ude00\x7f\\u001f"'),
        ("\\u007f", '"\\\\u007f"'),
        (10.0, "10"),
        (-0.0, "-0"),
        (0.1, "0.1"),
        (1e-7, "1.0e-7"),
        (1e17, "1.0e+17"),
        (1.2345678901234568e17, "1.2345678901234568e+17"),
        ([True, None, "2"], '[true,null,"2"]'),
    ],
)
def test_php_arrays(value: Any, text: str) -> None:
    assert php.encode_array(value) == text


def test_encode_keeps_empty_objects() -> None:
    assert php.encode({"a": {}, "b": []}) == '{"a":{},"b":[]}'


def status(api: Api, action: Action) -> dict[str, Any]:
    result: dict[str, Any] = api.send(action)["response"]["results"][0]["status"]
    return result


def test_version_1_is_served(box: Sandbox, api: Api) -> None:
    empty: list[Any] = []
    for parameters in ({"data": ["Id"], "listlimit": 1, "Ä/b": "ü"}, {}, empty):
        action = {**v1("estate", "read", "x/1"), "parameters": parameters}
        action["timestamp"] = str(int(time.time()))
        action["hmac"] = signature.version_1(
            box.secret, action["timestamp"], box.token, action, dict(parameters)
        )
        assert status(api, action)["errorcode"] == 0


def test_version_1_names_a_float_that_may_be_to_blame(api: Api) -> None:
    action = {**v1("estate", "read"), "parameters": {"lat": 1.5}, "hmac": "0" * 32}
    action["timestamp"] = int(time.time())
    refusal = status(api, action)
    assert refusal["errorcode"] == 243
    assert "lat" in refusal["message"]
    action["parameters"] = {"lat": "1.5"}
    assert status(api, action)["errorcode"] == 137


@pytest.mark.parametrize("change", [{"hmac": "x"}, {"hmac": ""}, {"hmac": None}, {"hmac": 5}])
def test_wrong_hmac(api: Api, change: Action) -> None:
    assert status(api, {**api.action("read", "estate"), **change})["errorcode"] == 137


def test_hmac_covers_verb_type_and_time(api: Api) -> None:
    action = api.action("read", "estate")
    assert status(api, {**action, "actionid": A + "get"})["errorcode"] == 137
    assert status(api, {**action, "resourcetype": "address"})["errorcode"] == 137
    assert status(api, {**action, "timestamp": action["timestamp"] - 1})["errorcode"] == 137
    assert status(api, {**action, "hmac_version": 3})["errorcode"] == 137
    assert status(api, {**action, "hmac_version": "2"})["errorcode"] == 0
    assert status(api, {**action, "timestamp": str(action["timestamp"])})["errorcode"] == 0
    del action["hmac"]
    assert status(api, action)["errorcode"] == 137


def signed_at(box: Sandbox, api: Api, timestamp: int) -> Action:
    action = api.action("read", "estate")
    arguments = box.secret, str(timestamp), box.token, "estate", A + "read"
    return {**action, "timestamp": timestamp, "hmac": signature.version_2(*arguments)}


@pytest.mark.parametrize(
    ("shift", "code"), [(0, 0), (-115, 0), (115, 0), (-125, 136), (125, 136), (-3600, 136)]
)
def test_window(box: Sandbox, api: Api, shift: int, code: int) -> None:
    action = signed_at(box, api, int(time.time()) + shift)
    assert status(api, action)["errorcode"] == code


@pytest.mark.parametrize("timestamp", [None, "", "now", 1.5, True, -5, "9" * 40, []])
def test_no_timestamp(api: Api, timestamp: Any) -> None:
    action = {**api.action("read", "estate"), "timestamp": timestamp}
    assert status(api, action)["errorcode"] == 136
