"""Fields of the agents log."""

from __future__ import annotations

from ..action_kinds import FEATURES, ORIGINS, REASONS
from ..field import FieldSet, parse


def _values(labels: dict[str, str]) -> str:
    return ",".join(f"{key}={label}={label}" for key, label in labels.items())


_VALUES = {
    "merkmal": _values(FEATURES),
    "HerkunftKontakt": _values(ORIGINS),
    "Absagegrund": _values(REASONS),
}

_TABLE = """
Nr | integer | ro | Nr. | No.
Objekt_nr | varchar | ro | Immobilien | Estates
Adress_nr | varchar | ro | Adressen | Addresses
Aktionsart | varchar | | Aktionsart | Kind of action
Aktionstyp | varchar | | Aktionstyp | Type of action
Datum | datetime | | Datum | Date
created | datetime | ro | Erstellt am | Created on
Benutzer | varchar | ro | Benutzer | User
Benutzer_nr | user | ro | Benutzer-Nr. | User no.
Datum_bearb | datetime | ro | Bearbeitet am | Edited on
Benutzer_bearb | varchar | ro | Bearbeitet von | Edited by
Kosten | float | MONETARY | Kosten | Costs
Bemerkung | text | | Bemerkung | Remark
merkmal | multiselect | | Merkmal | Feature
Aktionsmerkmale | multiselect | =merkmal | Aktionsmerkmale | Features of the action
HerkunftKontakt | singleselect | | Herkunft Kontakt | Origin of contact
dauer | integer | DURATION | Dauer | Duration
Beratungsebene | varchar | | Beratungsebene | Advisory level
Absagegrund | singleselect | | Absagegrund | Reason of cancellation
mailDate | datetime | ro | Maildatum | Date of mail
Angeboten_fuer | varchar | ro | Angeboten für | Offered for
"""

AGENTS_LOG = FieldSet("agentsLog", parse(_TABLE, _VALUES), 141)
