"""Fields of addresses."""

from __future__ import annotations

from ..field import FieldSet, parse

_VALUES = {
    "Anrede": """Herr=Herr=Mr, Frau=Frau=Ms, Firma=Firma=Company, Familie=Familie=Family,
        Eheleute=Eheleute=Mr and Mrs""",
    "ArtDaten": """Eigentümer=Eigentümer=Owner, Interessent=Interessent=Interested party,
        Mieter=Mieter=Tenant, Käufer=Käufer=Buyer, Kapitalanleger=Kapitalanleger=Investor,
        Handwerker=Handwerker=Craftsman, Makler=Makler=Estate agent, Notar=Notar=Notary,
        Tippgeber=Tippgeber=Tipster""",
    "contactCategory": """private=Privatperson=Private person, business=Unternehmen=Company,
        contactPerson=Ansprechpartner=Contact person""",
    "Land": """DEU=Deutschland=Germany, AUT=Österreich=Austria, CHE=Schweiz=Switzerland,
        BEL=Belgien=Belgium, NLD=Niederlande=Netherlands, ESP=Spanien=Spain,
        FRA=Frankreich=France, ITA=Italien=Italy, POL=Polen=Poland""",
    "Status": "0=Archiviert=Archived, 1=Aktiv=Active",
    "Sprache": "DEU=Deutsch=German, ENG=Englisch=English, NLD=Niederländisch=Dutch",
    "newsletter_aktiv": """0=Nein=No, 1=Ja=Yes, 2=Abgemeldet=Cancelled,
        3=Double-Opt-In ausstehend=Double opt-in pending, 4=Keine Angabe=Not specified""",
    "DSGVOStatus": """1=Einwilligung liegt vor=Consent given, 2=Angefragt=Requested,
        3=Keine Einwilligung=No consent""",
    "HerkunftKontakt": """Homepage=Homepage=Website, Portal=Immobilienportal=Property portal,
        Empfehlung=Empfehlung=Recommendation, Anruf=Anruf=Call, Messe=Messe=Fair""",
}

_TABLE = """
id | integer | ro hidden | Datensatz-Nr. | Record no.
KdNr | integer | ro NUMERIC | Kundennummer | Customer no.
Anrede | singleselect | | Anrede | Salutation
Titel | varchar | | Titel | Title
Vorname | varchar | | Vorname | First name
Name | varchar | | Name | Last name
Zusatz1 | varchar | | Firma | Company
Zusatz2 | varchar | | Zusatz | Addition
Briefanrede | varchar | | Briefanrede | Letter salutation
Strasse | varchar | | Straße | Street
Plz | varchar | | PLZ | Postcode
Ort | varchar | | Ort | City
Land | singleselect | | Land | Country
Telefon1 | varchar | ro | Telefon | Phone
Telefax1 | varchar | ro | Fax | Fax
Email | varchar | ro | E-Mail | Email
Homepage | varchar | | Homepage | Website
Geburtsdatum | date | | Geburtsdatum | Date of birth
Beruf | varchar | | Beruf | Occupation
ArtDaten | multiselect | | Kontaktart | Type of contact
contactCategory | singleselect | | Kontaktkategorie | Contact category
Status | singleselect | | Status | Status
Sprache | singleselect | | Sprache | Language
newsletter_aktiv | singleselect | | Newsletter | Newsletter
DSGVOStatus | singleselect | | DSGVO-Status | GDPR status
HerkunftKontakt | multiselect | | Herkunft Kontakt | Origin of contact
Bemerkung | text | | Bemerkung | Remark
Benutzer | varchar | | Betreuer | Agent
gesperrt | boolean | | Gesperrt | Blocked
letzter_Kontakt | datetime | | Letzter Kontakt | Last contact
Eintragsdatum | datetime | ro | Eintragsdatum | Date of entry
Aenderung | datetime | ro | Letzte Änderung | Last change
breitengrad | float | .5 | Breitengrad | Latitude
laengengrad | float | .5 | Längengrad | Longitude
imageUrl | varchar | ro hidden | Passfoto | Photo
phone | contact | hidden | Telefon | Phone
mobile | contact | hidden | Mobil | Mobile
fax | contact | hidden | Fax | Fax
email | contact | hidden | E-Mail | Email
defaultphone | varchar | ro hidden | Standardtelefon | Default phone
defaultfax | varchar | ro hidden | Standardfax | Default fax
defaultemail | varchar | ro hidden | Standard-E-Mail | Default email
uuid | varchar | hidden | UUID | UUID
"""

ADDRESS = FieldSet("address", parse(_TABLE, _VALUES), 75)

CONTACT_KINDS = ("phone", "mobile", "fax", "email")
