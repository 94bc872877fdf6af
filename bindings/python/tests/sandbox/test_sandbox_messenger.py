"""The messenger, and the pictures of its users."""

from __future__ import annotations

from sandbox.client import Api, R


def test_rooms(api: Api) -> None:
    rooms = api.call("read", "messengerroomlist")
    assert [room["id"] for room in rooms] == [0, 1, 2]
    first = rooms[0]["elements"]
    assert set(first) == {"id", "uid", "name", "isPublic", "lastSeenByAll", "lastMessage"}
    assert first["uid"] == "151977" and first["isPublic"] is False
    assert {bool(room["elements"]["lastSeenByAll"]) for room in rooms} == {True, False}


def test_participants(api: Api) -> None:
    found = [
        record
        for room in api.call("read", "messengerroomlist")
        for record in api.call("read", "messengerchatroomparticipants", [], room["elements"]["uid"])
    ]
    assert found[0]["elements"] == {"name": "Sophie Böhm", "accept": None}
    accepts = {record["elements"]["accept"] for record in found}
    assert accepts == {"accept", "imwaiting", "waiting", None}
    own = {"relationtype": R + "user:messengerUser:is", "parentids": [17]}
    assert api.one("get", "idsfromrelation", own) == {"17": [str(found[0]["id"])]}
    for room in ("", "5", "x"):
        code = api.code("read", "messengerchatroomparticipants", [], room)
        assert code == (192 if room else 79)


def test_messages(own: Api) -> None:
    result = own.result("do", "messengersendmessageroom", {"message": "Grüße"}, 151977)
    assert result["data"] == {"meta": {"cntabsolute": None}, "records": []}
    room = own.call("read", "messengerroomlist")[0]["elements"]
    assert (room["lastMessage"], room["lastSeenByAll"]) == ("Grüße", "")
    assert own.code("do", "messengersendmessageroom", {}, 151977) == 167
    assert own.code("do", "messengersendmessageroom", {"message": "x"}, 5) == 165


def test_each_sandbox_has_its_own_rooms(api: Api) -> None:
    assert api.call("read", "messengerroomlist")[0]["elements"]["lastMessage"] != "Grüße"


def test_photos_by_the_numbers_of_the_messenger(api: Api) -> None:
    photos = api.call("read", "userphoto", {"messengerUIds": [134021, "134017"]})
    shown = {photo["id"]: photo["elements"]["messengerUId"] for photo in photos}
    assert shown == {17: "134017", 21: "134021"}
    assert "messengerUId" not in api.one("read", "userphoto", {}, 17)


def test_own_users_say_for_whom_an_appointment_is(api: Api) -> None:
    users = api.call("get", "users", {"userfilter": "onlyOwn"})
    assert users[0]["elements"]["NeuerTerminFuer"]
    assert "NeuerTerminFuer" not in api.call("get", "users")[0]["elements"]
