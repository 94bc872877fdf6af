"""Relations between records, by type.

https://apidoc.onoffice.de/actions/informationen-abfragen/relationen/
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .errors import ApiError
from .word_list import words

URN = "urn:onoffice-de-ns:smart:2.5:relationTypes:"
KNOWN = frozenset(
    words(
        """
    address:address:isTippgeberOf address:contact:address address:estate:contacted
    address:estate:matching address:estate:offer address:estate:offerByAgentsLog
    address:estate:tipp address:file:attachment address:mail address:process
    address:resubmission address:searchcriteria address:user:additionalOfficers
    address:user:officer address:user:strangeNameRelation address:user:sync agentsLog:address
    agentsLog:attachment:download agentsLog:estate agentsLog:file:attachment
    agentsLogMail:address agentsLogMail:estate billing:estate calendar:address calendar:estate
    calendar:file:attachment complex:estate:units customer:address:contact estate:address:buyer
    estate:address:contactPerson estate:address:contactPersonAll estate:address:interested
    estate:address:matching estate:address:owner estate:address:renter estate:address:tenant
    estate:allFiles estate:estateUnit estate:file:alllinks estate:file:allpictures
    estate:file:allpicturesExceptTitelbild estate:file:foto estate:file:grundriss
    estate:file:titelbild estate:mail estate:user:assignment estate:user:officer
    estateTracking:estate job:estate project:address project:agentslog project:calendar
    project:estate project:file:attachment project:task:customer task:address task:estate
    task:file:attachment templateManagement:email:attachment
    templateManagement:email:documentAttributes user:address user:address:birthday
    user:messengerUser:is
    """
    )
)
"""All documented types, without their URN."""

_SAME = {"estate:estateUnit": "complex:estate:units"}

Pairs = Iterable[tuple[int, int]]
Info = dict[str, Any]


class Relations:
    """Pairs of parent and child for each type, in the order in which they came."""

    def __init__(self) -> None:
        self._pairs: dict[str, dict[tuple[int, int], Info]] = {}
        self._derived: dict[str, Callable[[], Pairs]] = {}

    def copy(self) -> Relations:
        """The same relations, to be changed by themselves; without the derived ones."""
        twin = Relations()
        for type, pairs in self._pairs.items():
            twin._pairs[type] = {pair: dict(info) for pair, info in pairs.items()}
        return twin

    def derive(self, type: str, pairs: Callable[[], Pairs]) -> None:
        """Lets `pairs` answer for a type whose relations follow from the records."""
        self._derived[type] = pairs

    def is_derived(self, type: str) -> bool:
        """Whether a type follows from the records, so that it cannot be written."""
        return type in self._derived

    def all(self, type: str) -> dict[tuple[int, int], Info]:
        """The pairs of a type with what is noted about each."""
        type = _SAME.get(type, type)
        if type in self._derived:
            return {pair: {} for pair in self._derived[type]()}
        return self._pairs.setdefault(type, {})

    def children(self, type: str, parent: int) -> list[int]:
        """The children of a parent."""
        return [pair[1] for pair in self.all(type) if pair[0] == parent]

    def parents(self, type: str, child: int) -> list[int]:
        """The parents of a child."""
        return [pair[0] for pair in self.all(type) if pair[1] == child]

    def add(self, type: str, parent: int, child: int, info: Info) -> None:
        """Relates two records, or changes what is noted about it."""
        self.all(type).setdefault((parent, child), {}).update(info)

    def remove(self, type: str, parent: int, child: int) -> bool:
        """Ends a relation. False if there was none."""
        return self.all(type).pop((parent, child), None) is not None

    def replace(self, type: str, parent: int, children: Iterable[int]) -> None:
        """Makes `children` the only ones of a parent."""
        for child in self.children(type, parent):
            self.remove(type, parent, child)
        for child in children:
            self.add(type, parent, child, {})


def suffix(urn: Any) -> str:
    """A relation type without its URN. Raises ApiError 132."""
    name = urn[len(URN) :] if isinstance(urn, str) and urn.startswith(URN) else ""
    if name not in KNOWN:
        raise ApiError(132, str(urn or ""))
    return name
