"""Fields of appointments, as the calls on `calendar` name them."""

from __future__ import annotations

from ..field import FieldSet, parse

KINDS = {
    "besichtigung": ("Besichtigung", "Viewing"),
    "notar": ("Notartermin", "Notary"),
    "beratung": ("Beratung", "Consultation"),
    "intern": ("Interner Termin", "Internal"),
}
RESOURCES = {
    "beamer": "Beamer",
    "besprechung1": "Besprechungsraum Köln",
    "drohne": "Drohne",
    "wagen1": "Dienstwagen",
}
STATUSES = ("active", "completed", "canceled", "participantsAvailable")
REMINDERS = (
    *(f"{count} minutes" for count in (0, 5, 15, 30)),
    *(f"{count} hours" for count in (1, 2, 3, 12, 15)),
    *(f"{count} days" for count in (1, 2, 3)),
    *(f"{count} weeks" for count in (1, 3)),
)

_VALUES = {
    "art": ",".join(f"{key}={german}={english}" for key, (german, english) in KINDS.items()),
    "status": """active=Aktiv=Active, completed=Erledigt=Completed, canceled=Abgesagt=Cancelled,
        participantsAvailable=Teilnehmer verfügbar=Participants available""",
    "ressources": ",".join(f"{key}={label}={label}" for key, label in RESOURCES.items()),
    "erinnerung": ",".join(f"{text}={text}={text}" for text in REMINDERS),
    "rp_type": "t=Täglich=Daily, w=Wöchentlich=Weekly, m=Monatlich=Monthly, j=Jährlich=Yearly",
    "rp_ende_status": "1=Ohne Ende=Endless, 2=Bis Datum=Until",
}

_TABLE = """
start_dt | datetime | | Beginn | Start
end_dt | datetime | | Ende | End
description | varchar | | Betreff | Subject
note | text | | Notiz | Note
art | singleselect | | Art | Kind
status | singleselect | | Status | Status
ganztags | boolean | | Ganztags | All day
abgesagt | boolean | | Abgesagt | Cancelled
erledigt | boolean | ro | Erledigt | Done
private | boolean | | Privat | Private
von | varchar | | Von | From
allowTransitTime | boolean | | Fahrzeit | Travel time
transitTime | varchar | | Fahrzeit | Travel time
transitTimePre | varchar | | Hinfahrt | Outward
transitTimePost | varchar | | Rückfahrt | Return
erinnerung | singleselect | | Erinnerung | Reminder
origin | varchar | | Herkunft | Origin
ressources | multiselect | | Ressourcen | Resources
rp_flag | boolean | | Serie | Series
rp_type | singleselect | | Serientyp | Type of series
rp_tage | integer | | Intervall | Interval
rp_beginn_datum | date | | Serienbeginn | Start of series
rp_ende_datum | date | | Serienende | End of series
rp_ende_status | singleselect | | Serienende | End of series
rp_exception | varchar | | Ausnahmen | Exceptions
modified | datetime | ro | Geändert am | Changed on
"""

CALENDAR = FieldSet("calendar", parse(_TABLE, _VALUES), 154)
