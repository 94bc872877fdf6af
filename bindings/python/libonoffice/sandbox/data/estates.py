"""Estates."""

from __future__ import annotations

from typing import Any

from ..dice import Dice
from ..field import Field, join_keys
from ..fields.estate import ESTATE, TYPES_OF
from .towns import TOWNS, Town
from .words import ADJECTIVES, DESCRIPTIONS, FURNISHINGS, PLACES, STREETS

COUNT = 2360
_KINDS = (
    ("haus",) * 8
    + ("wohnung",) * 10
    + ("grundstueck",) * 2
    + ("buero_praxen", "einzelhandel", "hallen_lager_prod", "gastgewerbe", "zimmer")
)
_HOMES = ("haus", "wohnung", "zimmer")
_FLAGS = (
    ("veroeffentlichen", 0.7),
    ("exclusive", 0.1),
    ("top_angebot", 0.12),
    ("preisreduktion", 0.08),
    ("courtage_frei", 0.15),
    ("showGoogleMap", 0.8),
    ("referenz", 0.1),
    ("objekt_des_tages", 0.02),
    ("neu", 0.15),
    ("objektadresse_freigeben", 0.6),
    ("preisAufAnfrage", 0.05),
)
_COMFORTS = (
    ("balkon", 0.5),
    ("terrasse", 0.4),
    ("gartennutzung", 0.4),
    ("kamin", 0.15),
    ("fahrstuhl", 0.25),
    ("barrierefrei", 0.12),
    ("haustiere", 0.3),
    ("unterkellert", 0.6),
    ("moebliert", 0.06),
    ("wg_geeignet", 0.2),
    ("denkmalgeschuetzt", 0.04),
    ("vermietet", 0.2),
)

Record = dict[str, Any]


def make(users: dict[int, Record]) -> dict[int, Record]:
    """All estates by record number."""
    dice = Dice(3)
    agents = [str(number) for number in users]
    empty = ESTATE.empty()
    estates = {}
    for index in range(COUNT):
        number = 17 + 2 * index
        record = dict(empty)
        record["Id"] = str(number)
        kind = dice.pick(_KINDS)
        town = dice.pick(TOWNS)
        _class(record, dice, kind)
        _place(record, dice, town)
        _size(record, dice, kind)
        _price(record, dice, town)
        _texts(record, dice, kind, town)
        _state(record, dice, index, agents)
        if kind != "grundstueck":
            _building(record, dice)
        estates[number] = record
    return estates


def _class(record: Record, dice: Dice, kind: str) -> None:
    record["objektart"] = kind
    record["objekttyp"] = dice.pick(TYPES_OF[kind])
    living = kind in _HOMES or record["objekttyp"] == "wohnen"
    record["nutzungsart"] = "wohnen" if living else "gewerbe"
    if kind == "haus" and dice.chance(0.15):
        record["nutzungsart"], record["objekttyp"] = "anlage", "mehrfamilienhaus"
    rent = {"haus": 0.15, "wohnung": 0.5, "grundstueck": 0.0, "zimmer": 1.0}.get(kind, 0.7)
    record["vermarktungsart"] = "miete" if dice.chance(rent) else "kauf"
    if kind == "gastgewerbe" and dice.chance(0.6):
        record["vermarktungsart"] = "pacht"


def _place(record: Record, dice: Dice, town: Town) -> None:
    record["strasse"] = dice.pick(STREETS)
    record["hausnummer"] = f"{dice.number(1, 160)}{'a' if dice.chance(0.1) else ''}"
    record["plz"], record["ort"] = dice.pick(town.postcodes), town.name
    record["bundesland"], record["land"] = town.state, town.country
    record["breitengrad"] = f"{town.latitude + dice.real(-0.04, 0.04):.5f}"
    record["laengengrad"] = f"{town.longitude + dice.real(-0.05, 0.05):.5f}"
    record["virtualAddress"] = "0"
    record["waehrung"] = "CHF" if town.country == "CHE" else "EUR"


def _size(record: Record, dice: Dice, kind: str) -> None:
    areas = {
        "haus": ("wohnflaeche", 85, 320),
        "wohnung": ("wohnflaeche", 28, 160),
        "zimmer": ("wohnflaeche", 11, 26),
        "buero_praxen": ("bueroflaeche", 40, 900),
        "einzelhandel": ("ladenflaeche", 30, 600),
        "hallen_lager_prod": ("lagerflaeche", 200, 5000),
        "gastgewerbe": ("gesamtflaeche", 90, 900),
    }
    if kind in areas:
        name, low, high = areas[kind]
        area = round(dice.real(low, high) * 2) / 2
        record[name] = f"{area:.2f}"
        record["nutzflaeche"] = f"{area * dice.real(0.1, 0.3):.2f}"
        rooms = max(1.0, round(area / 26 * 2) / 2) if kind in _HOMES else float(dice.number(1, 9))
        record["anzahl_zimmer"] = f"{rooms:.2f}"
        record["anzahl_schlafzimmer"] = f"{max(1, int(rooms) - 1):.2f}"
        record["anzahl_badezimmer"] = f"{1 + int(rooms) // 4:.2f}"
    if kind in ("haus", "grundstueck", "hallen_lager_prod"):
        record["grundstuecksflaeche"] = f"{dice.number(180, 1900):.2f}"


def _price(record: Record, dice: Dice, town: Town) -> None:
    names = ("wohnflaeche", "bueroflaeche", "ladenflaeche", "lagerflaeche", "gesamtflaeche")
    area = next((float(record[name]) for name in names if record[name]), 0.0)
    plot = float(record["grundstuecksflaeche"] or 0)
    factor = dice.real(0.7, 1.35) * (0.3 if record["lagerflaeche"] else 1.0)
    if record["vermarktungsart"] == "kauf":
        price = (area * town.level + plot * town.level * 0.1) * 1000 * factor
        price = max(29000.0, round(price / 1000) * 1000)
        record["kaufpreis"] = f"{price:.2f}"
        record["kaufpreis_pro_qm"] = f"{price / (area or plot):.2f}"
        record["aussen_courtage"] = dice.pick(("3,57 % inkl. MwSt.", "2,98 % inkl. MwSt.", ""))
        if record["objektart"] == "wohnung":
            record["hausgeld"] = f"{area * dice.real(2.2, 4.5):.2f}"
        if record["nutzungsart"] == "anlage":
            multiplier = dice.real(14, 32)
            record["x_fache"] = f"{multiplier:.2f}"
            record["mieteinnahmen_ist"] = f"{price / multiplier:.2f}"
        record["provisionsbetrag"] = f"{price * 0.0357:.2f}"
    elif record["vermarktungsart"] == "miete":
        cold = round(area * (2.2 + town.level * 2.1) * factor / 5) * 5 + 60
        extra = round(area * dice.real(1.6, 3.2))
        record["kaltmiete"], record["nebenkosten"] = f"{cold:.2f}", f"{extra:.2f}"
        record["heizkosten"] = f"{round(area * 1.1):.2f}"
        record["warmmiete"] = f"{cold + extra + round(area * 1.1):.2f}"
        record["kaution"] = f"{cold * 3} €"
    else:
        record["pacht"] = f"{round(area * 9 * factor):.2f}"


def _texts(record: Record, dice: Dice, kind: str, town: Town) -> None:
    label = _label("objekttyp", record["objekttyp"])
    record["objekttitel"] = f"{dice.pick(ADJECTIVES)} Lage: {label} in {town.name}"
    record["objektbeschreibung"] = f"{dice.pick(DESCRIPTIONS)}\n\n{dice.pick(DESCRIPTIONS)}"
    record["dreizeiler"] = f"{label} / {_label('vermarktungsart', record['vermarktungsart'])}"
    record["lage"] = dice.pick(PLACES)
    if kind != "grundstueck":
        record["ausstatt_beschr"] = dice.pick(FURNISHINGS)


_FIELDS: dict[str, Field] = {field.name: field for field in ESTATE}


def _label(field: str, key: str) -> str:
    return _FIELDS[field].value_label(key, "DEU")


def _state(record: Record, dice: Dice, index: int, agents: list[str]) -> None:
    record["objektnr_intern"] = f"OBJ-{100000 + index * 7}"
    record["objektnr_extern"] = (
        f"{dice.pick('ABCDEHJKMNRSTUWX')}{dice.pick('ADGJKMNRT')}{index + 101}"
    )
    for name, probability in _FLAGS:
        record[name] = "1" if dice.chance(probability) else "0"
    sold = dice.chance(0.14)
    record["verkauft"] = "1" if sold else "0"
    record["reserviert"] = "1" if not sold and dice.chance(0.08) else "0"
    record["status"] = dice.pick("1111111120") if not sold else dice.pick("1120")
    record["status2"] = "status2obj_archived" if record["status"] == "0" else "status2obj_active"
    record["stammobjekt"] = "1" if index % 97 == 5 else "0"
    record["auftragsart"] = dice.pick(("allein", "einfach", "qualifiziert"))
    record["benutzer"], record["erstellt_von"] = dice.pick(agents), dice.pick(agents)
    created = dice.moment()
    record["erstellt_am"] = created.strftime("%Y-%m-%d %H:%M:%S")
    record["geaendert_am"] = max(created, dice.moment()).strftime("%Y-%m-%d %H:%M:%S")
    record["auftragbis"] = dice.moment(2026, 2027).strftime("%Y-%m-%d")
    record["uuid"] = dice.uuid()


def _building(record: Record, dice: Dice) -> None:
    for name, probability in _COMFORTS:
        record[name] = "1" if dice.chance(probability) else "0"
    record["baujahr"] = str(dice.number(1898, 2025))
    record["zustand"] = dice.pick(tuple(_FIELDS["zustand"].values or {}))
    for name in ("heizungsart", "befeuerung", "boden", "bad", "kueche", "stellplatzart"):
        record[name] = join_keys(dice.some(tuple(_FIELDS[name].values or {}), 3))
    record["anzahl_stellplaetze"] = str(dice.number(0, 4))
    record["anzahl_balkone"] = f"{int(record['balkon']):.2f}"
    record["etagen_zahl"] = str(dice.number(1, 7))
    record["etage"] = str(dice.number(0, int(record["etagen_zahl"])))
    usage = dice.pick(("Bedarf", "Verbrauch"))
    demand = dice.real(18, 260)
    record["energieausweistyp"] = usage
    name = "endenergiebedarf" if usage == "Bedarf" else "energieverbrauchskennwert"
    record[name] = f"{demand:.2f}"
    classes = tuple(_FIELDS["energieklasse"].values or {})
    record["energieklasse"] = classes[min(8, int(demand / 28))]
    record["energieausweis_gueltig_bis"] = dice.moment(2026, 2034).strftime("%Y-%m-%d")
