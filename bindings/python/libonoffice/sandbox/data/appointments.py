"""Appointments."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ..clock import FORMAT, utc
from ..dice import Dice
from ..field import join_keys
from ..fields.calendar import CALENDAR, KINDS, REMINDERS, RESOURCES
from ..relations import Relations

COUNT = 760
_SUBJECTS = {
    "besichtigung": "Besichtigung mit Eheleuten {}",
    "notar": "Beurkundung {}",
    "beratung": "Finanzierungsgespräch {}",
    "intern": "Teamrunde Büro",
}
_CONFIRMATIONS = ("bestätigt", "gesendet", "gecancelt", "nicht gesetzt")

Table = dict[int, dict[str, Any]]


def make(users: Table, addresses: Table, estates: Table, relations: Relations) -> Table:
    """All appointments by number; their addresses and estates go into `relations`."""
    dice = Dice(7)
    agents, people, objects = list(users), list(addresses), list(estates)
    appointments = {}
    for index in range(COUNT):
        number = 1201 + index
        start = dice.moment(2024, 2026).replace(minute=15 * dice.number(0, 3), second=0)
        kind = dice.pick(list(KINDS))
        person, estate = dice.pick(people), dice.pick(objects)
        done, cancelled = start.year < 2026 and dice.chance(0.8), dice.chance(0.07)
        creator = dice.pick(agents)
        series = kind == "intern" and dice.chance(0.3)
        appointment = CALENDAR.empty()
        appointment.update(
            start_dt=start.strftime(FORMAT),
            end_dt=(start + timedelta(minutes=30 * dice.number(1, 4))).strftime(FORMAT),
            description=_SUBJECTS[kind].format(addresses[person]["Name"]),
            art=kind,
            ganztags="1" if dice.chance(0.03) else "0",
            status="canceled" if cancelled else "completed" if done else "active",
            abgesagt="1" if cancelled else "0",
            erledigt="1" if done else "0",
            private="1" if dice.chance(0.05) else "0",
            von=users[creator]["Name"],
            erinnerung=dice.pick(REMINDERS),
            ressources=join_keys(dice.some(list(RESOURCES), 1)),
            rp_flag="1" if series else "0",
            modified=utc(start - timedelta(days=dice.number(1, 20))).strftime(FORMAT),
        )
        if series:
            until = start + timedelta(days=70)
            appointment.update(rp_type="w", rp_tage="1", rp_ende_status="2")
            appointment["rp_beginn_datum"] = start.strftime("%Y-%m-%d")
            appointment["rp_ende_datum"] = until.strftime("%Y-%m-%d")
        appointment.update(
            id=number,
            creator=creator,
            users=[] if dice.chance(0.06) else sorted({creator, dice.pick(agents)}),
            groups=[],
            location={"type": "estate", "value": str(estate)},
            reminders=["popup"],
        )
        appointments[number] = appointment
        if kind == "intern":
            appointment["location"] = {"type": "sonstiges", "value": "Büro Köln"}
            continue
        info = {"statusTerminbestaetigung": dice.pick(_CONFIRMATIONS)}
        relations.add("calendar:address", number, person, info)
        relations.add("calendar:estate", number, estate, {})
    return appointments
