"""Files of estates, addresses and appointments."""

from __future__ import annotations

from typing import Any

from ..dice import Dice
from ..stored_file import PUBLICATIONS, StoredFile
from .words import NOTES

_VIEWS = ("Foto", "Foto", "Foto_gross", "Grundriss", "Lageplan", "Expose", "Dokument", "Film-Link")
_TITLES = {
    "Titelbild": "Außenansicht",
    "Foto": "Wohnzimmer",
    "Foto_gross": "Küche",
    "Grundriss": "Grundriss Erdgeschoss",
    "Lageplan": "Lageplan",
    "Expose": "Exposé",
    "Dokument": "Grundbuchauszug",
    "Film-Link": "Rundgang",
}

Table = dict[int, dict[str, Any]]


def make(estates: Table, addresses: Table, appointments: Table) -> dict[int, StoredFile]:
    """All files by number."""
    dice = Dice(8)
    files: dict[int, StoredFile] = {}

    def add(module: str, parent: int, kind: str, position: int) -> StoredFile:
        number = 3001 + len(files)
        title = _TITLES[kind]
        suffix = "pdf" if kind in ("Expose", "Dokument") else "png"
        name = f"{kind.lower()}-{number}.{suffix}"
        file = StoredFile(number, module, parent, kind, name, title, position=position)
        file.modified = 1546848000 + dice.number(0, 210000000)
        files[number] = file
        return file

    for number in estates:
        kinds = ["Titelbild"] + dice.some(_VIEWS, 3)
        for position, kind in enumerate(kinds):
            file = add("estate", number, kind, position)
            if kind == "Film-Link":
                file.name, file.url = "", f"https://video.example/{file.id}"
            elif kind == "Dokument":
                file.attribute = f"grundbuch{number}"
            if file.category == "external":
                published = dice.some(PUBLICATIONS, 6)
                file.publications = published + ["Homepage"] * ("Homepage" not in published)
            if dice.chance(0.1):
                file.freetext = dice.pick(NOTES)
    for number in list(addresses)[::5]:
        add("address", number, dice.pick(("Dokument", "Foto")), 0)
    for number in list(appointments)[::9]:
        add("calendar", number, "Dokument", 0)
    return files
