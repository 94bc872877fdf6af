"""The radius search of estates: `georangesearch`."""

from __future__ import annotations

import math
from typing import Any, Optional

from .data.towns import TOWNS
from .errors import ApiError
from .field import decimal
from .filters import Predicate, Record

_EARTH_RADIUS_KM = 6371.0
Place = tuple[float, float]


def within(search: dict[str, Any]) -> Predicate:
    """The test whether a record lies in the circle.

    The circle is `{country, zip or city, radius}` or `{latitude, longitude, radius}`, the radius
    in kilometres. Raises ApiError 164 if it is incomplete. A place nobody knows holds nothing.
    """
    radius = decimal(search.get("radius"))
    if radius is None or radius < 0:
        raise ApiError(164, "radius")
    centre = _centre(search)

    def test(record: Record) -> bool:
        place = _place(record.get("breitengrad"), record.get("laengengrad"))
        return bool(centre and place and _distance(centre, place) <= radius)

    return test


def _centre(search: dict[str, Any]) -> Optional[Place]:
    if "latitude" in search or "longitude" in search:
        place = _place(search.get("latitude"), search.get("longitude"))
        if place is None:
            raise ApiError(164, "latitude, longitude")
        return place
    country, postcode, city = (search.get(key) for key in ("country", "zip", "city"))
    if not country or not (postcode or city):
        raise ApiError(164, "country, zip or city")
    for town in TOWNS:
        named = str(postcode) in town.postcodes if postcode else town.name == city
        if named and town.country == country:
            return town.latitude, town.longitude
    return None


def _place(latitude: Any, longitude: Any) -> Optional[Place]:
    values = decimal(latitude), decimal(longitude)
    return None if values[0] is None or values[1] is None else (values[0], values[1])


def _distance(one: Place, other: Place) -> float:
    """Kilometres along the great circle."""
    (north, east), (north_2, east_2) = (tuple(map(math.radians, place)) for place in (one, other))
    haversine = (
        math.sin((north_2 - north) / 2) ** 2
        + math.cos(north) * math.cos(north_2) * math.sin((east_2 - east) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(haversine))
