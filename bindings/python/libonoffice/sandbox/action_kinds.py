"""Kinds and types of actions in the agents log. Their names are German in every tenant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ActionKind:
    """One kind with its types; `english` are the labels in other languages."""

    key: str
    english: str
    types: dict[str, str]
    default: str = ""


ACTION_KINDS = {
    kind.key: kind
    for kind in (
        ActionKind("Email", "Email", {"Eingang": "Incoming", "Ausgang": "Outgoing"}, "Ausgang"),
        ActionKind(
            "Telefonat",
            "Phone call",
            {"Eingang": "Incoming", "Ausgang": "Outgoing", "nicht erreicht": "Not reached"},
            "Ausgang",
        ),
        ActionKind("Brief", "Letter", {"Eingang": "Incoming", "Ausgang": "Outgoing"}),
        ActionKind(
            "Besichtigung",
            "Viewing",
            {"Erstbesichtigung": "First viewing", "Zweitbesichtigung": "Second viewing"},
            "Erstbesichtigung",
        ),
        ActionKind(
            "Angebot",
            "Offer",
            {"Exposé": "Exposé", "Kaufpreisangebot": "Price offer", "Mietangebot": "Rent offer"},
        ),
        ActionKind("Objektanfrage", "Enquiry", {"Portal": "Portal", "Homepage": "Website"}),
        ActionKind("Notartermin", "Notary appointment", {"Beurkundung": "Notarisation"}),
        ActionKind("Notiz", "Note", {}),
    )
}

FEATURES = {"dringend": "Dringend", "vip": "VIP", "finanziert": "Finanzierung geklärt"}
ORIGINS = {"Homepage": "Homepage", "Portal": "Immobilienportal", "Empfehlung": "Empfehlung"}
LEVELS = "ABCDEFG"
"""Advisory levels (Beratungsebene); G is a refusal and alone takes a reason."""

REASONS = {"preis": "Zu teuer", "lage": "Lage passt nicht", "anderes": "Anderes Objekt gefunden"}
