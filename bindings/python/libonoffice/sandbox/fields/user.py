"""Fields of users."""

from __future__ import annotations

from ..field import FieldSet, parse
from ..word_list import words

_NAMES = words(
    """
    Anrede Titel Kuerzel Vorname Nachname Firma PLZ Ort Strasse Hausnummer Land province Mobil
    Telefon Fax Url UstID taxNumber Gerichtsstand imprintFurthermore Firmazusatz1
    PositionUnternehmen Namezusatz1 Namezusatz2 Bank IBAN BIC Finanzamt Hinweis Sonstiges Name
    email Emailname adrId:adressen.ID anbieter Prefix usesAccount:account.id Sprache meetingUrl
    online
    """
)
_TABLE = "Nr | integer | ro NUMERIC | Nr. | No.\n" + "".join(
    f"{name} | varchar | ro | {name} | {name}\n" for name in _NAMES
)
_TABLE += "userCreationDate | datetime | ro | Erstellt am | Created on\n"

USER = FieldSet("user", parse(_TABLE, {}), 141)
