"""The switches that make the sandbox fail, from Python."""

from __future__ import annotations

import email.utils
import http.client
import json
import threading
import time
from typing import Any, Optional

import pytest
from sandbox.client import STABLE, Api, connection

from libonoffice.sandbox import Fault, Sandbox

READ = ("read", "estate", {"data": ["Id"], "listlimit": 1})
CREATE = ("create", "address", {"Name": "A"})


def exchange(api: Api, *actions: Any) -> tuple[int, Any, bytes]:
    """Status, headers and body of a request on a connection of its own."""
    signed = [api.action(*action) for action in actions or (READ,)]
    body = json.dumps({"token": api.sandbox.token, "request": {"actions": signed}})
    peer = connection(api.sandbox)
    try:
        peer.request("POST", STABLE, body)
        response = peer.getresponse()
        return response.status, response.headers, response.read()
    finally:
        peer.close()


def codes(api: Api, *actions: Any) -> list[int]:
    """The error codes of a reply: at the top, then of each action."""
    reply = json.loads(exchange(api, *actions)[2])
    results = [result["status"]["errorcode"] for result in reply["response"]["results"]]
    return [reply["status"]["errorcode"], *results]


def test_an_error_for_the_whole_request(own: Api) -> None:
    fault = own.sandbox.fail(error=22, times=2)
    for expected in (1, 2):
        reply = json.loads(exchange(own, READ, CREATE)[2])
        assert reply["status"] == {"code": 400, "errorcode": 22, "message": "Not authenticated"}
        assert reply["response"] == {"results": []}
        assert (fault.struck, fault.left) == (expected, 2 - expected)
    assert codes(own) == [0, 0]
    assert (fault.struck, own.sandbox.executed) == (2, {"read estate": 1})
    own.sandbox.fail(error=999, message="Maintenance")
    reply = json.loads(exchange(own)[2])
    assert reply["status"] == {"code": 500, "errorcode": 999, "message": "Maintenance"}


def test_an_error_of_one_call_leaves_the_others_alone(own: Api) -> None:
    fault = own.sandbox.fail(error=80, call="read estate", times=2)
    assert codes(own, READ, CREATE, READ, READ) == [97, 80, 0, 80, 0]
    assert fault.struck == 2 and not len(own.sandbox.faults)
    assert own.sandbox.executed == {"create address": 1, "read estate": 1}
    assert codes(own, READ) == [0, 0]


def test_a_call_may_be_named_with_its_resource_id(own: Api) -> None:
    own.sandbox.fail(error=127, call="get file[address]")
    estate = ("get", "file", {"estateid": 17}, "estate")
    address = ("get", "file", {"addressid": 22}, "address")
    assert codes(own, estate, address) == [97, 0, 127]
    own.sandbox.fail(error=1, call="do uploadfile[]")  # null and "" are the same
    assert codes(own, ("do", "uploadfile", {"data": ""}, None)) == [97, 1]


def test_an_error_after_execution(own: Api) -> None:
    own.sandbox.fail(error=1, call="create address", executed=True)
    own.sandbox.fail(error=1, executed=True)
    assert codes(own, CREATE) == [1]  # the second strikes the request, the first the action in it
    assert own.sandbox.executed == {"create address": 1}


def test_a_wrong_signature_comes_before_an_error_of_a_call(own: Api) -> None:
    fault = own.sandbox.fail(error=80, call="read estate")
    action = {**own.action(*READ), "hmac": "x"}
    assert own.send(action)["response"]["results"][0]["status"]["errorcode"] == 137
    assert fault.struck == 0


def test_a_status(own: Api) -> None:
    own.sandbox.fail(status=503, retry_after=7)
    own.sandbox.fail(status=429, body='{"wait": true}', retry_after="Fri, 31 Dec 1999 23:59:59 GMT")
    own.sandbox.fail(status=599, body="")
    own.sandbox.fail(status=204)
    status, headers, body = exchange(own)
    assert (status, headers["Retry-After"], body) == (503, "7", b"503 Service Unavailable\n")
    status, headers, body = exchange(own)
    assert (status, body) == (429, b'{"wait": true}')
    assert headers["Retry-After"].endswith("GMT") and "json" in headers["Content-Type"]
    assert exchange(own)[::2] == (599, b"")
    status, headers, body = exchange(own)
    assert (status, headers["Content-Length"], body) == (204, None, b"")
    assert own.sandbox.executed == {} and own.sandbox.requests == 4
    own.sandbox.fail(status=504, executed=True)
    assert exchange(own, CREATE)[0] == 504
    assert own.sandbox.executed == {"create address": 1}


def test_a_status_leaves_the_connection_open(own: Api) -> None:
    own.sandbox.fail(status=503)
    own.http.request("POST", STABLE, b"{}")
    assert own.http.getresponse().read() == b"503 Service Unavailable\n"
    assert own.code(*READ) == 0
    assert own.sandbox.connections == 1


@pytest.mark.parametrize(
    ("drop", "executed"),
    [("before", 0), ("request", 0), ("after", 1), ("answer", 1)],
)
@pytest.mark.parametrize("https", [False, True])
def test_a_dropped_connection(drop: str, executed: int, https: bool) -> None:
    with Sandbox(https=https) as box, Api(box) as api:
        fault = box.fail(drop=drop)
        with pytest.raises((http.client.HTTPException, OSError)) as broken:
            exchange(api, CREATE)
        assert box.executed == ({"create address": 1} if executed else {})
        assert (box.requests, fault.struck) == (1, 1)
        if drop == "answer":
            assert isinstance(broken.value, (http.client.IncompleteRead, OSError))
        assert codes(api, CREATE) == [0, 0]
        assert box.executed == {"create address": 1 + executed}


def test_a_drop_after_reading_need_not_execute(own: Api) -> None:
    own.sandbox.fail(drop="after", executed=False)
    with pytest.raises((http.client.HTTPException, OSError)):
        exchange(own, CREATE)
    assert own.sandbox.executed == {}


def test_a_drop_within_a_large_request(own: Api) -> None:
    own.sandbox.fail(drop="request")
    upload = ("do", "uploadfile", {"data": "A" * 8_000_000}, None)
    with pytest.raises((http.client.HTTPException, OSError)):
        exchange(own, upload)
    assert own.sandbox.executed == {}
    peer = connection(own.sandbox)
    own.sandbox.fail(drop="request")
    with pytest.raises((http.client.HTTPException, OSError)):
        peer.request("POST", STABLE, iter([b"{}"] * 3), {"Transfer-Encoding": "chunked"})
        peer.getresponse()
    peer.close()


def test_broken_answers(own: Api) -> None:
    whole = own.post_text(*READ)
    own.sandbox.fail(broken="cut")
    own.sandbox.fail(broken="html", status=502)
    own.sandbox.fail(broken="html")
    own.sandbox.fail(broken="empty")
    status, headers, body = exchange(own)
    assert (status, body.decode()) == (200, whole[: len(whole) // 2])
    assert "json" in headers["Content-Type"]
    for expected in (502, 200):
        status, headers, body = exchange(own)
        assert status == expected and body.startswith(b"<!DOCTYPE html>")
        assert headers["Content-Type"].startswith("text/html")
    assert exchange(own)[::2] == (200, b"")
    assert own.sandbox.executed == {"read estate": 3}  # a proxy's page needs no server


def test_a_delay(own: Api) -> None:
    own.sandbox.fail(delay=0.2)
    own.sandbox.fail(delay=0.2, status=503)
    for status in (200, 503):
        start = time.monotonic()
        assert exchange(own)[0] == status
        assert time.monotonic() - start >= 0.2
    assert own.sandbox.executed == {"read estate": 1}


def test_a_delayed_request_is_executed_and_does_not_outlast_the_sandbox() -> None:
    start = time.monotonic()
    with Sandbox() as box, Api(box) as api:
        box.fail(delay=3600)
        api.http.timeout = 0.3
        with pytest.raises(OSError):  # socket.timeout, and TimeoutError since Python 3.10
            api.call(*CREATE)
        assert box.executed == {"create address": 1} and box.requests == 1
    assert time.monotonic() - start < 60


@pytest.mark.parametrize("clock", [-3600, 3600])
def test_a_wrong_clock(own: Api, clock: int) -> None:
    own.sandbox.fail(clock=clock)
    _, headers, body = exchange(own)
    date = email.utils.parsedate_to_datetime(headers["Date"]).timestamp()
    assert abs(date - time.time() - clock) < 60
    assert json.loads(body)["response"]["results"][0]["status"]["errorcode"] == 136
    _, headers, _ = exchange(own)
    assert abs(email.utils.parsedate_to_datetime(headers["Date"]).timestamp() - time.time()) < 60


def test_a_call_decides_for_faults_of_requests_too(own: Api) -> None:
    fault = own.sandbox.fail(status=500, call="create address", times=None)
    assert exchange(own, READ)[0] == 200
    assert exchange(own, READ, CREATE)[0] == 500
    assert exchange(own, CREATE)[0] == 500
    assert (fault.struck, fault.left) == (2, None)
    assert own.sandbox.faults.remove(fault) and not own.sandbox.faults.remove(fault)
    assert exchange(own, CREATE)[0] == 200


def test_they_come_in_order_and_those_without_end_step_back(own: Api) -> None:
    box = own.sandbox
    box.fail(status=500, times=None)
    box.fail(status=501)
    box.fail(drop="before")
    box.fail(status=502, times=2)
    assert exchange(own)[0] == 501
    with pytest.raises((http.client.HTTPException, OSError)):
        exchange(own)
    assert [exchange(own)[0] for _ in range(4)] == [502, 502, 500, 500]
    assert [fault.status for fault in box.faults] == [500]
    box.faults.clear()
    assert exchange(own)[0] == 200


def test_other_pages_are_not_struck(own: Api) -> None:
    fault = own.sandbox.fail(status=503)
    own.http.request("POST", "/elsewhere", b"{}")
    assert own.http.getresponse().status == 404
    assert fault.struck == 0


def test_the_count_is_exact_with_many_threads(own: Api) -> None:
    box = own.sandbox
    whole, single = box.fail(status=503, times=37), box.fail(error=80, call="read user", times=41)
    seen: list[Optional[int]] = []

    def work() -> None:
        for _ in range(20):
            status, _, body = exchange(own, ("read", "user", {"data": ["Nr"], "listlimit": 1}))
            seen.append(status if status != 200 else json.loads(body)["status"]["errorcode"])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {code: seen.count(code) for code in seen} == {503: 37, 97: 41, 0: 160 - 37 - 41}
    assert (whole.struck, whole.left, single.struck, single.left) == (37, 0, 41, 0)
    assert box.executed == {"read user": 160 - 37 - 41}


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({}, ValueError),
        ({"times": 2}, ValueError),
        ({"error": 0}, ValueError),
        ({"error": "80"}, TypeError),
        ({"error": True}, TypeError),
        ({"error": 80, "status": 500}, ValueError),
        ({"error": 80, "drop": "after"}, ValueError),
        ({"error": 80, "times": 0}, ValueError),
        ({"error": 80, "times": 1.5}, TypeError),
        ({"error": 80, "call": "read estates"}, ValueError),
        ({"error": 80, "call": "estate"}, ValueError),
        ({"message": "x", "delay": 1}, ValueError),
        ({"message": None, "error": 1}, TypeError),
        ({"status": 100}, ValueError),
        ({"status": 600}, ValueError),
        ({"status": 200, "broken": "cut"}, ValueError),
        ({"status": 500, "broken": "html", "body": ""}, ValueError),
        ({"status": 500, "retry_after": "1\r\nX: y"}, ValueError),
        ({"status": 500, "retry_after": "später"}, ValueError),
        ({"retry_after": 1, "delay": 1}, ValueError),
        ({"body": "x", "delay": 1}, ValueError),
        ({"drop": "later"}, ValueError),
        ({"drop": "before", "call": "read estate"}, ValueError),
        ({"drop": "request", "executed": True}, ValueError),
        ({"drop": "answer", "executed": False}, ValueError),
        ({"broken": "cut", "executed": False}, ValueError),
        ({"broken": "x"}, ValueError),
        ({"delay": -1}, ValueError),
        ({"delay": float("nan")}, ValueError),
        ({"delay": 1, "executed": False}, ValueError),
        ({"clock": "1"}, TypeError),
        ({"clock": float("inf")}, ValueError),
    ],
)
def test_what_cannot_be(settings: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        Fault(**settings)


def test_a_fault_is_added_once(own: Api) -> None:
    fault = own.sandbox.fail(status=503)
    with pytest.raises(ValueError, match="once"):
        own.sandbox.faults.add(fault)


@pytest.mark.parametrize("call", ["do multiselectkey", "read estate", "get file[address]"])
def test_every_call_of_the_api_can_be_named(call: str) -> None:
    assert Fault(error=1, call=call).is_of_action
