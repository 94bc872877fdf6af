"""Records, values and counts in every shape that the API has for them."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from raw_server import envelope, result

from libonoffice import Action, Request, Response, Result

#: Where it is found: the record as the API spells it, and its id, type and elements.
RECORDS: dict[str, tuple[str, Any, Any, Any]] = {
    "fields": (
        r'{"id":4711,"type":"estate","elements":{"Id":"4711","lage":"N\u00e4he \/ Park"}}',
        *(4711, "estate", {"Id": "4711", "lage": "Nähe / Park"}),
    ),
    "created": ('{"id":9,"type":"agentsLog","elements":[]}', 9, "agentsLog", []),
    "success": (
        '{"id":0,"type":"address","elements":{"success":"success"}}',
        *(0, "address", {"success": "success"}),
    ),
    "result": ('{"id":0,"type":"","elements":{"result":"success"}}', 0, "", {"result": "success"}),
    "result with parts": (
        '{"id":0,"type":"","elements":{"result":{"mailToCustomerSent":false}}}',
        *(0, "", {"result": {"mailToCustomerSent": False}}),
    ),
    "list of objects": (
        '{"id":"objektart","type":"","elements":[{"id":"haus","name":"Haus"}]}',
        *("objektart", "", [{"id": "haus", "name": "Haus"}]),
    ),
    "object in place of a list": (
        '{"id":3,"type":"files","elements":{"estateid":"12","type":"Foto"}}',
        *(3, "files", {"estateid": "12", "type": "Foto"}),
    ),
    "list of texts": (
        r'{"id":"downloadUrl","type":"file","elements":["https:\/\/e.org\/a"]}',
        *("downloadUrl", "file", ["https://e.org/a"]),
    ),
    "related": (
        '{"id":"relatedIds","type":"","elements":{"17":["2","3"],"19":[]}}',
        *("relatedIds", "", {"17": ["2", "3"], "19": []}),
    ),
    "nothing related": (
        '{"id":"relatedIds","type":"","elements":{}}',
        *("relatedIds", "", {}),
    ),
    "keys that are numbers": (
        '{"id":0,"type":"","elements":{"0":"Eingang","1":"Vorlagen"}}',
        *(0, "", {"0": "Eingang", "1": "Vorlagen"}),
    ),
    "a text beside fields": (
        '{"id":"estate","type":"","elements":{"label":"Immobilie","Id":{"type":"integer",'
        '"length":null,"permittedvalues":[]}}}',
        "estate",
        "",
        {
            "label": "Immobilie",
            "Id": {"type": "integer", "length": None, "permittedvalues": []},
        },
    ),
    "beyond 32 bits": (
        '{"id":18446077777783,"type":"","elements":{"percentage":97,"deviated":[[],{"ort":0}]}}',
        *(18446077777783, "", {"percentage": 97, "deviated": [[], {"ort": 0}]}),
    ),
    "id as text": (
        '{"id":"0","type":"","elements":{"types":[],"default":null}}',
        *("0", "", {"types": [], "default": None}),
    ),
    "type null": ('{"id":21,"type":null,"elements":{"email":""}}', 21, None, {"email": ""}),
    "values": (
        r'{"id":6,"type":"estate","elements":{"Id":"6","kaufpreis":"299000.00","verkauft":"0",'
        r'"ganztags":true,"merkmal":"|a||b|","multiParkingLot":["x"],"lage":null,"ort":""}}',
        6,
        "estate",
        {
            "Id": "6",
            "kaufpreis": "299000.00",
            "verkauft": "0",
            "ganztags": True,
            "merkmal": "|a||b|",
            "multiParkingLot": ["x"],
            "lage": None,
            "ort": "",
        },
    ),
    "formatted": (
        r'{"id":1051,"type":"estate","elements":{"Id":"1.051","kaufpreis":"350.000,00 \u20ac"}}',
        *(1051, "estate", {"Id": "1.051", "kaufpreis": "350.000,00 €"}),
    ),
    "an id among the fields": (
        '{"id":22,"type":"address","elements":{"id":22,"phone__13021":"0241 1"}}',
        *(22, "address", {"id": 22, "phone__13021": "0241 1"}),
    ),
}


def read(data: str) -> Result:
    """The result with these data, which stand there as they are."""
    body = envelope([result(data="DATA")]).replace('"DATA"', data)
    return Response.parse(Request([Action("read", "estate")]), 200, body).results[0]


@pytest.mark.parametrize("where", list(RECORDS))
def test_a_record_is_what_the_api_sent(where: str) -> None:
    record, id, type, elements = RECORDS[where]
    found = read(f'{{"meta":{{"cntabsolute":null}},"records":[{record}]}}')
    assert found.ok and found.total is None and found.id == id
    (seen,) = found.records
    assert (seen.id, seen.type, seen.elements) == (id, type, elements)
    assert dict(seen) == (elements if isinstance(elements, dict) else {})
    assert pickle.loads(pickle.dumps(seen)).elements == elements
    assert json.loads(found.body)["data"]["records"] == [json.loads(record)]


@pytest.mark.parametrize(
    ("data", "total", "records"),
    [
        ('{"meta":{"cntabsolute":731},"records":[{"id":1,"type":"a","elements":{}}]}', 731, 1),
        ('{"meta":{"cntabsolute":0},"records":[{"id":1,"type":"a","elements":["u"]}]}', 0, 1),
        ('{"meta":{"cntabsolute":1419},"records":[]}', 1419, 0),
        ('{"meta":{"cntabsolute":null},"records":[]}', None, 0),
        ('{"meta":{},"records":[]}', None, 0),
        ('{"meta":[],"records":[]}', None, 0),
        ('{"records":[{"id":1,"type":"a","elements":[]}]}', None, 1),
        ("[]", None, 0),
        ("{}", None, 0),
    ],
)
def test_a_count_is_not_the_number_of_records(data: str, total: int | None, records: int) -> None:
    found = read(data)
    assert (found.total, len(found.records)) == (total, records)
