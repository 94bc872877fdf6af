"""Token, secret and signature show nowhere, whatever fails."""

from __future__ import annotations

import json
import logging
import pickle
import re
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from raw_server import SECRET, TOKEN, Exchange, RawServer, always, echo, envelope, http, result
from support import Certificate, Serve

import libonoffice
from libonoffice import Action, AsyncClient, Client, OnOfficeError, Request, Response

CLAIM = "claim-7c1f4e0b9a"
PASSWORD = "proxy-password-55aa"
PACKAGE = str(Path(libonoffice.__file__).parent)

READ = [Action("read", "estate", identifier="i")]


def hang(exchange: Exchange) -> None:
    exchange.server.release.wait(30)


def cut(exchange: Exchange) -> None:
    exchange.connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")


ANSWERS: dict[str, Any] = {
    "success": echo,
    "page of a proxy": always(http("<html>", "502 Bad Gateway")),
    "redirect": always(http("", "302 Found", {"Location": "https://example.org/"})),
    "empty": always(http("")),
    "no json": always(http("{")),
    "not authenticated": always(http(envelope([], 400, 22, "not authenticated"))),
    "failed action": always(http(envelope([result(137, "HMAC")], 500, 97, "see actions"))),
    "too many": always(http(envelope([result()] * 3))),
    "too few": always(http(envelope([]))),
    "too large": always(http(" " * 5000)),
    "cut": cut,
    "closed": always(None),
    "timeout": hang,
}

MISTAKES: dict[str, Callable[[str], Any]] = {
    "bad option": lambda url: _client(url, timeout_ms=-1),
    "unknown option": lambda url: _client(url, timeout=5),
    "bad url": lambda url: _client("gopher://x"),
    "text for a number": lambda url: _client(url, timeout_ms=CLAIM),
    "number for a text": lambda url: _client(url, user_agent=5),
    "nul in the claim": lambda url: _client(url, extended_claim=CLAIM + "\0"),
    "control in the claim": lambda url: _client(url, extended_claim=CLAIM + "\n"),
    "half a surrogate": lambda url: _client(url, extended_claim=CLAIM + "\ud800"),
    "control in a claim set later": lambda url: _set(url, "extended_claim", CLAIM + "\n"),
    "bad proxy set later": lambda url: _set(url, "proxy", f"ftp://me:{PASSWORD}@[x"),
    "bad proxy": lambda url: _client(url, proxy=f"ftp://me:{PASSWORD}@[x"),
    "nul in the secret": lambda url: Client(TOKEN, SECRET + "\0"),
    "half in the secret": lambda url: Client(TOKEN, SECRET + "\ud800"),
    "bytes as secret": lambda url: Client(TOKEN, SECRET.encode()),  # type: ignore[arg-type]
    "control in the token": lambda url: Client(TOKEN + "\x07", SECRET),
    "bad option of an asyncio client": lambda url: AsyncClient(TOKEN, SECRET, timeout=5),
    "claim of an asyncio client": lambda url: AsyncClient(
        token=TOKEN, secret=SECRET, extended_claim=CLAIM + "\n"
    ),
    "no library": lambda url: Client(TOKEN, SECRET, library="/nonexistent/libonoffice.so"),
    "no action": lambda url: _client(url).send(["{"]),
    "nan": lambda url: _client(url).call("read", "estate", {"a": float("nan")}),
    "negative time": lambda url: Request(READ).sign(_client(url), -1),
    "refused": lambda url: _client("http://127.0.0.1:1/api/").send(READ),
    "refused proxy": lambda url: _client(url, proxy=f"http://me:{PASSWORD}@127.0.0.1:1").send(READ),
    "no host": lambda url: _client("https://nowhere.invalid/api/").send(READ),
}


def _client(url: str, **options: Any) -> Client:
    options.setdefault("extended_claim", CLAIM)
    return Client(TOKEN, SECRET, url=url, **options)


def _set(url: str, name: str, value: str) -> None:
    _client(url).options[name] = value


def _texts(error: BaseException | None) -> Iterator[str]:
    """Everything an error can be made to say, locals of the package's own frames included."""
    while error is not None:
        yield str(error)
        yield repr(error)
        yield repr(vars(error))
        yield "".join(traceback.format_exception(type(error), error, error.__traceback__))
        for frame, _ in traceback.walk_tb(error.__traceback__):
            if frame.f_code.co_filename.startswith(PACKAGE):
                yield repr(frame.f_locals)
        if isinstance(error, OnOfficeError):
            yield pickle.dumps(error).decode("latin-1")
            yield json.dumps(error.trace)
            if error.response is not None:
                yield from _response_texts(error.response)
        error = error.__cause__ or error.__context__


def _response_texts(response: Response) -> Iterator[str]:
    yield repr(response)
    yield response.message
    yield json.dumps(response.trace)
    for item in response.results:
        yield from (repr(item), item.message, item.name)


def _check(texts: Iterator[str], server: RawServer | None = None) -> None:
    hidden = [TOKEN, SECRET, CLAIM, PASSWORD]
    if server and server.last:
        hidden += re.findall(r'"hmac" *: *"([^"]+)"', server.last.body.decode())
        assert len(hidden) == 5, "the signature was found in what was sent"
    said = "\n".join(texts)
    assert said
    for secret in hidden:
        assert secret not in said


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_give_nothing_away(
    name: str, serve: Serve, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    server = serve(ANSWERS[name])
    texts: list[str] = []
    with _client(server.url, timeout_ms=300, response_limit=4000) as client:
        texts += [repr(client), repr(client.options), repr(dict(client.options))]
        try:
            response = client.send(READ)
            texts += _response_texts(response)
            response.raise_for_error()
            assert name == "success"
        except OnOfficeError as error:
            assert name != "success"
            texts += _texts(error)
    assert server.last is not None
    texts += [caplog.text, *capfd.readouterr()]
    _check(iter(texts), server)


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_give_nothing_away(name: str, serve: Serve) -> None:
    server = serve(echo)
    with pytest.raises(OnOfficeError) as caught:
        MISTAKES[name](server.url)
    _check(_texts(caught.value))
    assert server.connections == 0


def test_distrust_gives_nothing_away(serve: Serve, certificates: dict[str, Certificate]) -> None:
    server = serve(echo, certificates["elsewhere"].context)
    with _client(server.url, ca_file=certificates["unrelated"].path) as client:
        with pytest.raises(libonoffice.TlsError) as caught:
            client.send(READ)
        _check(_texts(caught.value))


def test_no_object_keeps_them() -> None:
    with _client("https://example.org/api/") as client:
        things: list[Any] = [client]
        seen = set()
        while things:
            thing = things.pop()
            if id(thing) in seen:
                continue
            seen.add(id(thing))
            if isinstance(thing, str):
                assert TOKEN not in thing and SECRET not in thing and CLAIM not in thing
            elif isinstance(thing, dict):
                things += [*thing.keys(), *thing.values()]
            elif isinstance(thing, (list, tuple, set)):
                things += thing
            elif hasattr(thing, "__dict__") and not isinstance(thing, type):
                things.append(vars(thing))


def test_an_action_does_not_show_what_its_parameters_are_given() -> None:
    claims: list[dict[str, Any]] = [
        {"extendedclaim": CLAIM},
        {"deep": [{"accountPassword": SECRET, "name": "a"}]},
    ]
    for parameters in claims:
        _check(iter([repr(Action("do", "unlockProvider", parameters))]))
    assert repr(Action("read", "estate", {"data": ["Id"], "secret": "x"}, 5)) == (
        "Action('read', 'estate', {'data': ['Id'], 'secret': '***'}, 5, '')"
    )


def test_a_signed_body_is_the_only_place() -> None:
    with _client("https://example.org/api/") as client:
        request = Request(READ)
        body = request.sign(client, 1_700_000_000)
        assert TOKEN.encode() in body and CLAIM.encode() in body
        assert SECRET.encode() not in body
        _check(iter([repr(request), repr(client), repr(vars(request))]))
