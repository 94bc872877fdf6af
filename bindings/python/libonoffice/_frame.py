"""Records as a table of pandas, for those who have it."""

from __future__ import annotations

from collections.abc import Iterable

from ._errors import ArgumentError
from ._record import Record
from ._typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas


def dataframe(records: Iterable[Record]) -> pandas.DataFrame:
    """A column per field and a row per record, by the records' numbers. The values are the API's:
    ``frame["kaufpreis"].astype(float)`` makes numbers of its texts.

    Raises:
        ArgumentError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError:
        raise ArgumentError("to_dataframe() needs pandas: pip install pandas") from None
    rows = list(records)
    return pandas.DataFrame(
        [dict(row) for row in rows], index=pandas.Index([row.id for row in rows], name="id")
    )
