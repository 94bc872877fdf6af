"""What the network does to a call, and what the caller gets to know of it."""

from __future__ import annotations

import builtins
import gzip
import pickle
import socket
import time
from collections.abc import Callable

import pytest
from raw_server import Exchange, always, echo, envelope, http, result
from support import Connect, Serve

from libonoffice import (
    Action,
    ApiError,
    CancelledError,
    Client,
    ConnectError,
    HttpError,
    LimitError,
    OnOfficeError,
    ProtocolError,
    Status,
    TimeoutError,
    TransportError,
)

READ = [Action("read", "estate")]
CREATE = [Action("create", "address")]
GOOD = http(envelope([result()]))


def fail(client: Client, kind: type[OnOfficeError], create: bool = False) -> OnOfficeError:
    """The error of a send that must fail in that way."""
    with pytest.raises(kind) as caught:
        client.send(CREATE if create else READ)
    error = caught.value
    assert error.message
    assert error.response is not None and error.response.status == error.status
    assert error.status == kind.default_status
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error) and str(again) == str(error)
    assert (again.trace, again.status, again.response) == (error.trace, error.status, None)
    return error


def test_a_refused_connection() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    with Client("token", "secret", url=f"http://127.0.0.1:{port}/api/") as client:
        error = fail(client, ConnectError, create=True)
        assert not error.uncertain and error.http_status == 0
        assert str(port) in error.message or "127.0.0.1" in error.message


def test_a_host_that_does_not_exist() -> None:
    with Client("token", "secret", url="https://nowhere.invalid/api/") as client:
        assert "nowhere.invalid" in fail(client, ConnectError).message


def stall_before(exchange: Exchange) -> None:
    exchange.server.release.wait(30)


def stall_within(exchange: Exchange) -> None:
    exchange.connection.sendall(GOOD[:-10])
    exchange.server.release.wait(30)


def drip(exchange: Exchange) -> None:
    # One byte at a time keeps every timeout that counts silence from firing.
    for byte in GOOD:
        exchange.connection.sendall(bytes([byte]))
        if exchange.server.release.wait(0.05):
            return


@pytest.mark.parametrize("answer", [stall_before, stall_within, drip])
@pytest.mark.parametrize("create", [False, True], ids=["read", "create"])
def test_a_timeout_covers_the_whole_answer(
    answer: Callable[[Exchange], None], create: bool, serve: Serve, connect: Connect
) -> None:
    client = connect(serve(answer), timeout_ms=300)
    began = time.monotonic()
    error = fail(client, TimeoutError, create)
    assert 0.25 < time.monotonic() - began < 5
    assert isinstance(error, builtins.TimeoutError)
    assert error.uncertain is create
    assert error.trace["attempts"][-1]["status"]


@pytest.mark.parametrize(
    "answer",
    [GOOD[:-10], GOOD[: GOOD.index(b"\r\n\r\n") + 4], b""],
    ids=["body", "no body", "nothing"],
)
@pytest.mark.parametrize("create", [False, True], ids=["read", "create"])
def test_a_connection_that_breaks(
    answer: bytes, create: bool, serve: Serve, connect: Connect
) -> None:
    def cut(exchange: Exchange) -> None:
        exchange.connection.sendall(answer)

    server = serve(cut)
    error = fail(connect(server), TransportError, create)
    assert error.uncertain is create
    if create:
        assert server.requests == 1, "what may have been executed is not sent again"


def test_headers_that_break_off(serve: Serve, connect: Connect) -> None:
    # libcurl takes this for an answer without a body.
    def cut(exchange: Exchange) -> None:
        exchange.connection.sendall(GOOD[:20])

    with pytest.raises((ProtocolError, TransportError)) as caught:
        connect(serve(cut)).send(CREATE)
    assert caught.value.uncertain


def test_a_kept_connection_that_breaks_does_not_repeat_a_create(
    serve: Serve, connect: Connect
) -> None:
    def once(exchange: Exchange) -> bytes | None:
        return GOOD if exchange.server.requests == 1 else None

    server = serve(once)
    client = connect(server)
    client.send(READ)
    assert fail(client, TransportError, create=True).uncertain
    assert server.requests == 2


@pytest.mark.parametrize("size", [1023, 1024, 1025, 100_000])
def test_the_limit_of_an_answer(size: int, serve: Serve, connect: Connect) -> None:
    body = envelope([result(message="")])
    body = body.replace('"OK"', '"OK' + " " * (size - len(body)) + '"', 1)
    assert len(body) == size
    client = connect(serve(always(http(body))), response_limit=1024)
    if size <= 1024:
        assert client.send(READ).ok
    else:
        assert "1024" in fail(client, LimitError).message


def test_the_limit_counts_what_is_decompressed(serve: Serve, connect: Connect) -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    answer = http(bomb, headers={"Content-Encoding": "gzip"})
    error = fail(connect(serve(always(answer)), response_limit=100_000), LimitError)
    assert error.response is not None and len(error.response.body) <= 100_000


def test_compressed_answers_are_read(serve: Serve, connect: Connect) -> None:
    body = envelope([result(identifier="ä" * 1000)])
    server = serve(always(http(gzip.compress(body.encode()), headers={"Content-Encoding": "gzip"})))
    response = connect(server).send(READ)
    assert response.body == body.encode()
    assert server.last and b"gzip" in server.last.head


def test_a_cut_compressed_answer_is_no_answer(serve: Serve, connect: Connect) -> None:
    body = gzip.compress(envelope([result(identifier=str(list(range(5000))))]).encode())[:-200]
    client = connect(serve(always(http(body, headers={"Content-Encoding": "gzip"}))))
    with pytest.raises((ProtocolError, TransportError)):
        client.send(READ)


@pytest.mark.parametrize("status", ["404 Not Found", "502 Bad Gateway", "503 Busy"])
def test_a_page_of_a_proxy(status: str, serve: Serve, connect: Connect) -> None:
    page = "<html><body>Bad Gateway</body></html>"
    error = fail(connect(serve(always(http(page, status)))), HttpError)
    assert error.http_status == int(status[:3])
    assert status[:3] in error.message
    assert error.response is not None and error.response.body == page.encode()


def test_a_page_with_status_200(serve: Serve, connect: Connect) -> None:
    fail(connect(serve(always(http("<html>Wartung</html>")))), ProtocolError)


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Again", "308 Moved"])
def test_a_redirect_is_not_followed(status: str, serve: Serve, connect: Connect) -> None:
    target = serve(echo)
    answer = http("", status, {"Location": target.url + "stable/api.php"})
    error = fail(connect(serve(always(answer))), HttpError)
    assert error.http_status == int(status[:3])
    assert target.connections == 0


@pytest.mark.parametrize("body", ["", "{", envelope([result()])[:-1], "null", "[]"])
def test_an_answer_that_is_none(body: str, serve: Serve, connect: Connect) -> None:
    error = fail(connect(serve(always(http(body)))), ProtocolError, create=True)
    assert error.uncertain, "a create was handed over and no usable answer came"
    assert error.http_status == 200


def test_an_error_of_the_api_comes_through_an_http_error(serve: Serve, connect: Connect) -> None:
    body = envelope([], 500, 22, "not authenticated")
    error = fail(connect(serve(always(http(body, "400 Bad Request")))), ApiError)
    assert error.code == 22 and error.http_status == 400
    assert not error.uncertain


def test_the_request_is_plain(serve: Serve, connect: Connect) -> None:
    server = serve(echo)
    client = connect(server, user_agent="tests/1", api_version="latest")
    client.send([Action("read", "estate", {"text": "x" * 100_000})])
    assert server.last is not None
    lines = server.last.head.decode().lower().split("\r\n")
    assert lines[0] == "post /api/latest/api.php http/1.1"
    assert "content-type: application/json" in lines
    assert "user-agent: tests/1" in lines
    assert not [line for line in lines if line.startswith(("expect:", "cookie:", "authorization:"))]


def test_a_complete_address_is_used_as_it_is(serve: Serve, connect: Connect) -> None:
    server = serve(echo)
    connect(server, url=server.url + "other/entry.php").send(READ)
    assert server.last and server.last.head.startswith(b"POST /api/other/entry.php HTTP/1.1\r\n")


@pytest.mark.parametrize("count", [1, 30])
def test_connections_are_kept_and_counted(count: int, serve: Serve, connect: Connect) -> None:
    server = serve(echo)
    client = connect(server)
    reused = [client.send(READ).trace["attempts"][-1]["reused"] for _ in range(count)]
    assert server.connections == 1
    assert server.requests == count
    assert reused == [False] + [True] * (count - 1)


def test_a_server_that_closes_gets_a_new_connection(serve: Serve, connect: Connect) -> None:
    closing = http(envelope([result()]), headers={"Connection": "close"})
    server = serve(always(closing))
    client = connect(server)
    assert [client.send(READ).ok for _ in range(3)] == [True] * 3
    assert server.connections == 3


def test_settings_apply_to_the_next_send(serve: Serve, connect: Connect) -> None:
    first, second = serve(echo), serve(echo)
    client = connect(first)
    client.send(READ)
    client.options["url"] = second.url
    client.send(READ)
    assert (first.requests, second.requests) == (1, 1)


def test_the_proxy_is_used_or_not(
    serve: Serve, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, proxy = serve(echo), serve(echo)
    address = f"http://127.0.0.1:{proxy.port}"
    connect(server, proxy=address).send(READ)
    assert (server.requests, proxy.requests) == (0, 1)
    assert proxy.last and proxy.last.head.startswith(b"POST http://127.0.0.1:")
    connect(server, proxy="none").send(READ)
    assert (server.requests, proxy.requests) == (1, 1)


def test_cancelled_is_a_status_of_its_own() -> None:
    assert CancelledError.default_status == Status.CANCELLED
