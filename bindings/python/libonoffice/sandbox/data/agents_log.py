"""Entries of the agents log."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ..action_kinds import ACTION_KINDS, FEATURES, ORIGINS, REASONS
from ..dice import Dice
from ..field import join_keys
from ..fields.agents_log import AGENTS_LOG
from .words import NOTES

COUNT = 3100

Table = dict[int, dict[str, Any]]


def make(users: Table, addresses: Table, estates: Table) -> Table:
    """All entries by number. `estates` and `addresses` of an entry are the related records."""
    dice = Dice(5)
    agents, people, objects = list(users), list(addresses), list(estates)
    kinds = list(ACTION_KINDS.values())
    entries = {}
    for index in range(COUNT):
        number = 501 + index
        kind = dice.pick(kinds)
        moment = dice.moment()
        user = users[dice.pick(agents)]
        entry = AGENTS_LOG.empty()
        date = moment.strftime("%Y-%m-%d %H:%M:%S")
        entry.update(
            Nr=str(number),
            Aktionsart=kind.key,
            Aktionstyp=dice.pick(list(kind.types)) if kind.types else "",
            Datum=date,
            created=date,
            Datum_bearb=(moment + timedelta(minutes=dice.number(0, 900))).strftime(
                "%Y-%m-%d %H:%M:%S"
            ),
            Benutzer=user["Name"],
            Benutzer_nr=user["Nr"],
            Benutzer_bearb=user["Name"],
            Kosten=f"{dice.number(0, 4) * 12.5:.2f}",
            Bemerkung=dice.pick(NOTES),
            merkmal=join_keys(dice.some(list(FEATURES), 2)) or None,
            HerkunftKontakt=dice.pick(list(ORIGINS)),
            dauer=str(dice.number(0, 60) * 60),
            Beratungsebene=dice.pick("ABCDEFG"),
            mailDate=date if kind.key == "Email" else None,
        )
        if entry["Beratungsebene"] == "G":
            entry["Absagegrund"] = dice.pick(list(REASONS))
        entry["estates"] = [dice.pick(objects)] if dice.chance(0.8) else []
        entry["addresses"] = [dice.pick(people)]
        entries[number] = entry
    return entries
