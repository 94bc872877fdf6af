"""Addresses: contact entries, duplicates, countries, newsletter, completion."""

from __future__ import annotations

from typing import Any

import pytest
from sandbox.client import Api, R

KINDS = ["phone", "mobile", "fax", "email"]


def contacts(api: Api, number: int) -> dict[str, list[str]]:
    """The entries of an address by kind, without their numbers."""
    row = api.one("read", "address", {"data": KINDS}, number)
    return {
        kind: [
            value
            for name, value in row.items()
            if name.startswith(f"{kind}__") and not name.endswith("__Comment")
        ]
        for kind in KINDS
    }


def plain(api: Api, number: int) -> list[str]:
    row = api.one("read", "address", {"data": ["Telefon1", "Telefax1", "Email"]}, number)
    return [row["Telefon1"], row["Telefax1"], row["Email"]]


@pytest.fixture
def person(own: Api) -> int:
    return own.create(
        "address",
        {
            "Vorname": "Zoë",
            "Name": "Groß",
            "Land": "Österreich",
            "Benutzer": own.one("read", "user", {"data": ["Name"]}, 17)["Name"],
            "ArtDaten": ["Eigentümer", "Käufer"],
            "phone": ["030 1", "0171 2345"],
            "phone_private": "040 111",
            "fax_business": "030 999",
            "email": ["a@example.com"],
            "email_private": "b@example.com",
            "default_phone": "040 111",
            "default_email": "b@example.com",
        },
    )


def test_create(own: Api) -> None:
    number = own.create("address", {"Vorname": "Jörg", "Name": "Müller", "phone": "030 123"})
    row = own.one("read", "address", {"data": ["id", "KdNr", "Name", "Status", "Land"]}, number)
    assert row == {"id": number, "KdNr": "20001", "Name": "Müller", "Status": "1",
                   "Land": "Deutschland"}  # fmt: skip
    assert isinstance(row["id"], int)


def test_contact_entries_of_a_new_address(own: Api, person: int) -> None:
    assert contacts(own, person) == {
        "phone": ["030 1", "040 111"],
        "mobile": ["0171 2345"],  # filed as what it is
        "fax": ["030 999"],
        "email": ["a@example.com", "b@example.com"],
    }
    assert plain(own, person) == ["040 111", "030 999", "b@example.com"]
    row = own.one("read", "address", {"data": ["defaultphone", "defaultemail", "ArtDaten"]}, person)
    assert row["defaultphone"] == "040 111"
    assert row["defaultemail"] == "b@example.com"
    assert row["ArtDaten"] == "|Eigentümer||Käufer|"


def test_comments_are_shown(api: Api) -> None:
    names = [
        name
        for record in api.all("address", {"data": ["phone"]})
        for name in record["elements"]
        if name.endswith("__Comment")
    ]
    assert names and all(name.startswith("phone__") for name in names)


def test_changes_of_contact_entries(own: Api, person: int) -> None:
    def change(**parameters: Any) -> int:
        return own.code("modify", "address", parameters, person)

    assert change(email={"action": "add", "newvalue": "c@example.com"}) == 0
    assert contacts(own, person)["email"] == ["a@example.com", "b@example.com", "c@example.com"]
    assert plain(own, person)[2] == "b@example.com"
    assert change(email={"action": "add", "newvalue": "d@example.com", "default": True}) == 0
    assert plain(own, person)[2] == "d@example.com"
    modified = {"action": "modify", "oldvalue": "a@example.com", "newvalue": "e@example.com"}
    assert change(email=modified, Ort="Wien") == 0
    assert contacts(own, person)["email"][0] == "e@example.com"
    assert change(email={"action": "delete", "oldvalue": "d@example.com"}) == 0
    assert plain(own, person)[2] == "e@example.com"
    assert change(phone={"action": "delete", "oldvalue": "0171 2345"}) == 0
    assert contacts(own, person)["mobile"] == []
    assert change(default_phone="030 1") == 0
    assert plain(own, person)[0] == "030 1"
    assert own.one("read", "address", {"data": ["Ort"]}, person)["Ort"] == "Wien"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"email": "x@example.com"}, 84),
        ({"email": {"newvalue": "x@example.com"}}, 81),
        ({"email": {"action": "replace"}}, 82),
        ({"email": {"action": "delete", "oldvalue": "x@example.com"}}, 83),
        ({"email_business": {"action": "delete", "oldvalue": "b@example.com"}}, 83),
        ({"email": {"action": "add"}}, 85),
        ({"email": {"action": "modify", "oldvalue": "a@example.com"}}, 85),
        ({"email": {"action": "modify", "newvalue": "a@example.com"}}, 86),
        ({"email": {"action": "delete"}}, 86),
        ({"email": {"action": "add", "newvalue": "no mail"}}, 300),
        ({"phone": {"action": "add", "newvalue": "no phone"}}, 300),
        ({"fax": {"action": "modify", "oldvalue": "030 999", "newvalue": "?"}}, 300),
        ({"default_email": "x@example.com"}, 258),
        ({"default_phone": "030 2"}, 260),
        ({"nix": 1}, 75),
        ({"status": 1}, 75),
        ({"Email": "x@example.com"}, 75),
        ({"KdNr": 5}, 75),
        ({"id": 5}, 75),
        ({"Anrede": "Hallo"}, 77),
        ({"ArtDaten": ["Freund"]}, 76),
        ({"Land": "Atlantis"}, 77),
        ({"Benutzer": "niemand"}, 251),
        ({}, 254),
    ],
)
def test_refused_changes(own: Api, person: int, change: dict[str, Any], code: int) -> None:
    def shown() -> Any:
        return own.call("read", "address", {"data": ["Vorname", *KINDS, "Aenderung"]}, person)

    before = shown()
    assert own.code("modify", "address", change, person) == code
    assert own.code("modify", "address", {"Vorname": "X", **change}, person) == (
        code if change else 0
    )
    if change:
        assert shown() == before


def test_ambiguous_old_value(own: Api, person: int) -> None:
    double = {"action": "add", "newvalue": "a@example.com"}
    assert own.code("modify", "address", {"email": double}, person) == 0
    gone = {"action": "delete", "oldvalue": "a@example.com"}
    assert own.code("modify", "address", {"email": gone}, person) == 87


def test_refused_creates(own: Api) -> None:
    for parameters, code in (
        ({}, 254),
        ({"checkDuplicate": True}, 254),
        ({"email": "x"}, 300),
        ({"email": "x@example.com", "default_email": "y@example.com"}, 258),
        ({"fax": "030 1", "default_fax": "030 2"}, 258),
        ({"phone": "030 1", "default_phone": "030 2"}, 260),
        ({"nix": 1}, 75),
    ):
        assert own.code("create", "address", parameters) == code
    assert own.result("read", "address")["data"]["meta"]["cntabsolute"] == 1260


def test_unknown_addresses(api: Api) -> None:
    assert api.code("modify", "address", {"Ort": "x"}) == 79
    assert api.code("modify", "address", {"Ort": "x"}, 23) == 292
    assert api.code("modify", "address", {"Ort": "x"}, "x") == 292


def test_duplicates(own: Api) -> None:
    known = own.one("read", "address", {"data": ["Email", "Vorname"]}, 22)
    same = {"email": known["Email"].upper(), "Vorname": "Neu"}
    assert own.create("address", {**same, "checkDuplicate": True, "noOverrideByDuplicate": 1}) == 22
    assert own.one("read", "address", {"data": ["Vorname"]}, 22)["Vorname"] == known["Vorname"]
    assert own.create("address", {**same, "checkDuplicate": True}) == 22
    assert own.one("read", "address", {"data": ["Vorname"]}, 22)["Vorname"] == "Neu"
    assert own.create("address", same) > 3799
    fresh = {"email": "new@example.com", "checkDuplicate": True}
    number = own.create("address", fresh)
    assert own.create("address", fresh) == number


def test_countries(api: Api) -> None:
    def land(**parameters: Any) -> str:
        country: str = api.one("read", "address", {"data": ["Land"], **parameters}, 25)["Land"]
        return country

    assert land() == "Österreich"
    assert land(outputlanguage="ENG") == "Austria"
    assert land(countryIsoCodeType="ISO-3166-2") == "AT"
    assert land(countryIsoCodeType="ISO-3166-3") == "AUT"
    assert api.code("read", "address", {"countryIsoCodeType": "x"}) == 255


def test_record_ids(api: Api) -> None:
    result = api.result("read", "address", {"recordids": [28, 22, "25", 23]})
    assert [record["id"] for record in result["data"]["records"]] == [22, 25, 28]
    assert result["data"]["meta"]["cntabsolute"] == 3
    assert api.code("read", "address", {"recordids": ["x"]}) == 185
    assert api.code("read", "address", {"recordids": list(range(501))}) == 302


def test_customer_numbers_are_not_record_numbers(api: Api) -> None:
    people = api.all("address", {"data": ["KdNr"]})
    numbers = [int(person["elements"]["KdNr"]) for person in people]
    assert len(set(numbers)) == 1260
    assert max(numbers) == 18446077777783 > 2**32
    assert not {person["id"] for person in people} & set(numbers)


def test_newsletter(own: Api) -> None:
    assert own.one("do", "registerNewsletter", {"register": True}, 22) == {"success": "success"}
    state = {"data": ["newsletter_aktiv"]}
    assert own.one("read", "address", state, 22)["newsletter_aktiv"] == "3"
    assert own.code("do", "registerNewsletter", {"register": False}, 22) == 0
    assert own.one("read", "address", state, 22)["newsletter_aktiv"] == "2"
    assert own.code("do", "registerNewsletter", {}, 22) == 167
    assert own.code("do", "registerNewsletter", {"register": True}, 23) == 292
    assert own.code("do", "registerNewsletter", {"register": True}) == 79


def test_completion(api: Api) -> None:
    fields = api.one("get", "addressCompletionFields", [])["fields"]
    assert {"id": "Name", "name": "Name", "type": "varchar"} in fields
    assert "values" in fields[0]
    asked = {"addressId": 22, "mode": "modus1"}
    assert api.one("do", "sendaddresscompletion", asked) == {"success": "success"}
    assert api.code("do", "sendaddresscompletion", {**asked, "mode": "x"}) == 152
    assert api.code("do", "sendaddresscompletion", {"mode": "modus1"}) == 96
    assert api.code("do", "sendaddresscompletion", {**asked, "addressId": 23}) == 292


def test_field_values(api: Api) -> None:
    records = api.call("get", "confignewaddressfields", {"fieldname": "Anrede"}, "fieldvalues")
    assert {record["id"]: record["elements"]["title"] for record in records}["Frau"] == "Frau"
    asked = {"fieldname": "Name"}
    assert api.code("get", "confignewaddressfields", asked, "fieldvalues") == 171
    assert api.code("get", "confignewaddressfields", {}, "fieldvalues") == 167
    assert api.code("get", "confignewaddressfields", {"fieldname": "x"}, "fieldvalues") == 75
    assert api.code("get", "confignewaddressfields", asked, "") == 24


def test_hierarchy(api: Api) -> None:
    (record,) = api.call("get", "addressHierarchyContacts", [], 22)
    asked = {"relationtype": R + "address:contact:address", "parentids": [22]}
    assert api.one("get", "idsfromrelation", asked) == {"22": [str(record["id"])]}
    assert api.code("get", "addressHierarchyContacts", [], 23) == 292


def test_web_contact(own: Api) -> None:
    email = own.one("read", "address", {"data": ["Email"]}, 25)["Email"]
    asked = {"addressdata": {"Email": email, "Vorname": "K"}, "estateid": 17, "message": "Hallo"}
    assert own.one("do", "contactaddress", asked) == {"success": "success"}
    newest = own.call("read", "agentslog", {"data": ["Bemerkung", "Objekt_nr", "Adress_nr"]})[0]
    expected = {"Bemerkung": "Hallo", "Objekt_nr": ["17"], "Adress_nr": ["25"]}
    assert newest["elements"] == expected
    assert own.code("do", "contactaddress", {**asked, "estateid": 18}) == 293
    assert own.code("do", "contactaddress", {}) == 167
