"""Relations between estates and addresses."""

from __future__ import annotations

from typing import Any

from ..dice import Dice
from ..relations import Relations

Table = dict[int, dict[str, Any]]


def make(estates: Table, addresses: Table, users: Table, relations: Relations) -> None:
    """Owners, contact persons, buyers, tenants, interested parties and the units of buildings."""
    dice = Dice(4)
    people, agents, numbers = list(addresses), list(users), list(estates)
    colleagues = [number for number, item in addresses.items() if "Makler" in item["ArtDaten"]]
    for index, (number, estate) in enumerate(estates.items()):
        relations.add("estate:address:owner", number, dice.pick(people), {})
        if dice.chance(0.1):
            relations.add("estate:address:owner", number, dice.pick(people), {})
        contact = dice.pick(colleagues)
        relations.add("estate:address:contactPerson", number, contact, {})
        relations.add("estate:address:contactPersonAll", number, contact, {})
        if dice.chance(0.3):
            relations.add("estate:address:contactPersonAll", number, dice.pick(people), {})
        if estate["verkauft"] == "1":
            kind = "buyer" if estate["vermarktungsart"] == "kauf" else "renter"
            relations.add(f"estate:address:{kind}", number, dice.pick(people), {})
        if estate["vermietet"] == "1":
            relations.add("estate:address:tenant", number, dice.pick(people), {})
        for _ in range(dice.number(0, 3)):
            person = dice.pick(people)
            relations.add("estate:address:interested", number, person, {})
            relations.add("address:estate:offer", person, number, {})
        if dice.chance(0.2):
            relations.add("estate:user:assignment", number, dice.pick(agents), {})
        if estate["stammobjekt"] == "1":
            for unit in numbers[index + 1 : index + 1 + dice.number(2, 6)]:
                relations.add("complex:estate:units", number, unit, {})
    for main in people[::40]:
        relations.add("address:contact:address", main, dice.pick(people), {})
        relations.add("address:address:isTippgeberOf", main, dice.pick(people), {})
