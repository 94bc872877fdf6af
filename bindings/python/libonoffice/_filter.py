"""Conditions on fields, as the API takes them in the parameter `filter`.

from libonoffice import field

field("status").is_in(1, 2) & (field("kaufpreis") < 300000) & field("ort").like("Aach%")
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ._errors import ArgumentError
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, NoReturn, Union


class Filter(Mapping[str, "list[dict[str, Any]]"]):
    """Conditions that must all hold. A mapping in the API's own form, whose JSON str() shows.

    ``&`` joins two of them. There is no ``|``: the API knows "or" only within a list of values
    (is_in), or in a filter that is saved in enterprise (filterid).

    https://apidoc.onoffice.de/actions/datensatz-lesen/objekte/
    """

    __slots__ = ("_conditions",)

    def __init__(self, conditions: Mapping[str, Iterable[Mapping[str, Any]]] | None = None) -> None:
        self._conditions = {} if conditions is None else _checked(conditions)

    def __and__(self, other: Mapping[str, Iterable[Mapping[str, Any]]]) -> Filter:
        if not isinstance(other, Mapping):
            return NotImplemented
        joined = Filter(self)
        for name, conditions in _checked(other).items():
            joined._conditions.setdefault(name, []).extend(conditions)
        return joined

    def __or__(self, other: object) -> NoReturn:
        raise TypeError("the API has no OR of conditions: use is_in(), or filterid= a saved filter")

    def __bool__(self) -> NoReturn:
        # `1 < field("x") < 5` and `a and b` would silently drop the first condition.
        raise TypeError("a condition has no truth: join conditions with &, or use between()")

    def __getitem__(self, name: str) -> list[dict[str, Any]]:
        return self._conditions[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._conditions)

    def __len__(self) -> int:
        return len(self._conditions)

    def __str__(self) -> str:
        import json

        return json.dumps(self._conditions, ensure_ascii=False)

    def __repr__(self) -> str:
        return f"Filter({self})"


if TYPE_CHECKING:
    #: A Filter, or the same in the API's own form: {"ort": [{"op": "=", "val": "Aachen"}]}.
    FilterLike = Union[Filter, Mapping[str, Iterable[Mapping[str, Any]]]]


class Field:
    """A field of a module by its name in enterprise; comparing it makes a Filter.

    Values may be text, numbers, bool (sent as 1 and 0), Decimal, date and datetime (sent as the
    API writes them: the tenant's local time, so one with a time zone is refused).
    """

    __slots__ = ("name",)
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, name: str) -> None:
        if not isinstance(name, str) or not name:
            raise ArgumentError("a field is named by a text that is not empty")
        self.name = name

    def __repr__(self) -> str:
        return f"field({self.name!r})"

    def __eq__(self, value: object) -> Filter:  # type: ignore[override]
        """Equal; with a list, one of its values."""
        return self.is_in(value) if _several(value) else self._is("=", value)

    def __ne__(self, value: object) -> Filter:  # type: ignore[override]
        """Not equal; with a list, none of its values."""
        return self.not_in(value) if _several(value) else self._is("!=", value)

    def __lt__(self, value: object) -> Filter:
        return self._is("<", value)

    def __le__(self, value: object) -> Filter:
        return self._is("<=", value)

    def __gt__(self, value: object) -> Filter:
        return self._is(">", value)

    def __ge__(self, value: object) -> Filter:
        return self._is(">=", value)

    def between(self, low: object, high: object) -> Filter:
        """Not below low and not above high."""
        return self._list("BETWEEN", [low, high])

    def like(self, pattern: str) -> Filter:
        """Matches a text in which % stands for anything."""
        return self._is("LIKE", pattern)

    def not_like(self, pattern: str) -> Filter:
        """Does not match a text in which % stands for anything."""
        return self._is("NOT LIKE", pattern)

    def is_in(self, *values: object) -> Filter:
        """One of these values; a single list will do as well."""
        return self._list("IN", _flat(values))

    def not_in(self, *values: object) -> Filter:
        """None of these values; a single list will do as well."""
        return self._list("NOT IN", _flat(values))

    def _is(self, operator: str, value: object) -> Filter:
        return Filter({self.name: [{"op": operator, "val": self._value(value)}]})

    def _list(self, operator: str, values: list[object]) -> Filter:
        if not values:
            raise ArgumentError(f"{self.name}: {operator} needs at least one value")
        return Filter({self.name: [{"op": operator, "val": [self._value(v) for v in values]}]})

    def _value(self, value: object) -> str | int | float:
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, (str, int, float)):
            return value
        import datetime  # here, for they take long to import and are rarely needed
        import decimal

        if isinstance(value, decimal.Decimal):
            if not value.is_finite():
                raise ArgumentError(f"{self.name}: the API compares with no {value}")
            return format(value, "f")
        if isinstance(value, datetime.datetime):
            if value.tzinfo is not None:
                raise ArgumentError(
                    f"{self.name}: the API compares times of the tenant's time zone; pass one "
                    "without tzinfo"
                )
            return value.strftime("%Y-%m-%d %H:%M:%S")
        if isinstance(value, datetime.date):
            return value.isoformat()
        if value is None:
            raise ArgumentError(f'{self.name}: the API compares with no null; an empty field is ""')
        raise ArgumentError(f"{self.name}: no field is compared with a {type(value).__name__}")


def field(name: str) -> Field:
    """The field of that name, to be compared: ``field("kaufpreis") < 300000``."""
    return Field(name)


def _checked(conditions: Any) -> dict[str, list[dict[str, Any]]]:
    if not isinstance(conditions, Mapping):
        raise ArgumentError(
            f'a filter is made with field("ort") == "Aachen", not of a {type(conditions).__name__}'
        )
    made = {}
    for name, given in conditions.items():
        is_list = isinstance(given, Iterable) and not isinstance(given, (str, Mapping))
        listed = list(given) if is_list else [given]
        if not is_list or not all(isinstance(condition, Mapping) for condition in listed):
            raise ArgumentError(f'filter {name!r}: a list of {{"op": "=", "val": ...}} is needed')
        made[name] = [dict(condition) for condition in listed]
    return made


def _several(value: object) -> bool:
    return isinstance(value, (list, tuple, set, frozenset, range))


def _flat(values: tuple[object, ...]) -> list[object]:
    only = values[0] if len(values) == 1 else values
    return list(only) if _several(only) else [only]  # type: ignore[call-overload]
