"""Rooms of the messenger, and who is in them."""

from __future__ import annotations

from typing import Any

from ..dice import Dice

_NAMES = ("Zentrale", "Neubau Köln-Süd", "Kaffeeküche")
_MESSAGES = ("Der Notartermin steht.", "Wer hat die Schlüssel?", "Schönes Wochenende!")


def make(users: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """All rooms by their messenger's number; the API's user is in each of them."""
    dice = Dice(11)
    first, *others = list(users)
    rooms = {}
    for index, (name, message) in enumerate(zip(_NAMES, _MESSAGES)):
        rooms[151977 + 2 * index] = {
            "id": str(8179 + 2 * index),
            "name": name,
            "public": index == 2,
            "users": [first, *sorted(dice.some(others, 9))],
            "message": message,
            # Empty while somebody has not read it.
            "seen": "" if index == 1 else dice.moment(2024, 2024).strftime("%Y-%m-%d %H:%M:%S"),
        }
    return rooms
