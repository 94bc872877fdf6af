"""Users and groups of the agency."""

from __future__ import annotations

from typing import Any

from ..dice import Dice
from .towns import PHONES, TOWNS
from .words import FEMALE, MALE, STREETS, SURNAMES

COUNT = 24
GROUPS = (
    (2, "Zentrale", "ZEN", "GroupOffice"),
    (5, "Niederlassung Köln", "NLK", "GroupOffice"),
    (7, "Niederlassung München", "NLM", "GroupOffice"),
    (11, "Region West", "RW", "GroupRegion"),
    (12, "Region Süd", "RS", "GroupRegion"),
    (15, "Marketing & Vertrieb", "MV", "GroupGeneral"),
)


def make() -> dict[int, dict[str, Any]]:
    """All users by number."""
    dice = Dice(1)
    users = {}
    for index in range(COUNT):
        number = 17 + 4 * index
        female = dice.chance(0.5)
        first, last = dice.pick(FEMALE if female else MALE), SURNAMES[(index * 7 + 3) % 50]
        town = dice.pick(TOWNS)
        login = f"{first}.{last}".lower().translate(ASCII)
        users[number] = {
            "Nr": str(number),
            "Name": login,
            "Anrede": "Frau" if female else "Herr",
            "Titel": "",
            "Kuerzel": (first[0] + last[:2]).upper(),
            "Vorname": first,
            "Nachname": last,
            "Firma": "Musterhaus Immobilien GmbH",
            "PLZ": dice.pick(town.postcodes),
            "Ort": town.name,
            "Strasse": dice.pick(STREETS),
            "Hausnummer": str(dice.number(1, 80)),
            "Land": town.country,
            "province": town.state,
            "Telefon": f"{dice.pick(PHONES)} {dice.digits(3)}",
            "Mobil": "",
            "Fax": "",
            "Url": "https://www.musterhaus.example/",
            "email": f"{login}@musterhaus.example",
            "Emailname": f"{first} {last}",
            "PositionUnternehmen": dice.pick(("Makler", "Backoffice", "Geschäftsführung")),
            "Sprache": "DEU",
            "meetingUrl": f"https://meet.example/{login}" if dice.chance(0.5) else "",
            "online": "0",
            "anbieter": "",
            "userCreationDate": dice.moment(2015, 2020).strftime("%Y-%m-%d %H:%M:%S"),
            "messengerUId": str(134000 + number),
            "groups": sorted({dice.pick(GROUPS[:3])[0], dice.pick(GROUPS[3:])[0]}),
        }
    return users


ASCII = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ç": "c", "ı": "i", "ł": "l", "ë": "e",
        "Ä": "ae", "Ö": "oe", "Ü": "ue", "Ç": "c", " ": "-", "&": "", ".": ".",
    }
)  # fmt: skip
"""Letters to their ASCII spelling, for mail addresses."""
