"""Search criteria."""

from __future__ import annotations

from typing import Any

from ..criterion import Criterion, Wish
from ..dice import Dice
from ..fields.estate import TYPES_OF
from .towns import TOWNS
from .words import NOTES

COUNT = 720
_CHARACTERISTICS = (
    "manual_saved",
    "manual_saved",
    "automatic_created",
    "address_completion",
    "deactivated_by_interested_person",
    "automatic_deactivated",
)

Table = dict[int, dict[str, Any]]


def make(users: Table, addresses: Table) -> dict[int, Criterion]:
    """All search criteria by number."""
    dice = Dice(9)
    agents, people = list(users.values()), list(addresses)
    criteria = {}
    for index in range(COUNT):
        number = 61 + index
        criterion = Criterion(number, dice.pick(people))
        criterion.wishes = _wishes(dice)
        town = dice.pick(TOWNS)
        criterion.place = {
            "range": str(dice.pick((5, 10, 25, 50))),
            "range_plz": dice.pick(town.postcodes),
            "range_ort": town.name,
            "range_land": town.country,
        }
        criterion.ko = dice.some(["kaufpreis", "objektart"], 1)
        criterion.note = dice.pick(NOTES) if dice.chance(0.3) else ""
        agent = dice.pick(agents)
        criterion.advisor, criterion.creator = agent["Nr"], agent["Nr"]
        created = dice.moment()
        criterion.created = created.strftime("%Y-%m-%d %H:%M:%S")
        criterion.edited = max(created, dice.moment()).strftime("%Y-%m-%d %H:%M:%S")
        criterion.characteristic = dice.pick(_CHARACTERISTICS)
        criterion.status = "0" if "deactivated" in criterion.characteristic else "1"
        criteria[number] = criterion
    # The person with the largest customer number looks for almost any house.
    first = criteria[61]
    first.address, first.status, first.ko = people[-1], "1", []
    first.characteristic = "manual_saved"
    first.wishes = {
        "vermarktungsart": ["kauf"],
        "objektart": ["haus"],
        "kaufpreis": (100000.0, 900000.0),
    }
    return criteria


def _wishes(dice: Dice) -> dict[str, Wish]:
    kind = dice.pick(("haus", "wohnung", "wohnung", "grundstueck"))
    buying = kind != "wohnung" or dice.chance(0.5)
    wishes: dict[str, Wish] = {
        "vermarktungsart": ["kauf" if buying else "miete"],
        "objektart": [kind],
    }
    if dice.chance(0.4):
        wishes["objekttyp"] = dice.some(TYPES_OF[kind], 2) or [TYPES_OF[kind][0]]
    if buying:
        low = dice.number(0, 8) * 50000.0
        wishes["kaufpreis"] = (low, low + dice.number(2, 12) * 50000.0)
    else:
        low = dice.number(0, 6) * 100.0
        wishes["kaltmiete"] = (low, low + dice.number(4, 14) * 100.0)
    if kind != "grundstueck":
        area = dice.number(3, 14) * 10.0
        wishes["wohnflaeche"] = (area, area + dice.number(3, 10) * 10.0)
        wishes["anzahl_zimmer"] = (float(dice.number(1, 4)), None)
        if dice.chance(0.3):
            wishes["balkon"] = "1"
    return wishes
