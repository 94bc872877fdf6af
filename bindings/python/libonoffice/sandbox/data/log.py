"""The log of what users did, and what they saw last."""

from __future__ import annotations

from typing import Any

from ..dice import Dice

COUNT = 2600
_TABLES = {"estate": "ObjMobilie", "address": "adressen", "task": "aufgaben"}

Table = dict[int, dict[str, Any]]


def make(users: Table, tables: dict[str, Table]) -> list[dict[str, Any]]:
    """Entries, the oldest first."""
    dice = Dice(10)
    moments = sorted(dice.moment() for _ in range(COUNT))
    ids = {module: list(table) for module, table in tables.items()}
    people = list(users)
    log = []
    for number, moment in enumerate(moments, 1):
        module = dice.pick(list(_TABLES))
        log.append(
            entry(
                number,
                dice.pick(("add", "edit", "edit", "edit", "link", "export")),
                module,
                dice.pick(people),
                dice.pick(ids[module]),
                moment.strftime("%Y-%m-%d %H:%M:%S"),
            )
        )
    return log


def entry(
    number: int, action: str, module: str, user: int, resource: int, moment: str
) -> dict[str, Any]:
    """One entry. The columns have the names that the filter uses."""
    return {
        "id": str(number),
        "action": action,
        "module": module,
        "userNr:user.Nr": str(user),
        "dateTime": moment,
        "resourceId": str(resource),
        "resourceTable": _TABLES.get(module, module),
        "resourcePk": "Id" if module == "estate" else "id",
        "targetPk": "",
        "targetTable": "",
    }
