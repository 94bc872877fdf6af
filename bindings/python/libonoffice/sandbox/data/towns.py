"""Towns with what belongs to them: postcodes, place on the map, price level, area code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Town:
    """One town."""

    name: str
    postcodes: tuple[str, ...]
    latitude: float
    longitude: float
    state: str
    level: float
    """Price per square metre in thousands of euros."""
    country: str = "DEU"


TOWNS = (
    Town(
        "Aachen", ("52062", "52064", "52066", "52074"), 50.7753, 6.0839, "nordrhein-westfalen", 3.3
    ),
    Town("Köln", ("50667", "50823", "50937", "51063"), 50.9375, 6.9603, "nordrhein-westfalen", 4.6),
    Town("Düsseldorf", ("40210", "40479", "40545"), 51.2277, 6.7735, "nordrhein-westfalen", 4.9),
    Town("Münster", ("48143", "48155"), 51.9607, 7.6261, "nordrhein-westfalen", 4.1),
    Town("Mönchengladbach", ("41061", "41236"), 51.1805, 6.4428, "nordrhein-westfalen", 2.6),
    Town("Würselen", ("52146",), 50.8180, 6.1350, "nordrhein-westfalen", 2.7),
    Town("Monschau", ("52156",), 50.5547, 6.2406, "nordrhein-westfalen", 2.0),
    Town("Hamburg", ("20095", "20249", "22765"), 53.5511, 9.9937, "hamburg", 5.8),
    Town("Lübeck", ("23552", "23564"), 53.8655, 10.6866, "schleswig-holstein", 3.4),
    Town("Flensburg", ("24937", "24944"), 54.7937, 9.4469, "schleswig-holstein", 2.6),
    Town("Bremen", ("28195", "28213"), 53.0793, 8.8017, "bremen", 3.1),
    Town("Göttingen", ("37073", "37085"), 51.5413, 9.9158, "niedersachsen", 3.0),
    Town("Lüneburg", ("21335", "21337"), 53.2464, 10.4115, "niedersachsen", 3.3),
    Town("Berlin", ("10115", "10437", "12047", "14169"), 52.5200, 13.4050, "berlin", 5.4),
    Town("Potsdam", ("14467", "14482"), 52.3906, 13.0645, "brandenburg", 4.4),
    Town("Leipzig", ("04103", "04229"), 51.3397, 12.3731, "sachsen", 2.8),
    Town("Görlitz", ("02826",), 51.1528, 14.9872, "sachsen", 1.1),
    Town("Weimar", ("99423", "99425"), 50.9795, 11.3235, "thueringen", 2.5),
    Town("Frankfurt am Main", ("60311", "60389", "60596"), 50.1109, 8.6821, "hessen", 5.9),
    Town("Fulda", ("36037", "36039"), 50.5558, 9.6808, "hessen", 2.5),
    Town("Mainz", ("55116", "55128"), 49.9929, 8.2473, "rheinland-pfalz", 3.9),
    Town("Saarbrücken", ("66111", "66123"), 49.2402, 6.9969, "saarland", 2.2),
    Town("Stuttgart", ("70173", "70563"), 48.7758, 9.1829, "baden-wuerttemberg", 5.1),
    Town("Tübingen", ("72070", "72074"), 48.5216, 9.0576, "baden-wuerttemberg", 4.7),
    Town("München", ("80331", "80802", "81667"), 48.1351, 11.5820, "bayern", 9.1),
    Town("Nürnberg", ("90402", "90491"), 49.4521, 11.0767, "bayern", 3.8),
    Town("Würzburg", ("97070", "97074"), 49.7913, 9.9534, "bayern", 3.6),
    Town("Garmisch-Partenkirchen", ("82467",), 47.4917, 11.0955, "bayern", 5.6),
    Town("Salzburg", ("5020",), 47.8095, 13.0550, "", 5.5, "AUT"),
    Town("Zürich", ("8001", "8032"), 47.3769, 8.5417, "", 14.0, "CHE"),
)

PHONES = ("+49 30 23125", "+49 69 90009", "+49 40 66969", "+49 221 4710", "+49 89 99998")
"""Landline blocks that belong to nobody; three digits follow."""

MOBILES = ("+49 171 39200", "+49 176 040690")
"""Mobile blocks that belong to nobody; two digits follow."""
