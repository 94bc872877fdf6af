"""Addresses."""

from __future__ import annotations

from typing import Any

from ..contact import Contact, refresh
from ..dice import Dice
from ..field import join_keys
from ..fields.address import ADDRESS
from .towns import MOBILES, PHONES, TOWNS
from .users import ASCII
from .words import (
    COMPANIES,
    FEMALE,
    MAIL_DOMAINS,
    MALE,
    NOTES,
    PROFESSIONS,
    STREETS,
    SURNAMES,
    TITLES,
)

COUNT = 1260
BIG_CUSTOMER_NUMBER = 18446077777783
KINDS = ("Interessent", "Eigentümer", "Mieter", "Käufer", "Kapitalanleger", "Handwerker", "Makler")

Users = dict[int, dict[str, Any]]


def make(users: Users) -> dict[int, dict[str, Any]]:
    """All addresses by record number, which is not the customer number."""
    dice = Dice(2)
    agents = [user["Name"] for user in users.values()]
    addresses = {}
    for index in range(COUNT):
        number = 22 + 3 * index
        record = ADDRESS.empty()
        record["id"], record["KdNr"] = number, str(10001 + index)
        _person(record, dice, index)
        _home(record, dice)
        _contacts(record, dice, number)
        created = dice.moment()
        record.update(
            Benutzer=dice.pick(agents),
            Status="0" if dice.chance(0.08) else "1",
            ArtDaten=join_keys(dice.some(KINDS, 3) or ["Interessent"]),
            Sprache="DEU" if dice.chance(0.93) else "ENG",
            newsletter_aktiv=str(dice.number(0, 4)),
            DSGVOStatus=dice.pick(("1", "2", "3")),
            HerkunftKontakt=join_keys(dice.some(("Homepage", "Portal", "Empfehlung"), 1)),
            Bemerkung=dice.pick(NOTES) if dice.chance(0.3) else "",
            Eintragsdatum=created.strftime("%Y-%m-%d %H:%M:%S"),
            Aenderung=max(created, dice.moment()).strftime("%Y-%m-%d %H:%M:%S"),
            letzter_Kontakt=dice.moment().strftime("%Y-%m-%d %H:%M:%S"),
            uuid=dice.uuid(),
        )
        addresses[number] = record
    # One customer number that needs 64 bits, as real tenants have them.
    addresses[number]["KdNr"] = str(BIG_CUSTOMER_NUMBER)
    return addresses


def _person(record: dict[str, Any], dice: Dice, index: int) -> None:
    company = index % 9 == 4
    female = dice.chance(0.5)
    last = dice.pick(SURNAMES)
    record["Name"] = last
    record["Vorname"] = dice.pick(FEMALE if female else MALE)
    record["Titel"] = dice.pick(TITLES)
    record["Anrede"] = "Firma" if company else "Frau" if female else "Herr"
    record["contactCategory"] = "business" if company else "private"
    record["Zusatz1"] = dice.pick(COMPANIES).format(last) if company else ""
    greeting = f"Sehr geehrte Frau {last}" if female else f"Sehr geehrter Herr {last}"
    record["Briefanrede"] = "Sehr geehrte Damen und Herren" if company else greeting
    record["Beruf"] = "" if company else dice.pick(PROFESSIONS)
    if not company and dice.chance(0.6):
        record["Geburtsdatum"] = dice.moment(1945, 2003).strftime("%Y-%m-%d")


def _home(record: dict[str, Any], dice: Dice) -> None:
    town = dice.pick(TOWNS)
    record["Strasse"] = f"{dice.pick(STREETS)} {dice.number(1, 140)}"
    record["Plz"], record["Ort"], record["Land"] = (
        dice.pick(town.postcodes),
        town.name,
        town.country,
    )
    record["breitengrad"] = f"{town.latitude + dice.real(-0.04, 0.04):.5f}"
    record["laengengrad"] = f"{town.longitude + dice.real(-0.05, 0.05):.5f}"


def _contacts(record: dict[str, Any], dice: Dice, number: int) -> None:
    contacts: list[Contact] = []

    def add(kind: str, use: str, value: str, comment: str = "") -> None:
        first = all(entry.kind != kind for entry in contacts)
        entry_id = 13000 + number * 6 + len(contacts)
        contacts.append(Contact(entry_id, kind, use, value, comment, first))

    login = f"{record['Vorname']}.{record['Name']}".lower().translate(ASCII)
    if dice.chance(0.95):
        add("email", "", f"{login}.{number}@{dice.pick(MAIL_DOMAINS)}")
    if dice.chance(0.8):
        add("phone", "", f"{dice.pick(PHONES)} {dice.digits(3)}")
    if dice.chance(0.3):
        comment = "nur nachmittags" if dice.chance(0.4) else ""
        add("phone", "business", f"{dice.pick(PHONES)} {dice.digits(3)}", comment)
    if dice.chance(0.6):
        add("mobile", "", f"{dice.pick(MOBILES)}{dice.number(10, 99)}")
    if dice.chance(0.1):
        add("fax", "business", f"{dice.pick(PHONES)} {dice.digits(3)}")
    if dice.chance(0.15):
        add("email", "private", f"privat.{number}@{dice.pick(MAIL_DOMAINS)}")
    record["contacts"] = contacts
    refresh(record)
