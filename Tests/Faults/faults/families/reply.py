"""Answers with status 200 that are not one complete JSON value."""

from __future__ import annotations

import json
from collections.abc import Callable

from .. import answers
from ..fault import GOOD, MEGABYTE, OK, PROTOCOL, UNKNOWN, Family, Play
from ..peer import Peer
from ..plays import reply

_family = Family("reply", reused=False)
_brief = Family("reply", reused=False, brief=True)
_add = _family.add


def changed(change: Callable[[bytes], bytes]) -> Play:
    """Takes the request, and answers with what becomes of the good answer; the connection stays."""

    def play(peer: Peer) -> None:
        peer.send(answers.http(change(answers.good(peer.take()))))
        peer.stays = True

    return play


def _in_city(text: bytes) -> Callable[[bytes], bytes]:
    """Puts raw bytes into a string of the answer."""
    return lambda body: body.replace(b'"K\\u00f6ln"', b'"' + text + b'"')


def _in_number(text: bytes) -> Callable[[bytes], bytes]:
    """Puts raw bytes in place of a number that the library does not look at."""
    return lambda body: body.replace(b"4711", text)


# No JSON

_add("empty", "sends an empty body", UNKNOWN, PROTOCOL, reply(b""))
_add("page", "sends a page", UNKNOWN, PROTOCOL, reply(b"<html>Welcome</html>", kind="text/html"))
for _name, _body in (
    ("blanks", b" \r\n\t " * 100),
    ("nul", b"\0"),
    ("bom-only", b"\xef\xbb\xbf"),
    ("null", b"null"),
    ("true", b"true"),
    ("number", b"7"),
    ("string", b'"OK"'),
    ("list", b"[]"),
    ("object", b"{}"),
    ("open-brace", b"{"),
    ("open-string", b'{"status'),
    ("words", b"Fatal error: Allowed memory size exhausted"),
    ("xml", b'<?xml version="1.0"?><response/>'),
):
    _brief.add(f"body-{_name}", f"sends {_name} only", UNKNOWN, PROTOCOL, reply(_body))

# JSON with something around it

for _name, _does, _change in (
    ("twice", "sends the answer twice", lambda body: body * 2),
    ("halved", "sends half of the answer", lambda body: body[: len(body) // 2]),
    ("comma-after", "sends a comma after the answer", lambda body: body + b","),
    ("brace-after", "sends a brace after the answer", lambda body: body + b"}"),
    ("nul-after", "sends a NUL after the answer", lambda body: body + b"\0"),
    ("nul-before", "sends a NUL before the answer", lambda body: b"\0" + body),
    ("bom", "sends a byte order mark before the answer", lambda body: b"\xef\xbb\xbf" + body),
    (
        "notice-before",
        "sends a notice of PHP before the answer",
        lambda body: b"<br />\n<b>Notice</b>: " + body,
    ),
    (
        "notice-after",
        "sends a notice of PHP after the answer",
        lambda body: body + b"\n<b>Notice</b>",
    ),
    (
        "guard-before",
        "sends a guard against scripts before the answer",
        lambda body: b")]}',\n" + body,
    ),
    ("callback", "sends the answer as an argument of a function", lambda body: b"f(" + body + b")"),
    ("utf-16", "sends the answer in UTF-16", lambda body: body.decode().encode("utf-16")),
    ("utf-32", "sends the answer in UTF-32", lambda body: body.decode().encode("utf-32-le")),
    ("single-quotes", "sends single quotes", lambda body: body.replace(b'"', b"'")),
    ("comma-trailing", "sends a comma before a brace", lambda body: body.replace(b"}}", b"},}", 1)),
    ("comment", "sends a comment", lambda body: body.replace(b":", b": /* here */ ", 1)),
    (
        "key-bare",
        "sends a key without quotes",
        lambda body: body.replace(b'"status"', b"status", 1),
    ),
):
    _brief.add(_name, _does, UNKNOWN, PROTOCOL, changed(_change))

# Strings and numbers that are none

for _name, _does, _text in (
    ("utf-8-stray", "a byte that is no UTF-8", b"K\xf6ln"),
    ("utf-8-cut", "a character of UTF-8 that is cut", b"K\xc3"),
    ("utf-8-overlong", "a character in more bytes than it needs", b"\xc0\xaf"),
    ("utf-8-surrogate", "half a pair of UTF-16 in UTF-8", b"\xed\xa0\x80"),
    ("utf-8-beyond", "a character beyond Unicode", b"\xf4\x90\x80\x80"),
    ("nul-in-string", "a NUL in a string", b"K\0ln"),
    ("newline-in-string", "a line end in a string", b"K\nln"),
    ("escape-unknown", "an escape that there is not", b"K\\xf6ln"),
    ("escape-cut", "an escape that is cut", b"K\\u00f"),
):
    _brief.add(_name, f"sends {_does}", UNKNOWN, PROTOCOL, changed(_in_city(_text)))
for _text in (
    b"01",
    b"+1",
    b".5",
    b"1.",
    b"-",
    b"1e",
    b"0x10",
    b"NaN",
    b"Infinity",
    b"tru",
    b"nul",
    b"1 2",
):
    _brief.add(
        f"number-{_text.decode().replace(' ', '-and-')}",
        f"sends {_text.decode()} as a value",
        UNKNOWN,
        PROTOCOL,
        changed(_in_number(_text)),
    )

# Too deep

_add(
    "depth-100000",
    "nests lists 100,000 deep",
    UNKNOWN,
    PROTOCOL,
    changed(_in_number(b"[" * 100_000 + b"]" * 100_000)),
)
_add("depth-objects", "nests objects 100,000 deep", UNKNOWN, PROTOCOL, reply(b'{"a":' * 100_000))
_add(
    "depth-limit",
    "nests deeper than depth_limit, which is low",
    UNKNOWN,
    PROTOCOL,
    changed(_in_number(b"[" * 20 + b"]" * 20)),
    options={"depth_limit": 16},
)

# Strange, but right

_add(
    "depth-500",
    "nests 500 deep, which is below depth_limit",
    GOOD,
    OK,
    changed(_in_number(b"[" * 500 + b"]" * 500)),
)
for _name, _does, _change in (
    (
        "blanks-around",
        "sends 1 MB of blanks around the answer",
        lambda body: b" " * MEGABYTE + body + b"\n" * MEGABYTE,
    ),
    (
        "pretty",
        "sends the answer with line ends and indents",
        lambda body: json.dumps(json.loads(body), indent=4).encode(),
    ),
    ("utf-8-raw", "sends characters unescaped", _in_city("Köln 🏠".encode())),
    ("surrogate-pair", "sends a pair of escapes", _in_city(b"\\ud83c\\udfe0")),
    ("surrogate-half", "sends half a pair of escapes", _in_city(b"\\ud83c")),
    ("nul-escaped", "sends a NUL as an escape", _in_city(b"\\u0000")),
    ("string-long", "sends a string of 1 MB", _in_city(b"o" * MEGABYTE)),
    ("list-long", "sends a list of 200,000 numbers", _in_number(b"[1" + b",1" * 200_000 + b"]")),
    (
        "keys-many",
        "sends an object of 100,000 equal keys",
        _in_number(b'{"a":1' + b',"a":1' * 100_000 + b"}"),
    ),
    ("digits-many", "sends a number of 100,000 digits", _in_number(b"9" * 100_000)),
    ("exponent-huge", "sends 1e999999", _in_number(b"1e999999")),
    ("number-64-bits", "sends a number beyond 64 bits", _in_number(b"18446744073709551616")),
    ("zero-negative", "sends -0", _in_number(b"-0")),
):
    _brief.add(_name, _does, GOOD, OK, changed(_change), memory=24 * MEGABYTE)
_add(
    "kind-wrong",
    "says that the answer is a picture",
    GOOD,
    OK,
    lambda peer: _as_picture(peer),
)


def _as_picture(peer: Peer) -> None:
    peer.send(answers.http(answers.good(peer.take()), kind="image/png"))
    peer.stays = True
