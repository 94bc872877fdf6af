"""All tables, made once per process."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import Any

from ..criterion import Criterion
from ..relations import Relations
from ..stored_file import StoredFile
from ..translation import Translation
from ..translation import make as make_translations
from . import (
    addresses,
    agents_log,
    appointments,
    estates,
    files,
    links,
    log,
    search_criteria,
    tasks,
    users,
)

Table = dict[int, dict[str, Any]]


@dataclass
class Tables:
    """What every sandbox begins with."""

    users: Table = field(default_factory=users.make)
    addresses: Table = field(init=False)
    estates: Table = field(init=False)
    agents_log: Table = field(init=False)
    tasks: Table = field(init=False)
    appointments: Table = field(init=False)
    search_criteria: dict[int, Criterion] = field(init=False)
    files: dict[int, StoredFile] = field(init=False)
    translations: dict[int, Translation] = field(init=False)
    log: list[dict[str, Any]] = field(init=False)
    relations: Relations = field(default_factory=Relations)

    def __post_init__(self) -> None:
        self.addresses = addresses.make(self.users)
        self.estates = estates.make(self.users)
        main = self.users, self.addresses, self.estates
        self.agents_log = agents_log.make(*main)
        self.tasks = tasks.make(*main, self.relations)
        self.appointments = appointments.make(*main, self.relations)
        self.search_criteria = search_criteria.make(self.users, self.addresses)
        self.files = files.make(self.estates, self.addresses, self.appointments)
        self.translations = make_translations(self.estates)
        links.make(self.estates, self.addresses, self.users, self.relations)
        logged = {"estate": self.estates, "address": self.addresses, "task": self.tasks}
        self.log = log.make(self.users, logged)


@functools.lru_cache(maxsize=1)
def initial() -> Tables:
    """The tables to copy from; they take a moment to make and are never changed."""
    return Tables()
