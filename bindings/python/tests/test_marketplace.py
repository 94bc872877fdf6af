"""Signatures of the marketplace: URLs that are verified, orders that are signed."""

from __future__ import annotations

import hashlib
import hmac
import json
import pickle
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from support import Connect

from libonoffice import (
    ArgumentError,
    ExpiredError,
    FileError,
    Marketplace,
    OnOfficeError,
    SignatureError,
    Status,
)
from libonoffice._errors import error_class
from libonoffice.sandbox import Sandbox

SECRET = "provider-secret"
NOW = 1_700_000_000

URLS = [
    (
        "https://shop.example.com/unlock.php?userId=17&customerWebId=0e0f&apiToken=abc"
        "&timestamp=1700000000&parameterCacheId=6802c44a-7ac0-4210-a3d4-e5581e3fa0b6"
        "&customerName=M%C3%BCller+Immo&apiClaim=a%2Bb%2Fc_-&signature=",
        "1c925d05f308ab5bd946d875fbec9027b803c38d0c2cc927fd5e694839e14e0f",
        {
            "apiClaim": "a+b/c_-",
            "apiToken": "abc",
            "customerName": "Müller Immo",
            "customerWebId": "0e0f",
            "parameterCacheId": "6802c44a-7ac0-4210-a3d4-e5581e3fa0b6",
            "timestamp": "1700000000",
            "userId": "17",
        },
    ),
    (
        "https://shop.example.com/shop?timestamp=1700000000&estateId=12&imageIds=1%2C2%2C3"
        "&text=a~b%20c%2Ad&signature=",
        "7296ec1a1d0b8afb87f565dacc450ef7e22b93a5f1e3febd0e2d420c1bc19ac3",
        {
            "estateId": "12",
            "imageIds": "1,2,3",
            "text": "a~b c*d",
            "timestamp": "1700000000",
        },
    ),
]

ORDERS: list[tuple[dict[str, Any], str]] = [
    (
        {
            "products": [
                {
                    "name": "3D Rundgang",
                    "price": "49.95",
                    "quantity": 2,
                    "circleofusers": "customer",
                }
            ],
            "totalprice": "99.90",
            "callbackurl": "https://www.providershop.de/result.php",
            "parametercacheid": "6802c44a-7ac0-4210-a3d4-e5581e3fa0b6",
        },
        "33fca5f1daf5966400667867ee091715f42c64d1aa9e4735decc54de43b4f761",
    ),
    (
        {
            "abo": {
                "durationinmonth": "12",
                "noticeperiod": "1",
                "automaticrenewal": True,
                "monthlycosts": "10.00",
                "monthlyservicedescription": "Büro & Co",
                "circleofusers": "user",
                "none": None,
                "nothing": [],
            },
            "parametercacheid": "x",
            "callbackurl": "https://e.de/r",
            "totalprice": "10.00",
        },
        "c6ba1a8f55156f643c0cab06e2cdbfabfd35f2ca850727f0f1f30d96a228e0d1",
    ),
]


@pytest.fixture
def marketplace() -> Iterator[Marketplace]:
    with Marketplace(SECRET) as made:
        yield made


def _sign(base: str, parameters: dict[str, str]) -> str:
    """A URL as onOffice signs it, by the rules as Python has them."""
    text = base + "?" + urlencode(sorted(parameters.items())).replace("~", "%7E")
    digest = hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()
    return f"{base}?{urlencode({**parameters, 'signature': digest}, quote_via=quote)}"


@pytest.mark.parametrize(("url", "signature", "parameters"), URLS)
def test_a_signed_url_is_verified(
    marketplace: Marketplace, url: str, signature: str, parameters: dict[str, str]
) -> None:
    assert marketplace.verify(url + signature, NOW) == parameters
    assert marketplace.verify(url + signature, NOW + 120.9) == parameters
    assert marketplace.verify(url + signature, window=0) == parameters
    with pytest.raises(SignatureError) as wrong:
        marketplace.verify(url + signature[:-1] + "_", NOW)
    assert (type(wrong.value), wrong.value.status) == (SignatureError, Status.SIGNATURE)
    with pytest.raises(ExpiredError) as late:
        marketplace.verify(url + signature, NOW + 121)
    assert late.value.status == Status.EXPIRED and "120" in str(late.value)
    with pytest.raises(ExpiredError):
        marketplace.verify(url + signature)
    assert type(pickle.loads(pickle.dumps(late.value))) is ExpiredError


def test_what_was_signed_just_now_is_verified(marketplace: Marketplace) -> None:
    parameters = {"text": "ä +&=%~*\t", "empty": "", "timestamp": str(int(time.time()))}
    assert marketplace.verify(_sign("https://shop.de/a", parameters)) == parameters


def test_parameters_are_those_that_are_signed(marketplace: Marketplace) -> None:
    url = _sign("https://shop.de/a", {"a_b": "2", "timestamp": str(NOW)})
    twice = url.replace("a_b=2", "a.b=1&%20a%20b=0&a_b=2")
    assert twice != url
    assert marketplace.verify(twice, NOW) == {"a_b": "2", "timestamp": str(NOW)}
    with pytest.raises(SignatureError):
        marketplace.verify(url + "&a.b=1", NOW)


@pytest.mark.parametrize(
    "url", ["", "/shop?a=1", "https://shop.de/?a[]=1", "https://shop.de/?a\0=1", "https://\ud800"]
)
def test_what_is_no_url_is_refused(marketplace: Marketplace, url: str) -> None:
    with pytest.raises(ArgumentError):
        marketplace.verify(url, NOW)


@pytest.mark.parametrize("now", [True, "1", float("nan"), float("inf"), 1 << 64])
def test_times_are_numbers(marketplace: Marketplace, now: Any) -> None:
    with pytest.raises(ArgumentError, match="now"):
        marketplace.verify(URLS[0][0], now)
    with pytest.raises(ArgumentError, match="now"):
        marketplace.sign({}, now)


@pytest.mark.parametrize("window", ["120", 1.5, None, 1 << 64])
def test_windows_are_whole_seconds(marketplace: Marketplace, window: Any) -> None:
    with pytest.raises(ArgumentError, match="window"):
        marketplace.verify(URLS[0][0], NOW, window)


@pytest.mark.parametrize(("order", "signature"), ORDERS)
def test_an_order_is_signed(
    marketplace: Marketplace, order: dict[str, Any], signature: str
) -> None:
    expected = {**order, "timestamp": NOW, "signature": signature}
    assert json.loads(marketplace.sign(order, NOW)) == expected
    again = marketplace.sign(marketplace.sign(json.dumps(order), NOW), NOW + 5)
    assert json.loads(again) == expected
    before = int(time.time())
    assert before <= json.loads(marketplace.sign(order))["timestamp"] <= time.time()


@pytest.mark.parametrize(
    ("order", "message"),
    [
        ({"totalprice": 99.9}, "99.90"),
        ('{"a":1,"a":1}', "twice"),
        ("[]", "object"),
        ({"timestamp": "now"}, "timestamp"),
        (7, "int"),
    ],
)
def test_what_cannot_be_signed_is_refused(
    marketplace: Marketplace, order: Any, message: str
) -> None:
    with pytest.raises(ArgumentError, match=message):
        marketplace.sign(order, NOW)


@pytest.mark.parametrize("secret", ["", "two words", "line\n", "nul\0", None, b"bytes"])
def test_secrets_have_rules(secret: Any) -> None:
    with pytest.raises(ArgumentError, match="secret"):
        Marketplace(secret)


def test_nothing_shows_the_secret(marketplace: Marketplace) -> None:
    seen = [repr(marketplace), repr(vars(marketplace))]
    for url in (URLS[0][0], "x", URLS[1][0] + URLS[1][1]):
        with pytest.raises(OnOfficeError) as caught:
            marketplace.verify(url, 0)
        trace = caught.value.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename.endswith("/_marketplace.py"):
                seen.append(repr(trace.tb_frame.f_locals))
            trace = trace.tb_next
        seen.append(repr(caught.value.__dict__))
    for text in seen:
        assert SECRET not in text and URLS[1][1] not in text and "apiToken" not in text
    with pytest.raises(TypeError):
        pickle.dumps(marketplace)


def test_a_closed_one_is_of_no_use() -> None:
    marketplace = Marketplace(SECRET)
    marketplace.close()
    marketplace.close()
    with pytest.raises(ArgumentError, match="closed"):
        marketplace.sign({}, NOW)


def test_a_customer_is_activated(
    marketplace: Marketplace, sandbox: Sandbox, connect: Connect
) -> None:
    parameters = {
        "apiClaim": "a/claim",
        "apiToken": sandbox.token,
        "parameterCacheId": "6802c44a",
        "timestamp": str(int(time.time())),
    }
    given = marketplace.verify(_sign("https://shop.de/unlock", parameters))
    client = connect(sandbox, token=given["apiToken"], extended_claim=given["apiClaim"])
    unlocked = {"parameterCacheId": given["parameterCacheId"], "isRegularCustomer": 1}
    (record,) = client.do("unlockProvider", unlocked).records
    assert record["success"] == "success"


def test_statuses_have_their_exceptions() -> None:
    assert error_class(Status.FILE) is FileError and issubclass(FileError, OSError)
    assert error_class(Status.SIGNATURE) is SignatureError
    assert error_class(Status.EXPIRED) is ExpiredError
    error = FileError("no such file")
    assert (str(error), error.status) == ("no such file", Status.FILE)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.message) == (FileError, "no such file")
