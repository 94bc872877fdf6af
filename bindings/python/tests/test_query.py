"""client.read(): the parameters it makes, and the verbs beside it."""

from __future__ import annotations

from typing import Any

import pytest
from raw_server import echo
from support import Connect, Serve

from libonoffice import ArgumentError, Client, NotFoundError, field

SENT: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({}, {}),
    ({"data": ["Id", "ort"]}, {"data": ["Id", "ort"]}),
    ({"data": "Id"}, {"data": ["Id"]}),
    ({"data": (name for name in ("Id", "ort"))}, {"data": ["Id", "ort"]}),
    ({"sort": "ort"}, {"sortby": "ort", "sortorder": "ASC"}),
    ({"sort": "-ort"}, {"sortby": "ort", "sortorder": "DESC"}),
    ({"sort": ["ort", "-Id"]}, {"sortby": {"ort": "ASC", "Id": "DESC"}}),
    ({"sort": {"b": "asc", "a": "DESC"}}, {"sortby": {"b": "ASC", "a": "DESC"}}),
    ({"sort": []}, {}),
    ({"limit": 0}, {"listlimit": 0}),
    ({"limit": 500, "offset": 7}, {"listlimit": 500, "listoffset": 7}),
    ({"filter": field("a") == 1}, {"filter": {"a": [{"op": "=", "val": 1}]}}),
    ({"filter": {"a": [{"op": "is", "val": 1}]}}, {"filter": {"a": [{"op": "is", "val": 1}]}}),
    ({"estatelanguage": "ENG", "filterid": None}, {"estatelanguage": "ENG"}),
]


@pytest.mark.parametrize(("asked", "meant"), SENT)
def test_what_is_asked_is_what_is_sent(
    asked: dict[str, Any], meant: dict[str, Any], serve: Serve, connect: Connect
) -> None:
    server = serve(echo)
    connect(server).read("estate", **asked)
    assert server.last
    (action,) = server.last.actions
    assert action["parameters"] == meant
    assert list(action["parameters"].get("sortby", {})) == list(meant.get("sortby", {}))


def test_a_record_is_read_by_its_number(client: Client) -> None:
    first = client.read("estate", data=["Id"], limit=1)
    (again,) = client.read("estate", first.id, data=["Id"]).records
    assert again.id == first.id


MISTAKES: list[tuple[str, dict[str, Any]]] = [
    ("estate", {"limit": 501}),
    ("estate", {"limit": -1}),
    ("estate", {"limit": "5"}),
    ("estate", {"limit": True}),
    ("estate", {"offset": -1}),
    ("task", {"offset": 1}),
    ("task", {"limit": 501}),
    ("estate", {"sort": {"ort": "UP"}}),
    ("estate", {"sort": "-"}),
    ("estate", {"sort": "ort", "sortby": "Id"}),
    ("estate", {"sort": 5}),
    ("estate", {"sort": ["ort", 5]}),
    ("estate", {"data": 5}),
    ("estate", {"filter": "kaufpreis<300000"}),
    ("estate", {"limit": 5, "listlimit": 3}),
    ("estate", {"offset": 5, "listoffset": 3}),
]


@pytest.mark.parametrize(("kind", "asked"), MISTAKES)
def test_nonsense_is_refused_before_anything_is_sent(
    kind: str, asked: dict[str, Any], serve: Serve, connect: Connect
) -> None:
    server = serve(echo)
    with pytest.raises(ArgumentError):
        connect(server).read(kind, **asked)
    assert server.connections == 0


def test_the_log_has_a_spelling_of_its_own(serve: Serve, connect: Connect) -> None:
    server = serve(echo)
    connect(server).read("log", limit=5, offset=10)
    assert server.last and server.last.actions[0]["parameters"] == {
        "listlimit": 5,
        "listOffset": 10,
    }


def test_every_verb_reaches_the_api(client: Client) -> None:
    number = client.create("address", {"Vorname": "Jörg", "Name": "Müller"}).id
    assert isinstance(number, int)
    assert client.modify("address", number, {"Ort": "Köln"}).records[0]["success"] == "success"
    assert client.read("address", number, data=["Ort"]).records[0]["Ort"] == "Köln"
    found = client.get("search", {"input": "Müller"}, resource_id="address", identifier="s")
    assert number in [record.id for record in found]
    assert found.identifier == "s"
    owner = {
        "relationtype": "urn:onoffice-de-ns:smart:2.5:relationTypes:estate:address:owner",
        "parentid": client.read("estate", data=["Id"], limit=1).id,
        "childid": number,
    }
    client.create("relation", owner)
    assert client.delete("relation", None, owner).ok
    done = client.do("uploadfile", {"data": "QUJD"}, resource_id=None)
    assert done.records[0]["filesize"] == 3


def test_what_is_not_there_has_no_number(client: Client) -> None:
    nothing = client.read("estate", data=["Id"], filter=field("ort") == "Nirgendwo")
    assert nothing.id is None and list(nothing) == []
    with pytest.raises(NotFoundError):
        client.modify("estate", 2_000_000_000, {"data": {"ort": "Aachen"}})
