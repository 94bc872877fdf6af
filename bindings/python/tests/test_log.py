"""What the package tells the standard logging."""

from __future__ import annotations

import logging

import pytest
from raw_server import SECRET, TOKEN, always, echo, envelope, http, result
from support import Connect, Serve

from libonoffice import Action, OnOfficeError, TransportError
from libonoffice._log import SHOWN, redact


def lines(caplog: pytest.LogCaptureFixture, level: int) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno == level]


def test_a_call_is_one_line(
    connect: Connect, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "libonoffice")
    client = connect(serve(echo))
    client.read("estate", limit=1)
    client.send([Action("read", "user"), '{"actionid":"get","resourcetype":"fields"}'])
    single, several = lines(caplog, logging.INFO)
    assert single.startswith("read estate: ok, ") and single.endswith(", 1 attempt")
    assert " bytes in " in single and " ms, " in single
    assert several.startswith("2 actions: read user, get fields: ok, ")


def test_a_failure_tells_its_status_and_code(
    connect: Connect, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "libonoffice")
    server = serve(always(http(envelope([], 400, 22, "not authenticated"))))
    with pytest.raises(OnOfficeError):
        connect(server).read("estate")
    (line,) = lines(caplog, logging.INFO)
    assert line.startswith("read estate: ONOFFICE_ERROR_API 22, ")


def test_an_uncertain_write_is_a_warning(
    connect: Connect, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    client = connect(serve(always(None)))
    with pytest.raises(TransportError):
        client.create("address", {"Name": "Müller"})
    (line,) = lines(caplog, logging.WARNING)
    assert "may have been executed" in line


def test_debug_shows_bodies_without_secrets(
    connect: Connect, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "libonoffice")
    echoed = f'{{"Token": "{TOKEN[:20]}", "x": "{SECRET}"}}'
    server = serve(always(http(envelope([result(data={"records": [], "echo": echoed})]))))
    client = connect(server)
    client.do("thing", {"accountpassword": "geheim", "extendedclaim": "c-1", "note": "hallo"})
    sent, received = lines(caplog, logging.DEBUG)
    assert sent.startswith("do thing: sent {") and '"note":"hallo"' in sent
    assert received.startswith("do thing: received {")
    for secret in ("geheim", "c-1", TOKEN, SECRET):
        assert secret not in sent + received


def test_debug_shortens_what_is_long(
    connect: Connect, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "libonoffice")
    connect(serve(echo)).do("thing", {"data": "kurz " * 10_000})
    sent = lines(caplog, logging.DEBUG)[0]
    assert len(sent) < SHOWN + 100 and "bytes)" in sent


def test_half_a_secret_is_hidden_as_well(
    connect: Connect, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "libonoffice")
    client = connect(serve(echo))
    # Long words are hidden, so that the end of what is shown comes near the place of the cut.
    for shift in range(0, 64, 5):
        caplog.clear()
        client.do("thing", {"data": "A" * (4 * SHOWN - 110 - shift) + f" {SECRET}"})
        assert SECRET[:8] not in lines(caplog, logging.DEBUG)[0]


def test_nothing_is_said_unless_it_is_wanted(
    connect: Connect, serve: Serve, capfd: pytest.CaptureFixture[str]
) -> None:
    connect(serve(echo)).read("estate")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('{"token":"abc"}', '{"token":"***"}'),
        ('{"apiClaim" : "a\\"b"}', '{"apiClaim" : "***"}'),
        ('{"Passwort":"abc', '{"Passwort":"***"'),
        (f"x {TOKEN} y", "x *** y"),
        ('{"title":"Penthouse"}', '{"title":"Penthouse"}'),
    ],
)
def test_redaction(text: str, shown: str) -> None:
    assert redact(text) == shown
