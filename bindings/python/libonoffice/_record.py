"""One record of a result."""

from __future__ import annotations

from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any


class Record(dict[str, "Any"]):
    """A record as the API sent it: a dict of its fields, with the number it has.

    Numbers come as text ("299000.00"), flags as "0" and "1". Some calls send a list of objects or
    texts instead of fields: the dict is then empty, and elements has what came.

    https://apidoc.onoffice.de/onoffice-api-response/

    Attributes:
        id: number of the record, or a word such as "relatedIds" for some calls.
        type: kind of record; None or "" for some calls.
    """

    # There is no __init__: dict's own is many times faster, and answers have many records.
    __slots__ = ("_other", "id", "type")

    id: int | str
    type: str | None
    _other: Any

    @classmethod
    def of(cls, id: int | str, type: str | None, elements: Any) -> Record:
        """A record of its parts."""
        is_fields = isinstance(elements, dict)
        record = cls(elements) if is_fields else cls()
        record.id = id
        record.type = type
        record._other = None if is_fields else elements
        return record

    @property
    def elements(self) -> Any:
        """What the API sent: this dict, or the list that some calls send (an empty one, too)."""
        return self if self._other is None else self._other

    def __repr__(self) -> str:
        return f"Record({self.id!r}, {self.type!r}, {self._plain()!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Record.of, (self.id, self.type, self._plain())

    def _plain(self) -> Any:
        return dict(self) if self._other is None else self._other
