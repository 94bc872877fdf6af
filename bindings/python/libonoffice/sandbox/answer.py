"""What a call answers: records, the count of all hits, and whether the reply may be cached."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional, Union

Record = dict[str, Any]


def record(id: Union[int, str], type: Optional[str], elements: Any) -> Record:
    """One record of a reply. Without elements it shows PHP's empty array."""
    return {"id": id, "type": type, "elements": elements if elements else []}


@dataclass
class Answer:
    """The `data` and `cacheable` of a result."""

    records: list[Record] = field(default_factory=list)
    count: Optional[int] = None
    cacheable: bool = True

    def data(self) -> dict[str, Any]:
        """The `data` object of the result."""
        return {"meta": {"cntabsolute": self.count}, "records": self.records}


def created(id: int, type: str) -> Answer:
    """The reply to a create: the new id and no elements."""
    return Answer([record(id, type, [])], cacheable=False)


def success(type: Optional[str] = "") -> Answer:
    """The reply to most of modify, delete and do."""
    return Answer([record(0, type, {"success": "success"})], cacheable=False)


def result(value: Any = "success") -> Answer:
    """The reply to the marketplace's calls."""
    return Answer([record(0, "", {"result": value})], cacheable=False)
