"""The calls of the API as typed methods."""

from __future__ import annotations

import asyncio
import inspect
import json
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Callable

import pytest
from support import Connect

from libonoffice import Action, AsyncClient, Client, field
from libonoffice._action import encode
from libonoffice._calls import Calls
from libonoffice.api._group import Group
from libonoffice.sandbox import Sandbox

PACKAGE = Path(import_module("libonoffice.api").__file__ or "").parent
MODULES = sorted(file.stem for file in PACKAGE.glob("*.py") if not file.stem.startswith("_"))
VERBS = ("read", "create", "modify", "delete", "get", "do")
GENERAL = ("self", "resource_id", "identifier", "others")


class Recorder(Calls[Action]):
    """Hands out what would be sent."""

    def _submit(self, action: Action) -> Action:
        return action


def methods() -> Iterator[tuple[str, str]]:
    for module in MODULES:
        group = getattr(Recorder(), module)
        for name in dir(group):
            if not name.startswith("_"):
                yield module, name


def test_every_module_is_there() -> None:
    assert len(MODULES) == 14
    for module in MODULES:
        assert isinstance(getattr(Recorder(), module), Group), module
    assert len(list(methods())) == 96


@pytest.mark.parametrize(("module", "name"), methods())
def test_a_call_sends_what_it_is_given(module: str, name: str) -> None:
    method: Callable[..., Action] = getattr(getattr(Recorder(), module), name)
    signature = inspect.signature(method).parameters
    own = [parameter for parameter in signature if parameter not in GENERAL]
    given: dict[str, Any] = {parameter: f"value of {parameter}" for parameter in own}
    general = {
        "identifier": "label",
        **({"resource_id": "7"} if "resource_id" in signature else {}),
    }
    action = method(**given, **general, later=None)

    assert action.verb in VERBS and name.startswith(f"{action.verb}_")
    assert action.parameters == {**given, "later": None}
    assert action.identifier == "label"
    assert "resource_id" not in signature or action.resource_id == "7"

    mandatory = [it.name for it in signature.values() if it.default is it.empty]
    needed = {it: given.get(it, "7") for it in mandatory if it not in ("self", "others")}
    assert method(**needed).parameters == {k: v for k, v in needed.items() if k != "resource_id"}
    for missing in needed:
        with pytest.raises(TypeError, match=missing):
            method(**{it: value for it, value in needed.items() if it != missing})


def test_words_and_null_as_resource_ids() -> None:
    calls = Recorder()
    assert calls.estates.get_file(estateid=12).resource_id == "estate"
    assert calls.addresses.get_file(addressid=12).resource_id == "address"
    assert calls.appointments.get_file(appointmentid=12).resource_id == "appointment"
    assert calls.estates.get_search_estate(input="Aachen").resource_id == "estate"
    assert calls.files.do_upload_file(data="").resource_id is None
    assert calls.miscellaneous.get_link("address", recordId=1).resource_id == "address"
    assert calls.estates.read_estate().resource_id == ""
    assert calls.estates.read_estate(17).resource_id == 17


def test_the_order_of_keys_in_sortby_is_kept() -> None:
    action = Recorder().estates.read_estate(sortby={"ort": "ASC", "Id": "DESC", "a": "ASC"})
    assert list(json.loads(encode(action))["parameters"]["sortby"]) == ["ort", "Id", "a"]


def test_filters_made_with_field() -> None:
    cheap = (field("kaufpreis") < 300_000) & (field("ort") == "Köln")
    sent = json.loads(encode(Recorder().estates.read_estate(filter=cheap)))
    assert sent["parameters"]["filter"] == {
        "kaufpreis": [{"op": "<", "val": 300_000}],
        "ort": [{"op": "=", "val": "Köln"}],
    }


def test_a_client_answers(client: Client) -> None:
    found = client.estates.read_estate(data=["Id", "ort"], listlimit=2)
    assert len(found.records) == 2 and found.total is not None and found.total > 2
    one = client.estates.read_estate(found.records[0].id, data=["Id"])
    assert one.records[0]["Id"] == found.records[0]["Id"]
    created = client.addresses.create_address(Name="Müller", Vorname="Jörg", Ort="Köln")
    assert isinstance(created.id, int)
    assert client.addresses.read_address(created.id, data=["Name"]).records[0]["Name"] == "Müller"


def test_a_batch_and_asyncio_have_them_too(sandbox: Sandbox, connect: Connect) -> None:
    with connect(sandbox).batch() as batch:
        users = batch.settings.read_user(data=["Nr"], listlimit=3)
        groups = batch.settings.get_groups()
    assert len(users.result().records) == 3 and groups.result().records

    async def count() -> int:
        async with AsyncClient(
            sandbox.token, sandbox.secret, url=sandbox.url, ca_file=sandbox.ca_file
        ) as client:
            return len((await client.tasks.read_task(data=["Nr"], listlimit=4)).records)

    assert asyncio.run(count()) == 4


def test_they_are_imported_when_they_are_used() -> None:
    program = (
        "import sys, libonoffice\n"
        "print([name for name in sys.modules if '.api' in name or '.constants' in name])\n"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert shown.stdout == "[]\n"
