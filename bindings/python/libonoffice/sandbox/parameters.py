"""The parameters of an action, read with the API's complaints about missing and wrong ones."""

from __future__ import annotations

import re
from typing import Any, Optional

from .errors import ApiError

_INTEGER = re.compile(r"\s*[+-]?[0-9]{1,18}\s*\Z")
_TRUE = (True, 1, "1", "true")


def integer(value: Any) -> Optional[int]:
    """The value as an integer if it is one, or a text or float that says one; None otherwise."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value == int(value):
        return int(value)
    if isinstance(value, str) and _INTEGER.match(value):
        return int(value)
    return None


class Parameters:
    """The `parameters` object of one action."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    def need(self, name: str, code: int = 167) -> Any:
        """A value that has to be there. Raises ApiError 167, or `code`."""
        value = self.values.get(name)
        if value is None or value == "":
            raise ApiError(code, name)
        return value

    def text(self, name: str, default: str = "") -> str:
        """A text; numbers are taken as their digits. Raises ApiError 227."""
        value = self.values.get(name)
        if value is None:
            return default
        if isinstance(value, (dict, list, bool)):
            raise ApiError(227, name)
        return str(value)

    def need_text(self, name: str, code: int = 167) -> str:
        """A text that must not be empty. Raises ApiError 167, or `code`."""
        self.need(name, code)
        return self.text(name)

    def integer(self, name: str, default: int = 0, code: int = 228) -> int:
        """An integer. Raises ApiError 228, or `code`."""
        value = self.values.get(name)
        if value is None or value == "":
            return default
        number = integer(value)
        if number is None:
            raise ApiError(code, name)
        return number

    def need_integer(self, name: str, code: int = 167) -> int:
        """An integer that has to be there. Raises ApiError 167 (or `code`) or 228."""
        self.need(name, code)
        return self.integer(name)

    def flag(self, name: str, default: bool = False) -> bool:
        """A boolean in any of the ways PHP takes one."""
        value = self.values.get(name)
        return default if value is None else value in _TRUE

    def array(self, name: str, code: int = 74) -> list[Any]:
        """A list, empty if missing. Raises ApiError 74, or `code`."""
        value = self.values.get(name)
        if value is None or value == "":
            return []
        if isinstance(value, dict) and all(key.isdigit() for key in value):
            return list(value.values())  # a PHP array with holes
        if not isinstance(value, list):
            raise ApiError(code, name)
        return value

    def texts(self, name: str, code: int = 74) -> list[str]:
        """A list of texts. Raises ApiError 74 (or `code`) or 194."""
        items = self.array(name, code)
        if any(isinstance(item, (dict, list, bool)) or item is None for item in items):
            raise ApiError(194, name)
        return [str(item) for item in items]

    def ids(self, name: str, array: int = 0, entry: int = 185) -> list[int]:
        """Record ids: one or a list. Raises ApiError `entry`, or `array` if only lists will do."""
        value = self.values.get(name)
        if value is None or value == "":
            return []
        if not isinstance(value, list):
            if array:
                raise ApiError(array, name)
            value = [value]
        ids = [integer(item) for item in value]
        if any(number is None for number in ids):
            raise ApiError(entry, name)
        return [number for number in ids if number is not None]

    def object(self, name: str, code: int = 270) -> dict[str, Any]:
        """An object, empty if missing or PHP's empty array. Raises ApiError 270, or `code`."""
        value = self.values.get(name)
        if value is None or value == [] or value == "":
            return {}
        if not isinstance(value, dict):
            raise ApiError(code, name)
        return value

    def need_object(self, name: str, code: int = 167) -> dict[str, Any]:
        """An object that must not be empty. Raises ApiError 167 (or `code`) or 270."""
        value = self.object(name)
        if not value:
            raise ApiError(code, name)
        return value
