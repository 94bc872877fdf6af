"""The messenger: its rooms, who is in them, and messages to them.

https://apidoc.onoffice.de/actions/datensatz-lesen/messenger-roomlist/
"""

from __future__ import annotations

from typing import Any

from ..action import Action
from ..answer import Answer, record
from ..errors import ApiError
from ..registry import call

_ACCEPT = ("accept", "waiting", "imwaiting", None)


@call("read messengerroomlist")
def rooms(action: Action) -> Answer:
    """All rooms."""
    return Answer(
        [
            record(
                position,
                "",
                {
                    "id": room["id"],
                    "uid": str(uid),
                    "name": room["name"],
                    "isPublic": room["public"],
                    "lastSeenByAll": room["seen"],
                    "lastMessage": room["message"],
                },
            )
            for position, (uid, room) in enumerate(action.store.rooms.items())
        ],
        cacheable=False,
    )


@call("read messengerchatroomparticipants")
def participants(action: Action) -> Answer:
    """Who is in a room, and whether they take direct messages from the API's user."""
    users = action.store.users
    records = []
    for position, number in enumerate(_room(action, 192)["users"]):
        user = users[number]
        name = f"{user['Vorname']} {user['Nachname']}"
        # Nobody asks themselves.
        accept = None if position == 0 else _ACCEPT[position % len(_ACCEPT)]
        elements = {"name": name, "accept": accept}
        records.append(record(int(user["messengerUId"]), None, elements))
    return Answer(records, len(records), cacheable=False)


@call("do messengersendmessageroom")
def send(action: Action) -> Answer:
    """A message to a room, which nobody has read yet. The reply has no record."""
    room = _room(action, 165)
    room["message"], room["seen"] = action.parameters.need_text("message"), ""
    return Answer(cacheable=False)


def _room(action: Action, unknown: int) -> dict[str, Any]:
    room = action.store.rooms.get(action.record_id(unknown))
    if room is None:
        raise ApiError(unknown, action.resource_id)
    return room
