"""One record of a result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Record:
    """A record as the API sent it.

    https://apidoc.onoffice.de/onoffice-api-response/

    Attributes:
        id: number of the record, or a word such as "relatedIds" for some calls.
        type: kind of record; None or "" for some calls.
        elements: mostly a dict of fields. Numbers come as text ("299000.00"), an empty object as
            [], and some calls send a list of objects or of texts.
    """

    id: int | str
    type: str | None
    elements: Any

    def __getitem__(self, name: str) -> Any:
        """The field of that name; KeyError if the record has none."""
        if isinstance(self.elements, dict):
            return self.elements[name]
        raise KeyError(name)

    def get(self, name: str, default: Any = None) -> Any:
        """The field of that name, or default if the record has none."""
        return self.elements.get(name, default) if isinstance(self.elements, dict) else default
