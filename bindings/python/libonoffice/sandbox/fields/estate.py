"""Fields of estates."""

from __future__ import annotations

from ..field import FieldSet, parse
from ..word_list import words

_VALUES = {
    "objektart": """haus=Haus=House, wohnung=Wohnung=Apartment, grundstueck=Grundstück=Property,
        buero_praxen=Büro/Praxis=Office/Practice, einzelhandel=Einzelhandel=Retail,
        hallen_lager_prod=Halle/Lager/Produktion=Hall/Warehouse/Production,
        gastgewerbe=Gastgewerbe=Hospitality industry, zimmer=Zimmer=Room""",
    "objekttyp": """einfamilienhaus=Einfamilienhaus=Single-family house,
        doppelhaushaelfte=Doppelhaushälfte=Semi-detached house,
        reihenhaus=Reihenhaus=Terraced house, mehrfamilienhaus=Mehrfamilienhaus=Multi-family house,
        villa=Villa=Villa, bauernhaus=Bauernhaus=Farmhouse, etage=Etagenwohnung=Apartment,
        dachgeschoss=Dachgeschosswohnung=Attic flat, penthouse=Penthouse=Penthouse,
        erdgeschoss=Erdgeschosswohnung=Ground-floor flat, maisonette=Maisonette=Maisonette,
        loft=Loft=Loft, wohnen=Wohngrundstück=Residential plot,
        gewerbe=Gewerbegrundstück=Commercial plot, bueroflaeche=Bürofläche=Office space,
        praxis=Praxis=Practice, ladenlokal=Ladenlokal=Shop, lager=Lager=Warehouse,
        produktion=Produktion=Production, restaurant=Restaurant=Restaurant, hotel=Hotel=Hotel,
        wg_zimmer=WG-Zimmer=Room in a shared flat""",
    "nutzungsart": """wohnen=Wohnen=Living, gewerbe=Gewerbe=Business, anlage=Anlage=Investment""",
    "vermarktungsart": "kauf=Kauf=Purchase, miete=Miete=Rent, pacht=Pacht=Lease",
    "land": """DEU=Deutschland=Germany, AUT=Österreich=Austria, CHE=Schweiz=Switzerland,
        BEL=Belgien=Belgium, NLD=Niederlande=Netherlands, ESP=Spanien=Spain""",
    "bundesland": """baden-wuerttemberg=Baden-Württemberg=Baden-Wuerttemberg, bayern=Bayern=Bavaria,
        berlin=Berlin=Berlin, brandenburg=Brandenburg=Brandenburg, bremen=Bremen=Bremen,
        hamburg=Hamburg=Hamburg, hessen=Hessen=Hesse, niedersachsen=Niedersachsen=Lower Saxony,
        nordrhein-westfalen=Nordrhein-Westfalen=North Rhine-Westphalia,
        rheinland-pfalz=Rheinland-Pfalz=Rhineland-Palatinate, saarland=Saarland=Saarland,
        sachsen=Sachsen=Saxony, sachsen-anhalt=Sachsen-Anhalt=Saxony-Anhalt,
        schleswig-holstein=Schleswig-Holstein=Schleswig-Holstein,
        thueringen=Thüringen=Thuringia,
        mecklenburg-vorpommern=Mecklenburg-Vorpommern=Mecklenburg""",
    "status": "0=Archiviert=Archived, 1=Aktiv=Active, 2=Inaktiv=Inactive",
    "status2": """status2obj_active=Aktiv=Active, status2obj_archived=Archiviert=Archived,
        status2obj_acquisition=Akquise=Acquisition""",
    "zustand": """erstbezug=Erstbezug=First occupancy, neuwertig=Neuwertig=As new,
        gepflegt=Gepflegt=Well kept, modernisiert=Modernisiert=Modernised,
        renovierungsbeduerftig=Renovierungsbedürftig=In need of renovation,
        saniert=Saniert=Refurbished""",
    "heizungsart": """zentral=Zentralheizung=Central heating, etage=Etagenheizung=Self-contained,
        fernwaerme=Fernwärme=District heating, fussboden=Fußbodenheizung=Underfloor heating,
        ofen=Ofen=Stove""",
    "befeuerung": """gas=Gas=Gas, oel=Öl=Oil, pellet=Pellet=Pellet,
        luftwp=Luftwärmepumpe=Air heat pump,
        solar=Solar=Solar, elektro=Elektro=Electric""",
    "boden": """parkett=Parkett=Parquet, fliesen=Fliesen=Tiles, laminat=Laminat=Laminate,
        teppich=Teppich=Carpet, dielen=Dielen=Floorboards""",
    "bad": "dusche=Dusche=Shower, wanne=Wanne=Bathtub, fenster=Fenster=Window, bidet=Bidet=Bidet",
    "kueche": "ebk=Einbauküche=Fitted kitchen, offen=Offen=Open, pantry=Pantry=Pantry",
    "stellplatzart": """garage=Garage=Garage, tiefgarage=Tiefgarage=Underground garage,
        carport=Carport=Carport, freiplatz=Freiplatz=Parking space""",
    "energieausweistyp": "Bedarf=Bedarfsausweis=Demand, Verbrauch=Verbrauchsausweis=Consumption",
    "energieklasse": "A+=A+=A+, A=A=A, B=B=B, C=C=C, D=D=D, E=E=E, F=F=F, G=G=G, H=H=H",
    "auftragsart": """allein=Alleinauftrag=Sole agency, einfach=Einfacher Auftrag=Simple agency,
        qualifiziert=Qualifizierter Alleinauftrag=Qualified sole agency""",
    "waehrung": "EUR=Euro=Euro, CHF=Schweizer Franken=Swiss franc",
}

_TABLE = """
Id | integer | ro | Datensatz-Nr. | Record no.
objektnr_intern | varchar | | Interne Nr. | Internal no.
objektnr_extern | varchar | | ImmoNr. | Property no.
objekttitel | varchar | | Titel | Title
objektbeschreibung | text | | Beschreibung | Description
dreizeiler | text | | Kurzbeschreibung | Short description
lage | text | | Lage | Location
ausstatt_beschr | text | | Ausstattung | Furnishings
sonstige_angaben | text | | Sonstiges | Other
objektart | singleselect | | Objektart | Property class
objekttyp | singleselect | | Objekttyp | Property type
nutzungsart | singleselect | | Nutzungsart | Type of use
vermarktungsart | singleselect | | Vermarktungsart | Marketing method
strasse | varchar | | Straße | Street
hausnummer | varchar | | Hausnummer | House no.
plz | varchar | | PLZ | Postcode
ort | varchar | | Ort | City
bundesland | singleselect | | Bundesland | State
land | singleselect | | Land | Country
regionaler_zusatz | varchar | | Regionaler Zusatz | Regional addition
breitengrad | float | .5 | Breitengrad | Latitude
laengengrad | float | .5 | Längengrad | Longitude
objektadresse_freigeben | boolean | NONE | Objektadresse freigeben | Publish address
virtualAddress | boolean | NONE | Virtuelle Adresse | Virtual address
kaufpreis | float | MONETARY | Kaufpreis | Purchase price
kaltmiete | float | MONETARY | Kaltmiete | Rent excluding heating
warmmiete | float | MONETARY | Warmmiete | Rent including heating
nebenkosten | float | MONETARY | Nebenkosten | Ancillary costs
heizkosten | float | MONETARY | Heizkosten | Heating costs
hausgeld | float | MONETARY | Hausgeld | Service charge
kaution | varchar | | Kaution | Deposit
pacht | float | MONETARY | Pacht | Lease
preisAufAnfrage | boolean | | Preis auf Anfrage | Price on request
waehrung | singleselect | | Währung | Currency
kaufpreis_pro_qm | float | MONETARY | Kaufpreis pro m² | Price per m²
mieteinnahmen_ist | float | MONETARY | Mieteinnahmen (Ist) | Rental income
x_fache | float | | X-fache | Multiplier
aussen_courtage | varchar | | Außencourtage | Buyer's commission
innen_courtage | varchar | | Innencourtage | Seller's commission
provisionsbetrag | float | MONETARY ro | Provisionsbetrag | Commission
summe_innenprovision | float | MONETARY ro | Summe Innenprovision | Sum of inner commission
summe_aussenprovision | float | MONETARY ro | Summe Außenprovision | Sum of outer commission
wohnflaeche | float | AREA | Wohnfläche | Living space
nutzflaeche | float | AREA | Nutzfläche | Usable area
grundstuecksflaeche | float | AREA | Grundstücksgröße | Plot size
gesamtflaeche | float | AREA | Gesamtfläche | Total area
bueroflaeche | float | AREA | Bürofläche | Office space
ladenflaeche | float | AREA | Ladenfläche | Shop area
lagerflaeche | float | AREA | Lagerfläche | Warehouse area
anzahl_zimmer | float | | Anzahl Zimmer | Number of rooms
anzahl_schlafzimmer | float | | Anzahl Schlafzimmer | Number of bedrooms
anzahl_badezimmer | float | | Anzahl Badezimmer | Number of bathrooms
anzahl_balkone | float | | Anzahl Balkone | Number of balconies
anzahl_stellplaetze | integer | | Anzahl Stellplätze | Number of parking spaces
etage | integer | | Etage | Floor
etagen_zahl | integer | | Etagenzahl | Number of floors
baujahr | varchar | YEAR | Baujahr | Year of construction
zustand | singleselect | | Zustand | Condition
heizungsart | multiselect | | Heizungsart | Type of heating
befeuerung | multiselect | | Befeuerung | Fuel
boden | multiselect | | Boden | Floor covering
bad | multiselect | | Bad | Bathroom
kueche | multiselect | | Küche | Kitchen
stellplatzart | multiselect | | Stellplatzart | Type of parking
balkon | boolean | | Balkon | Balcony
terrasse | boolean | | Terrasse | Terrace
gartennutzung | boolean | | Gartennutzung | Use of garden
kamin | boolean | | Kamin | Fireplace
fahrstuhl | boolean | | Fahrstuhl | Lift
barrierefrei | boolean | | Barrierefrei | Barrier-free
haustiere | boolean | | Haustiere erlaubt | Pets allowed
unterkellert | boolean | | Unterkellert | Basement
moebliert | boolean | | Möbliert | Furnished
wg_geeignet | boolean | | WG-geeignet | Suitable for sharing
denkmalgeschuetzt | boolean | | Denkmalgeschützt | Listed building
vermietet | boolean | | Vermietet | Let
energieausweistyp | singleselect | | Energieausweistyp | Energy certificate
energieverbrauchskennwert | float | ENERGY_REQUIRED | Energieverbrauchskennwert | Energy use
endenergiebedarf | float | ENERGY_REQUIRED | Endenergiebedarf | Energy demand
energieklasse | singleselect | | Energieeffizienzklasse | Energy efficiency class
energieausweis_gueltig_bis | date | | Energieausweis gültig bis | Energy certificate valid until
status | singleselect | | Status | Status
status2 | singleselect | | Status 2 | Status 2
verkauft | boolean | NONE | Verkauft/vermietet | Sold/let
reserviert | boolean | NONE | Reserviert | Reserved
veroeffentlichen | boolean | NONE | Veröffentlichen | Publish
exclusive | boolean | NONE | Exklusiv | Exclusive
top_angebot | boolean | NONE | Top-Angebot | Top offer
preisreduktion | boolean | NONE | Preisreduktion | Price reduction
courtage_frei | boolean | NONE | Courtagefrei | No commission
showGoogleMap | boolean | NONE | Karte anzeigen | Show map
referenz | boolean | NONE | Referenz | Reference
objekt_des_tages | boolean | NONE | Objekt des Tages | Property of the day
neu | boolean | NONE | Neu | New
stammobjekt | boolean | | Stammobjekt | Base property
auftragsart | singleselect | | Auftragsart | Type of agency
auftragbis | date | | Auftrag bis | Agency until
abdatum | date | | Verfügbar ab | Available from
benutzer | user | | Betreuer | Agent
erstellt_von | user | ro | Erstellt von | Created by
erstellt_am | datetime | ro | Erstellt am | Created on
geaendert_am | datetime | ro | Geändert am | Changed on
uuid | varchar | hidden | UUID | UUID
"""

ESTATE = FieldSet("estate", parse(_TABLE, _VALUES), 143)

TYPES_OF = {
    "haus": words("einfamilienhaus doppelhaushaelfte reihenhaus mehrfamilienhaus villa bauernhaus"),
    "wohnung": words("etage dachgeschoss penthouse erdgeschoss maisonette loft"),
    "grundstueck": words("wohnen gewerbe"),
    "buero_praxen": words("bueroflaeche praxis"),
    "einzelhandel": ["ladenlokal"],
    "hallen_lager_prod": words("lager produktion"),
    "gastgewerbe": words("restaurant hotel"),
    "zimmer": ["wg_zimmer"],
}
"""Which `objekttyp` goes with which `objektart`."""
