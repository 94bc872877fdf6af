"""All records of one sandbox."""

from __future__ import annotations

import copy
import dataclasses
import itertools
import threading
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Optional

from .blocks import Blocks
from .data import log, rooms
from .data.tables import Table, initial
from .data.users import GROUPS
from .stored_file import LINKS, PICTURES, StoredFile
from .translation import Translation


class Store:
    """The records of one sandbox. Hold `lock` while touching them.

    They are copies of the initial ones, one level deep: lists within a record are shared between
    sandboxes, so calls replace them instead of changing them.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.groups = GROUPS
        tables = initial()
        self.users: Table = tables.users  # no call writes users
        self.addresses = _copied(tables.addresses)
        self.estates = _copied(tables.estates)
        self.agents_log = _copied(tables.agents_log)
        self.tasks = _copied(tables.tasks)
        self.appointments = _copied(tables.appointments)
        self.search_criteria = dict(tables.search_criteria)
        self.relations = tables.relations.copy()
        self.files: dict[int, StoredFile] = {
            number: copy.copy(file) for number, file in tables.files.items()
        }
        self.translations: dict[int, Translation] = {
            number: dataclasses.replace(item, values=dict(item.values))
            for number, item in tables.translations.items()
        }
        self.log = list(tables.log)
        self.uploads: dict[str, Blocks] = {}
        self.worklists: dict[int, dict[str, Any]] = {}
        self.rooms = rooms.make(self.users)
        self.mails: dict[str, dict[str, list[int]]] = {}
        self.prices: dict[tuple[int, int], float] = {}
        self.tracking_accounts: dict[int, dict[str, Any]] = {}
        self.working_since: Optional[float] = None
        self.worked = 0.0
        self.unlocked: set[str] = set()
        self.refunded: set[str] = set()
        self._contact_ids = itertools.count(50001)
        self._customer_numbers = itertools.count(20001)
        self._derive()

    def table(self, module: str) -> Optional[dict[int, Any]]:
        """The table of a module by its name in relations and uploads, None if there is none."""
        tables: dict[str, dict[int, Any]] = {
            "address": self.addresses,
            "estate": self.estates,
            "user": self.users,
            "task": self.tasks,
            "calendar": self.appointments,
            "agentsLog": self.agents_log,
            "file": self.files,
            "searchcriteria": self.search_criteria,
            "estateTracking": self.tracking_accounts,
            "group": {group[0]: group for group in self.groups},
        }
        return tables.get(module)

    def note(self, action: str, module: str, record: int) -> None:
        """Adds to the log that a record was added, edited or deleted by the API's user."""
        user = next(iter(self.users))
        self.log.append(log.entry(len(self.log) + 1, action, module, user, record, now()))

    def contact_id(self) -> int:
        """The number of the next contact entry."""
        return next(self._contact_ids)

    def customer_number(self) -> int:
        """The customer number (KdNr) of the next address."""
        return next(self._customer_numbers)

    def _derive(self) -> None:
        """Relations that follow from the records themselves."""
        derive = self.relations.derive
        pictures = set(PICTURES)
        kinds = {
            "estate:allFiles": None,
            "estate:file:titelbild": {"Titelbild"},
            "estate:file:grundriss": {"Grundriss"},
            "estate:file:foto": {"Foto", "Foto_gross"},
            "estate:file:allpictures": pictures,
            "estate:file:allpicturesExceptTitelbild": pictures - {"Titelbild"},
            "estate:file:alllinks": set(LINKS),
        }
        for type, wanted in kinds.items():
            derive(type, lambda wanted=wanted: self._files("estate", wanted))  # type: ignore[misc]
        for module in ("address", "calendar", "task", "agentsLog"):
            type = f"{module}:file:attachment"
            derive(type, lambda module=module: self._files(module, None))  # type: ignore[misc]
        for column in ("address", "estate"):
            name = {"address": "addresses", "estate": "estates"}[column]
            derive(f"agentsLog:{column}", lambda name=name: self._log(name))  # type: ignore[misc]
        derive("estate:user:officer", self._officers)
        derive("address:user:officer", self._address_officers)
        derive("address:searchcriteria", self._criteria)
        derive("user:messengerUser:is", self._messenger_users)

    def _files(self, module: str, kinds: Optional[set[str]]) -> Iterator[tuple[int, int]]:
        for file in self.files.values():
            if file.module == module and (kinds is None or file.kind in kinds):
                yield file.parent, file.id

    def _log(self, column: str) -> Iterator[tuple[int, int]]:
        for number, entry in self.agents_log.items():
            for other in entry[column]:
                yield number, other

    def _officers(self) -> Iterator[tuple[int, int]]:
        for number, estate in self.estates.items():
            if estate["benutzer"]:
                yield number, int(estate["benutzer"])

    def _address_officers(self) -> Iterator[tuple[int, int]]:
        numbers = {user["Name"]: number for number, user in self.users.items()}
        for number, address in self.addresses.items():
            if address["Benutzer"] in numbers:
                yield number, numbers[address["Benutzer"]]

    def _messenger_users(self) -> Iterator[tuple[int, int]]:
        for number, user in self.users.items():
            yield number, int(user["messengerUId"])

    def _criteria(self) -> Iterator[tuple[int, int]]:
        for number, criterion in self.search_criteria.items():
            yield criterion.address, number


def _copied(table: Table) -> Table:
    return {number: dict(record) for number, record in table.items()}


def now() -> str:
    """This moment as the API writes it, in local time."""
    return datetime.now().strftime("%Y-%m-%d %H:%M:%S")


def next_id(table: dict[int, Any]) -> int:
    """A number no record of the table has."""
    return max(table, default=0) + 1
