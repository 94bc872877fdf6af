"""The words records are made of."""

from __future__ import annotations

from ..word_list import words

FEMALE = words(
    "Anna Birgit Carolin Christa Elif Gisela Hannah Ingrid Jana Jördis Katharina Lena Lieselotte "
    "Marie Monika Nele Özlem Petra Renate Sabine Sophie Ursula Yvonne Zoë"
)
MALE = words(
    "Alexander Björn Bernd Daniel Emre Florian Günther Hans Holger Jens Jörg Karl-Heinz Klaus "
    "Lukas Matthias Michał Niklas Özgür Paul Rüdiger Sebastian Stefan Thomas Uwe"
)
SURNAMES = words(
    "Albrecht Bäcker Becker Böhm Brandt Çelik Dietrich Engel Fröhlich Fuchs Groß Günther Haas "
    "Hartmann Heße Hofmann Jäger Kaya Keller Köhler König Kowalski Krämer Kühn Lang Löffler "
    "Maaßen Meißner Möller Müller Neumann Nußbaum Öztürk Pfeiffer Richter Roß Schäfer Schmidt "
    "Schröder Schulz Schütz Seidel Strauß Vogel Voß Weiß Winkler Wöhrle Yılmaz Ziegler"
)
TITLES = ("", "", "", "", "", "", "Dr.", "Prof. Dr.")
COMPANIES = (
    "Bau & Boden GmbH",
    "Elektro {} GmbH & Co. KG",
    "Hausverwaltung {}",
    "{} Immobilien GmbH",
    "{} Projektentwicklung AG",
    "Malermeister {}",
    "Notariat {}",
    "Schlüsseldienst {} e. K.",
    "{} Vermögensverwaltung mbH",
)
PROFESSIONS = words(
    "Architektin Ärztin Bäcker Buchhalterin Erzieherin Ingenieur Kauffrau Lehrer Pfleger "
    "Polizistin Rentner Schreiner Selbstständig Studentin Verwaltungsangestellter"
)
MAIL_DOMAINS = ("example.com", "example.net", "example.org", "mail.example", "buero.example")
STREETS = (
    "Ahornweg",
    "Alte Poststraße",
    "Am Mühlbach",
    "Am Stadtpark",
    "An der Kirche",
    "Bahnhofstraße",
    "Beethovenstraße",
    "Birkenallee",
    "Bürgermeister-Groß-Straße",
    "Eichendorffstraße",
    "Friedhofsweg",
    "Gartenstraße",
    "Goethestraße",
    "Großer Ring",
    "Hauptstraße",
    "Im Grünen Winkel",
    "Jägerstraße",
    "Kastanienallee",
    "Königsberger Straße",
    "Lindenplatz",
    "Löwenzahnweg",
    "Marktplatz",
    "Mühlenweg",
    "Obere Gasse",
    "Rathausstraße",
    "Ringstraße",
    "Römerstraße",
    "Schillerstraße",
    "Schloßallee",
    "Schulstraße",
    "Sonnenhang",
    "Südwall",
    "Tannenweg",
    "Uferpromenade",
    "Waldstraße",
    "Weißdornweg",
    "Wiesengrund",
    "Zum Bürgerhaus",
)
PLACES = (
    "Ruhige Wohngegend, Nähe Bahnhof",
    "Mitten in der Altstadt",
    "Grüner Stadtrand, Grundschule in der Nähe",
    "Gründerzeitviertel an der Straßenbahn",
    "Neubaugebiet am Südhang",
    "Gewerbegebiet an der Autobahn",
    "Nähe Park und Fluss",
)
FURNISHINGS = (
    "Bodentiefe Fenster, Fußbodenheizung und elektrische Rollläden.",
    "Einbauküche, Tageslichtbad mit Dusche und Wanne, Kellerraum.",
    "Massivholzdielen, Stuckdecken, Kachelofen und Weinkeller.",
    "Glasfaseranschluss, Wallbox, Photovoltaik mit Speicher.",
    "Aufzug, stufenloser Zugang, breite Türen, Südbalkon.",
)
DESCRIPTIONS = (
    "Dieses gepflegte Objekt überzeugt durch seinen durchdachten Grundriss und viel Licht.",
    "Hier wartet viel Platz auf neue Eigentümer: helle Räume, große Fenster, ruhige Nachbarn.",
    "Solide Bausubstanz, laufend instand gehalten und sofort verfügbar.",
    "Ein Liebhaberstück für alle, die Altbaucharme und moderne Technik schätzen.",
    "Gut vermietbar, geringe Nebenkosten, ordentliche Rücklagen.",
)
ADJECTIVES = (
    "Charmante",
    "Großzügige",
    "Gemütliche",
    "Helle",
    "Moderne",
    "Ruhige",
    "Sanierte",
    "Außergewöhnliche",
)
NOTES = (
    "Rückruf erbeten.",
    "Unterlagen sind verschickt, Kunde meldet sich nächste Woche.",
    "Finanzierung ist geklärt.",
    "Besichtigung verlief gut, Angebot über den Kaufpreis folgt.",
    "Möchte vorerst nicht verkaufen; in sechs Monaten wieder anrufen.",
    "Wünscht Exposé & Grundriss per E-Mail.",
)
