"""One action on its way to its call."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import ApiError
from .parameters import Parameters, integer
from .store import Store


@dataclass
class Action:
    """A checked and signed action."""

    verb: str
    resource_type: str
    resource_id: str
    parameters: Parameters
    store: Store
    address: str
    """The server's own address, for the links in replies (`http://127.0.0.1:1234`)."""

    def record_id(self, unknown: int = 235) -> int:
        """The record the resource id names. Raises ApiError 79 if empty, `unknown` if no number."""
        if self.resource_id == "":
            raise ApiError(79)
        number = integer(self.resource_id)
        if number is None:
            raise ApiError(unknown, self.resource_id)
        return number
