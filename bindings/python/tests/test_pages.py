"""client.iterate(): all records, over all pages."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from lists import estates
from raw_server import Exchange
from support import Connect, Serve

from libonoffice import ApiError, ArgumentError, Client, LimitError, ServerError, field
from libonoffice.sandbox import Sandbox


def test_all_records_come_once_and_in_order(client: Client, sandbox: Sandbox) -> None:
    before = sandbox.requests
    pages = client.iterate("estate", data=["Id"], sort="Id")
    total = len(pages)
    numbers = [record.id for record in pages]
    assert len(numbers) == len(set(numbers)) == total > 2000
    assert numbers == sorted(numbers, key=int)
    assert sandbox.requests - before == -(-total // 500)
    assert list(pages) == [], "a walk is over once"


@pytest.mark.parametrize("limit", [0, 1, 10, 500, 501, 1200])
def test_a_limit_never_fetches_more(limit: int, connect: Connect, serve: Serve) -> None:
    wanted: list[int] = []

    def answer(exchange: Exchange) -> Any:
        wanted.append(int(exchange.actions[0]["parameters"]["listlimit"]))
        return estates(2300)(exchange)

    pages = connect(serve(answer)).iterate("estate", limit=limit)
    assert len(list(pages)) == limit
    assert pages.total == limit
    assert sum(wanted) == limit and len(wanted) == -(-limit // 500)


def test_appointments_have_filters_of_their_own(client: Client) -> None:
    year = {"startDate": "2026-01-01", "endDate": "2026-12-31"}
    found = client.iterate("appointmentList", verb="get", data=["id"], filter=year)
    numbers = [appointment.id for appointment in found]
    assert len(numbers) == len(set(numbers)) == len(found) > 100
    with pytest.raises(ArgumentError, match="startDate"):
        client.iterate("calendar", filter=year)


def test_an_offset_and_a_page_size_are_kept(connect: Connect, serve: Serve) -> None:
    server = serve(estates(50))
    found = connect(server).iterate("estate", offset=30, page_size=7)
    assert found.total == 20
    assert [record.id for record in found] == list(range(30, 50))
    assert server.requests == 3


def test_a_list_that_is_not_counted_is_walked_to_its_end(connect: Connect, serve: Serve) -> None:
    client = connect(serve(estates(25, counted=False)))
    pages = client.iterate("estate", page_size=10)
    assert pages.total is None
    with pytest.raises(TypeError, match="does not count"):
        len(pages)
    assert [record.id for record in pages] == list(range(25))
    assert pages.total == 25


@pytest.mark.parametrize("fails_at", [0, 10, 20])
def test_a_failing_page_is_never_a_silent_end(
    fails_at: int, connect: Connect, serve: Serve
) -> None:
    pages = connect(serve(estates(35, fails_at=fails_at))).iterate("estate", page_size=10)
    seen = []
    with pytest.raises(ApiError, match="gave up") as caught:
        for record in pages:
            seen.append(record.id)
    assert isinstance(caught.value, ServerError)
    assert seen == list(range(fails_at)), "what came before is there, in order"
    assert list(pages) == []


def test_tasks_have_one_page_and_say_so(connect: Connect, serve: Serve) -> None:
    client = connect(serve(estates(500)))
    seen = []
    with pytest.raises(LimitError, match="narrow the filter"):
        for record in client.iterate("task"):
            seen.append(record.id)
    assert seen == list(range(500)), "what there is comes first"
    with pytest.raises(ArgumentError, match="no offset"):
        client.iterate("task", offset=5)
    assert len(list(client.iterate("task", limit=500))) == 500


def test_files_come_in_pages_of_a_hundred(connect: Connect, serve: Serve) -> None:
    server = serve(estates(150))
    client = connect(server)
    files = client.iterate("file", verb="get", resource_id="estate", estateid=12)
    assert len(list(files)) == 150 and server.requests == 2
    assert server.last and server.last.actions[0]["parameters"]["estateid"] == 12


def test_a_call_without_pages_is_one_page(client: Client) -> None:
    modules = list(client.iterate("fields", verb="get", modules=["estate", "address"]))
    assert [module.id for module in modules] == ["estate", "address"]


def test_a_walk_may_be_given_up(connect: Connect, serve: Serve) -> None:
    server = serve(estates(10_000))
    pages = connect(server).iterate("estate", page_size=10, ahead=2)
    assert len(list(itertools.islice(pages, 15))) == 15
    pages.close()
    assert list(pages) == []
    assert server.requests <= 4


def test_nonsense_is_refused_at_once(connect: Connect, serve: Serve) -> None:
    server = serve(estates(10))
    client = connect(server)
    mistakes: list[dict[str, Any]] = [{"limit": -1}, {"page_size": 501}, {"offset": -1}]
    # The last one would be overridden, so that all records came where ten were wanted.
    for mistake in [*mistakes, {"page_size": 0}, {"listlimit": 10}]:
        with pytest.raises(ArgumentError):
            client.iterate("estate", **mistake)
    assert server.connections == 0


def test_a_walk_becomes_a_dataframe(client: Client) -> None:
    cheap = client.iterate("estate", data=["Id", "kaufpreis"], filter=field("ort") == "Aachen")
    total = len(cheap)
    frame = cheap.to_dataframe()
    assert frame.shape == (total, 2) and total > 0
    assert frame.index.name == "id"
    assert [str(number) for number in frame.index] == list(frame["Id"])
    one = client.read("estate", data=["Id", "kaufpreis"], limit=3).to_dataframe()
    assert list(one.columns) == ["Id", "kaufpreis"] and len(one) == 3
