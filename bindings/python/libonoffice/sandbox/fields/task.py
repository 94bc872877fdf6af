"""Fields of tasks."""

from __future__ import annotations

from ..field import FieldSet, parse

_VALUES = {
    "Prio": "1=Sehr hoch=Very high, 2=Hoch=High, 3=Mittel=Medium, 4=Gering=Low, 5=Sehr gering=None",
    "Art": "1=Anruf=Call, 2=E-Mail=Email, 3=Besichtigung=Viewing, 4=Exposé erstellen=Create exposé",
    "Status": """1=Nicht begonnen=Not started, 2=In Bearbeitung=In progress, 3=Erledigt=Done,
        4=Zurückgestellt=Deferred, 5=Abgebrochen=Cancelled, 6=Überprüfen=Check,
        7=Rückfrage=Further inquiry, 8=Warten=Waiting""",
    "Stand": "0=0 %=0 %, 25=25 %=25 %, 50=50 %=50 %, 75=75 %=75 %, 100=100 %=100 %",
    "Einheit_Aufwand_Soll": "Minuten=Minuten=Minutes, Stunden=Stunden=Hours, Tage=Tage=Days",
}

_TABLE = """
Nr | integer | ro NUMERIC | Nr. | No.
Eintragsdatum | datetime | ro | Eintragsdatum | Date of entry
modified | datetime | ro | Geändert am | Changed on
von | varchar | ro | Von | From
Betreff | varchar | | Betreff | Subject
Aufgabe | text | | Aufgabe | Task
Kommentar | text | | Kommentar | Comment
publicDescription | text | | Öffentliche Beschreibung | Public description
Art | singleselect | | Art | Kind
Status | singleselect | | Status | Status
Prio | singleselect | | Priorität | Priority
Stand | singleselect | | Stand | Progress
Verantwortung | varchar | | Verantwortung | Responsible
Verantwortung_Gruppe | varchar | | Verantwortung (Gruppe) | Responsible group
Bearbeiter | varchar | | Bearbeiter | Editor
Beginnt_am | date | | Beginnt am | Starts on
Beginnt_um | varchar | | Beginnt um | Starts at
Deadline | datetime | | Deadline | Deadline
Deadline_Zeit | varchar | | Deadline (Zeit) | Deadline (time)
Deadline_strikt | boolean | | Deadline strikt | Strict deadline
Aufwand_Soll_NUM | float | | Aufwand Soll | Planned effort
Einheit_Aufwand_Soll | singleselect | | Einheit Aufwand Soll | Unit of planned effort
Aufwand_Zusatz_NUM | float | | Aufwand Zusatz | Additional effort
Einheit_Aufwand_Zusatz | singleselect | =Einheit_Aufwand_Soll | Einheit Zusatz | Unit
erledigt | boolean | | Erledigt | Done
Austragsdatum | datetime | ro | Austragsdatum | Date of completion
Erinnerung | boolean | | Erinnerung | Reminder
Erinnerungsdatum | date | | Erinnerungsdatum | Date of reminder
Erinnerungsdatum_Zeit | varchar | | Erinnerung (Zeit) | Time of reminder
Privat | boolean | | Privat | Private
"""

TASK = FieldSet("task", parse(_TABLE, _VALUES), 138)
