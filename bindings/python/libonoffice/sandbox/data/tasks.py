"""Tasks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from ..dice import Dice
from ..fields.task import TASK
from ..relations import Relations
from .words import NOTES

COUNT = 900
_SUBJECTS = (
    "Rückruf Eigentümer",
    "Exposé prüfen",
    "Energieausweis anfordern",
    "Besichtigung bestätigen",
    "Schlüsselübergabe vorbereiten",
    "Maklervertrag verlängern",
    "Grundbuchauszug bestellen",
)

Table = dict[int, dict[str, Any]]


def make(users: Table, addresses: Table, estates: Table, relations: Relations) -> Table:
    """All tasks by number; their addresses and estates go into `relations`."""
    dice = Dice(6)
    agents, people, objects = list(users.values()), list(addresses), list(estates)
    tasks = {}
    for index in range(COUNT):
        number = 301 + index
        entered = dice.moment()
        deadline = entered + timedelta(days=dice.number(1, 60))
        done = dice.chance(0.55)
        task = TASK.empty()
        task.update(
            Nr=str(number),
            Eintragsdatum=entered.strftime("%Y-%m-%d %H:%M:%S"),
            modified=(deadline if done else entered).strftime("%Y-%m-%d %H:%M:%S"),
            von=dice.pick(agents)["Name"],
            Betreff=dice.pick(_SUBJECTS),
            Aufgabe=dice.pick(NOTES),
            Art=str(dice.number(1, 4)),
            Status="3" if done else dice.pick("12678"),
            Prio=str(dice.number(1, 5)),
            Stand="100" if done else dice.pick(("0", "25", "50", "75")),
            Verantwortung=dice.pick(agents)["Name"],
            Bearbeiter=dice.pick(agents)["Name"],
            Beginnt_am=entered.strftime("%Y-%m-%d"),
            Deadline=deadline.strftime("%Y-%m-%d 00:00:00"),
            Deadline_strikt="1" if dice.chance(0.2) else "0",
            Aufwand_Soll_NUM=f"{dice.number(1, 8) * 0.5:.2f}",
            Einheit_Aufwand_Soll="Stunden",
            erledigt="1" if done else "0",
            Austragsdatum=deadline.strftime("%Y-%m-%d 00:00:00") if done else None,
        )
        tasks[number] = task
        relations.add("task:address", number, dice.pick(people), {})
        if dice.chance(0.6):
            relations.add("task:estate", number, dice.pick(objects), {})
    return tasks
