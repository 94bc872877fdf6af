"""Regions: states, towns and postcodes as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..action import Action
from ..answer import Answer, record
from ..data.towns import TOWNS
from ..display import language
from ..errors import ApiError
from ..fields.estate import ESTATE
from ..registry import call

_SHORTEST = 2


@call("get regions")
def regions(action: Action) -> Answer:
    """The tree of regions; its count is that of all nodes."""
    tree = _tree(language(action.parameters, "language"))
    records = [record(node["id"], "", node) for node in tree]
    return Answer(records, sum(1 for _ in _nodes(tree)))


@call("get regionsLiveSearch")
def live_search(action: Action) -> Answer:
    """Regions whose name or postcode begins with a text."""
    text = action.parameters.need_text("searchstring", 69)
    if len(text) < _SHORTEST:
        raise ApiError(151, text)
    found = []
    for level, node in _nodes(_tree("DEU")):
        codes = node["postalcodes"]
        if node["name"].casefold().startswith(text.casefold()):
            found.append((f"{level}_{node['id']}", node["name"], "name"))
        elif any(isinstance(code, str) and code.startswith(text) for code in codes):
            found.append((f"{level}_{node['id']}", node["name"], "postalcode"))
    elements = [{"key": key, "title": title, "field": field} for key, title, field in found]
    return Answer([record(0, "", elements)])


def _tree(code: str) -> list[dict[str, Any]]:
    states: dict[str, dict[str, Any]] = {}
    for town in TOWNS:
        key = town.state or town.country
        field = ESTATE.field("bundesland" if town.state else "land")
        if key not in states:
            name = field.value_label(key, code)
            states[key] = _node(key, name, None, [], town.state, town.country)
        name = f"{key}_{town.name}".lower().replace(" ", "_")
        codes: list[Any] = list(town.postcodes)
        if len(codes) > 2:
            codes = [codes[0], [codes[1], codes[-1]]]
        child = _node(name, town.name, f"Region {town.name}", codes, town.state, town.country)
        if not states[key]["children"]:
            states[key]["children"] = {}
        states[key]["children"][name] = child
    return list(states.values())


def _node(
    key: str, name: str, description: Any, codes: list[Any], state: str, country: str
) -> dict[str, Any]:
    return {
        "id": key,
        "name": name,
        "description": description,
        "postalcodes": codes,
        "state": state,
        "country": country,
        "children": [],
    }


def _nodes(nodes: list[dict[str, Any]], level: int = 0) -> Iterator[tuple[int, dict[str, Any]]]:
    for node in nodes:
        yield level, node
        yield from _nodes(list((node["children"] or {}).values()), level + 1)
