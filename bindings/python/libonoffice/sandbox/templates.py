"""Templates for mails, exposés, letters and forms."""

from __future__ import annotations

from dataclasses import dataclass

from .word_list import words

_URN = "urn:onoffice-de-ns:smart:2.5:pdf:"

PDF_TEMPLATES = {
    f"{_URN}expose:kurz:design02Expose": "Kurzexposé Design 02",
    f"{_URN}expose:lang:design04Expose": "Langexposé Design 04",
    f"{_URN}expose:lang:Exposé Schönes Wohnen": "Exposé „Schönes Wohnen“",
    f"{_URN}expose:mini:design01Aushang": "Aushang",
}
LETTERS = {
    f"{_URN}letter:anschreiben": "Anschreiben",
    f"{_URN}letter:maklervertrag": "Maklervertrag",
}
FORMS = {f"{_URN}form:selbstauskunft": "Mieterselbstauskunft"}
WEB_EXPOSES = {f"{_URN}webexpose:standard": "Web-Exposé"}
IDENTIFIED = {
    "pdf": PDF_TEMPLATES,
    "pdfletter": LETTERS,
    "pdfform": FORMS,
    "webexpose": WEB_EXPOSES,
}
"""Templates that are named by an identifier, by their type."""

FOLDERS = {1: "Allgemein", 4: "Exposéversand", 9: "Terminbestätigungen"}
CATEGORIES = words(
    "Vorlage Aktivitaeten_Bericht Interessenten_Nachweis ExposePDFMitInteressent_Vorlage "
    "appointmentConfirmation cancelation adressCompletion contactShipping"
)


@dataclass(frozen=True)
class MailTemplate:
    """One mail template."""

    id: int
    title: str
    subject: str
    folder: int
    body: str
    category: str = "Vorlage"
    html: bool = False


MAIL_TEMPLATES = {
    template.id: template
    for template in (
        MailTemplate(
            41,
            "Exposéversand",
            "Ihre Anfrage zu _objektnr_extern",
            4,
            "_Briefanrede,\n\nanbei das Exposé zu „_objekttitel“.\n\nMit freundlichen Grüßen",
        ),
        MailTemplate(
            42,
            "Terminbestätigung",
            "Ihr Besichtigungstermin",
            9,
            "<p>_Briefanrede,</p><p>wir bestätigen Ihren Termin.</p>",
            "appointmentConfirmation",
            True,
        ),
        MailTemplate(
            43,
            "Adressvervollständigung",
            "Bitte prüfen Sie Ihre Daten",
            1,
            "_Briefanrede,\n\nbitte vervollständigen Sie Ihre Angaben.",
            "adressCompletion",
        ),
        MailTemplate(
            44,
            "Absage",
            "Ihre Anfrage",
            1,
            "_Briefanrede,\n\ndie Immobilie ist leider schon vergeben.",
            "cancelation",
        ),
    )
}
