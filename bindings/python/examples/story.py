"""The story: read, batch, write and search. C and PHP tell the same one.

    python3 story.py

ONOFFICE_TOKEN and ONOFFICE_SECRET are the credentials; ONOFFICE_URL and ONOFFICE_CA_FILE lead to a
sandbox; ONOFFICE_DEMO_READ_ONLY=1 leaves out what writes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from libonoffice import Action, Client, OnOfficeError, Record, Status

TABLE_ROWS = 20  # with the headings


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Prints texts in aligned columns; the first row holds the headings."""
    rows = rows[:TABLE_ROWS]
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths)]
        print("  ".join([*cells[:-1], row[-1]]))


def print_records(records: Sequence[Record], fields: Sequence[str]) -> None:
    """Prints these fields, one row per record."""
    values = [[record.get(field) for field in fields] for record in records]
    print_table([fields, *[["" if v is None else str(v) for v in row] for row in values]])


def ten_estates(client: Client) -> None:
    fields = ["Id", "objektart", "ort", "lage", "anzahl_zimmer", "kaufpreis"]
    result = client.call(
        "read",
        "estate",
        {
            "data": fields,
            "filter": {
                "status": [{"op": "=", "val": 1}],
                "kaufpreis": [{"op": "<", "val": 300000}],
            },
            "sortby": {"kaufpreis": "ASC"},
            "listlimit": 10,
        },
    )
    print_records(result.records, fields)


def batch_with_a_failure(client: Client) -> None:
    """The second action fails, for tasks know no listoffset; the others are answered."""
    response = client.send(
        [
            Action("read", "estate", {"data": ["Id"], "listlimit": 1}),
            Action("read", "task", {"data": ["Nr"], "listoffset": 10}),
            Action("read", "address", {"data": ["Name"], "listlimit": 1}),
        ]
    )
    if response.status != Status.ACTION:
        sys.exit(f"batch: one action should have failed, but: {response.message or 'none did'}")
    rows = [
        [str(result.index), result.status_name, str(result.code), result.message]
        for result in response.results
    ]
    print_table([["index", "status", "code", "message"], *rows])


def address_is_created_and_modified(client: Client) -> None:
    if os.environ.get("ONOFFICE_DEMO_READ_ONLY") == "1":
        print("Left out: ONOFFICE_DEMO_READ_ONLY=1")
        return
    address = {"Vorname": "Jörg", "Name": "Müller", "Ort": "Köln"}
    number = client.call("create", "address", address).records[0].id
    client.call("modify", "address", {"Ort": "Düsseldorf"}, resource_id=number)
    fields = ["id", "Vorname", "Name", "Ort"]
    result = client.call("read", "address", {"data": fields}, resource_id=number)
    if len(result.records) != 1:
        sys.exit("address: what was created could not be read back")
    print_records(result.records, fields)


def quick_search(client: Client) -> None:
    """Searches number, place, street and owner, as the search field of the software does."""
    result = client.call("get", "search", {"input": "Aachen"}, resource_id="estate")
    fields = ["externalestateno", "zipcode", "city", "street", "houseno", "owner"]
    print_records(result.records, fields)


def main() -> None:
    with Client() as client:
        print("1. Ten estates\n")
        ten_estates(client)
        print("\n2. A batch of three actions, one of which fails\n")
        batch_with_a_failure(client)
        print("\n3. An address, created and modified\n")
        address_is_created_and_modified(client)
        print("\n4. Quick search for estates\n")
        quick_search(client)


if __name__ == "__main__":
    try:
        main()
    except OnOfficeError as error:
        sys.exit(f"{type(error).__name__}: {error}")
