"""Files and uploads."""

from __future__ import annotations

import base64
import hashlib
import json
from random import Random
from typing import Any, Optional

import pytest
from sandbox.client import STABLE, Api, R

PNG = b"\x89PNG\r\n\x1a\n"


def files(api: Api, estate: int, **parameters: Any) -> list[dict[str, Any]]:
    return api.call("get", "file", {"estateid": estate, **parameters}, "estate")


def block(api: Api, data: bytes, upload: str = "") -> dict[str, Any]:
    parameters: dict[str, Any] = {"data": base64.b64encode(data).decode()}
    if upload:
        parameters["tmpUploadId"] = upload
    elements: dict[str, Any] = api.one("do", "uploadfile", parameters, None)
    return elements


def finish(api: Api, upload: Optional[str], **parameters: Any) -> dict[str, Any]:
    final = {"module": "estate", "tmpUploadId": upload, "file": "x.jpg", "Art": "Foto",
             "title": "T", "relatedRecordId": 17, **parameters}  # fmt: skip
    final = {name: value for name, value in final.items() if value is not None}
    return api.result("do", "uploadfile", final, None)


def code(api: Api, upload: Optional[str], **parameters: Any) -> int:
    number: int = finish(api, upload, **parameters)["status"]["errorcode"]
    return number


def test_listing(api: Api) -> None:
    records = files(api, 17)
    assert records[0]["type"] == "file"
    first = records[0]["elements"]
    assert first["type"] == "Titelbild" and first["position"] == 0
    assert isinstance(first["fileSize"], int) and isinstance(first["modified"], int)
    assert "content" not in first and "ispublishedonhomepage" not in first
    assert first["category"] == "external"
    shown = files(api, 17, showispublishedonhomepage=True, showpublicationstatus=True,
                  includeImageUrl="small")[0]["elements"]  # fmt: skip
    assert shown["ispublishedonhomepage"] is True
    assert shown["publicationstatus"]["Homepage"] is True
    assert "@120x" in shown["imageUrl"]


def test_internal_documents_and_links(api: Api) -> None:
    records = [
        record
        for number in range(17, 217, 2)
        for record in files(api, number, showpublicationstatus=True, includeImageUrl="original")
    ]
    document = next(item["elements"] for item in records if item["elements"]["type"] == "Dokument")
    assert document["category"] == "internal" and document["publicationstatus"] == []
    assert document["imageUrl"] == ""
    link = next(item["elements"] for item in records if item["elements"]["type"] == "Film-Link")
    assert link["url"].startswith("https://") and link["filename"] == ""


def test_content_of_one_file(api: Api) -> None:
    number = files(api, 17)[0]["id"]
    elements = files(api, 17, fileid=number)[0]["elements"]
    content = base64.b64decode(elements["content"])
    assert content.startswith(PNG) and len(content) == elements["fileSize"]
    assert api.code("get", "file", {"estateid": 19, "fileid": number}, "estate") == 127
    assert api.code("get", "file", {"estateid": 17, "documentAttribute": "x"}, "estate") == 127
    assert api.code("get", "file", {}, "estate") == 110
    assert api.code("get", "file", {"estateid": 18}, "estate") == 293
    assert api.code("get", "file", {"estateid": 17, "includeImageUrl": "huge"}, "estate") == 172


def test_files_of_addresses_and_appointments(api: Api) -> None:
    (record,) = api.call("get", "file", {"addressid": 22}, "address")
    assert set(record["elements"]) == {
        "type", "name", "originalname", "filename", "fileSize", "modified", "date"
    }  # fmt: skip
    one = api.call("get", "file", {"addressid": 22, "fileid": record["id"]}, "address")[0]
    assert len(base64.b64decode(one["elements"]["content"])) == record["elements"]["fileSize"]
    assert api.call("get", "file", {"addressid": 25}, "address") == []
    (record,) = api.call("get", "file", {"appointmentid": 1201}, "appointment")
    assert set(record["elements"]) == {"username", "filename", "fileSize", "url"}
    assert isinstance(record["elements"]["fileSize"], str)
    assert api.code("get", "file", {}, "appointment") == 117
    assert api.code("get", "file", {"appointmentid": 5}, "appointment") == 169
    result = api.result("get", "downloadFiles", {"addressid": 22}, "address")
    assert result["data"]["meta"]["cntabsolute"] == 0
    assert result["data"]["records"][0]["id"] == "downloadUrl"
    assert isinstance(result["data"]["records"][0]["elements"], list)


def test_pictures(api: Api) -> None:
    asked = {"estateids": [19, 17], "categories": ["Titelbild", "Foto"], "size": "200x150"}
    records = api.call("get", "estatepictures", asked)
    assert [record["elements"][0]["estateid"] for record in records][0] == "19"
    assert {record["elements"][0]["type"] for record in records} <= {"Titelbild", "Foto"}
    for record in records:
        (element,) = record["elements"]
        assert record["type"] == "files" and "@200x150" in element["url"]
    for change, number in (
        ({"estateids": []}, 139),
        ({"categories": None}, 139),
        ({"estateids": 17}, 73),
        ({"categories": ["Selfie"]}, 162),
        ({"publicationSetting": "x"}, 255),
        ({"size": "big"}, 172),
    ):
        assert api.code("get", "estatepictures", {**asked, **change}) == number


def test_upload_in_blocks(own: Api) -> None:
    one, two = bytes(range(85)), bytes(range(100, 185))
    first = block(own, one)
    assert first["filesize"] == 85
    second = block(own, two, first["tmpUploadId"])
    assert second == {"filesize": 170, "tmpUploadId": first["tmpUploadId"]}
    result = finish(own, first["tmpUploadId"], documentAttribute="plan", freetext="ü")
    done = result["data"]["records"][0]["elements"]
    assert done["filesize"] == 170 and done["success"] == "success"
    stored = files(own, 17, fileid=done["fileId"])[0]["elements"]
    assert base64.b64decode(stored["content"]) == one + two
    assert (stored["originalname"], stored["title"], stored["freetext"]) == ("x.jpg", "T", "ü")
    assert files(own, 17, documentAttribute="plan")[0]["elements"]["content"] == stored["content"]
    assert code(own, first["tmpUploadId"]) == 129  # used up
    children = {"relationtype": R + "estate:allFiles", "parentids": [17]}
    assert done["fileId"] in own.one("get", "idsfromrelation", children)["17"]


def test_upload_of_nothing_and_of_much(own: Api) -> None:
    assert block(own, b"")["filesize"] == 0
    assert block(own, b"\xff" * 3_000_000)["filesize"] == 3_000_000


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"upload": "x"}, 129),
        ({"upload": None}, 129),
        ({"module": None}, 167),
        ({"module": "user"}, 163),
        ({"relatedRecordId": None}, 79),
        ({"relatedRecordId": 18}, 293),
        ({"relatedRecordId": 23, "module": "address"}, 292),
        ({"relatedRecordId": 1, "module": "task"}, 80),
        ({"file": None}, 114),
        ({"file": "a/b.jpg"}, 213),
        ({"Art": None}, 162),
        ({"Art": "Selfie"}, 162),
        ({"Art": "Titelbild"}, 239),
        ({"documentAttribute": "grundbuch"}, 0),
        ({"module": "address", "relatedRecordId": 22, "Art": None}, 0),
        ({"module": "task", "relatedRecordId": 301, "Art": None}, 0),
        ({"module": "agentsLog", "relatedRecordId": 501, "Art": None}, 0),
    ],
)
def test_final_step(own: Api, change: dict[str, Any], expected: int) -> None:
    upload = block(own, b"x")["tmpUploadId"]
    assert code(own, **{"upload": upload, **change}) == expected


def test_document_attribute_is_unique(own: Api) -> None:
    for expected in (0, 161):
        upload = block(own, b"x")["tmpUploadId"]
        assert code(own, upload, documentAttribute="a") == expected
    upload = block(own, b"x")["tmpUploadId"]
    assert code(own, upload, documentAttribute="a", relatedRecordId=19) == 0


def test_bad_blocks(own: Api) -> None:
    assert own.code("do", "uploadfile", {"data": 5}, None) == 236
    assert own.code("do", "uploadfile", {"data": ["eA=="]}, None) == 236
    assert own.code("do", "uploadfile", {"data": None}, None) == 236
    assert own.code("do", "uploadfile", {"data": "eA=", "tmpUploadId": ""}, None) == 255
    assert own.code("do", "uploadfile", {"data": "eA==", "tmpUploadId": "x"}, None) == 129


def test_links_take_one_step(own: Api) -> None:
    link = {"module": "estate", "Art": "Ogulo-Link", "url": "https://t.example/1", "title": "360°"}
    elements = own.one("do", "uploadfile", {**link, "relatedRecordId": 17}, None)
    stored = files(own, 17, fileid=elements["fileId"])[0]["elements"]
    assert (stored["url"], stored["title"]) == ("https://t.example/1", "360°")
    del link["url"]
    assert own.code("do", "uploadfile", {**link, "relatedRecordId": 17}, None) == 167


def test_upload_for_other_calls(own: Api) -> None:
    upload = block(own, b"abc")["tmpUploadId"]
    result = finish(own, upload, module="tmpUpload", relatedRecordId=None)
    elements = result["data"]["records"][0]["elements"]
    assert elements["filesize"] == 3 and len(elements["cacheFileUuid"]) == 36
    assert "fileId" not in elements


def test_changing_and_deleting(own: Api) -> None:
    upload = block(own, b"x")["tmpUploadId"]
    number = int(finish(own, upload)["data"]["records"][0]["elements"]["fileId"])
    title = files(own, 17)[0]["id"]
    file = {"relationtype": "estate", "parentid": 17, "fileId": number}
    change = {**file, "Art": "Titelbild", "title": "Neu", "freetext": "f", "documentAttribute": "d"}
    assert own.one("modify", "fileRelation", change, None) == {"success": "success"}
    stored = files(own, 17, fileid=number)[0]["elements"]
    assert (stored["type"], stored["title"], stored["documentAttribute"]) == (
        "Titelbild",
        "Neu",
        "d",
    )
    assert files(own, 17, fileid=title)[0]["elements"]["type"] == "Foto"  # demoted
    assert own.code("modify", "fileRelation", {**file, "fileId": title, "Art": "x"}, None) == 162
    doubled = {**file, "fileId": title, "documentAttribute": "d"}
    assert own.code("modify", "fileRelation", doubled, None) == 161
    assert own.code("modify", "fileRelation", {**file, "relationtype": "task"}, None) == 255
    assert own.code("modify", "fileRelation", {**file, "parentid": 19}, None) == 127
    assert own.code("delete", "fileRelation", {**file, "relationtype": "x"}, None) == 255
    assert own.one("delete", "fileRelation", file, None) == {"success": "success"}
    assert own.code("delete", "fileRelation", file, None) == 127
    assert number not in [record["id"] for record in files(own, 17)]


def test_older_forms_know_a_file_by_its_number_alone(own: Api) -> None:
    number = files(own, 17)[0]["id"]
    change = {"fileId": number, "title": "Neu", "freetext": "f", "documentAttribute": "d"}
    assert own.one("modify", "file", change, None) == {"success": "success"}
    stored = files(own, 17, fileid=number)[0]["elements"]
    assert (stored["title"], stored["type"]) == ("Neu", "Titelbild")
    other = own.call("get", "file", {"addressid": 22}, "address")[0]["id"]
    assert own.code("modify", "file", {"fileId": other, "title": "Neu"}, None) == 0
    assert own.code("modify", "file", {"fileId": 1, "title": "Neu"}, None) == 127
    assert own.code("modify", "file", {"title": "Neu"}, None) == 167
    # The newer call goes by this name in the headline of its page.
    file = {"relationtype": "estate", "parentid": 19, "fileId": number}
    assert own.code("modify", "file", file, None) == 127
    assert own.code("delete", "file", file, None) == 127
    assert own.code("delete", "file", {**file, "parentid": 17}, None) == 0
    assert own.code("delete", "file", {"fileId": other}, None) == 0
    assert own.code("delete", "file", {"fileId": other}, None) == 127


def test_files_of_addresses_without_a_kind_can_be_changed(own: Api) -> None:
    upload = block(own, b"x")["tmpUploadId"]
    done = finish(own, upload, module="address", relatedRecordId=22, Art=None)
    number = done["data"]["records"][0]["elements"]["fileId"]
    assert own.code("modify", "file", {"fileId": number, "title": "Neu"}, None) == 0
    assert own.code("modify", "file", {"fileId": number, "Art": "x"}, None) == 162


@pytest.mark.parametrize("sizes", [[], [0], [1], [2, 2, 2], [3], [1, 1, 1, 1, 1], [786_433, 5, 1]])
def test_what_is_downloaded_is_what_was_uploaded(own: Api, sizes: list[int]) -> None:
    # All bytes, and pieces of every length modulo 3: base64 is joined from pieces.
    data = [(bytes(range(256)) * 3100)[start : start + size] for start, size in enumerate(sizes)]
    upload = block(own, b"")["tmpUploadId"]
    for piece in data:
        assert block(own, piece, upload)["tmpUploadId"] == upload
    done = finish(own, upload, Art="Dokument")["data"]["records"][0]["elements"]
    assert done["filesize"] == sum(sizes)
    elements = files(own, 17, fileid=done["fileId"])[0]["elements"]
    assert elements["fileSize"] == sum(sizes)
    assert base64.b64decode(elements["content"], validate=True) == b"".join(data)


def test_base64_is_escaped_as_php_does(own: Api) -> None:
    upload = block(own, b"\xff" * 3)["tmpUploadId"]
    number = finish(own, upload, Art="Dokument")["data"]["records"][0]["elements"]["fileId"]
    action = own.action("get", "file", {"estateid": 17, "fileid": number}, "estate")
    envelope = {"token": own.sandbox.token, "request": {"actions": [action]}}
    own.http.request("POST", STABLE, json.dumps(envelope))
    text = own.http.getresponse().read().decode("ascii")
    assert '"content":"' + "\\/" * 4 + '"' in text


def test_a_hundred_megabytes_there_and_back(own: Api) -> None:
    size, rounds = 1 << 20, 100
    random = Random(5)
    blocks = [random.randbytes(size) for _ in range(2)]
    upload, sent = "", hashlib.sha256()
    for turn in range(rounds):
        sent.update(blocks[turn % 2])
        upload = block(own, blocks[turn % 2], upload)["tmpUploadId"]
    done = finish(own, upload, Art="Dokument")["data"]["records"][0]["elements"]
    assert done["filesize"] == size * rounds
    elements = files(own, 17, fileid=done["fileId"])[0]["elements"]
    assert hashlib.sha256(base64.b64decode(elements["content"])).digest() == sent.digest()


def test_one_large_block(own: Api) -> None:
    assert block(own, bytes(52 << 20))["filesize"] == 52 << 20  # 73 MB as base64


def test_file_limits(own: Api) -> None:
    for _ in range(101):
        link = {
            "module": "estate",
            "Art": "Link",
            "url": "https://a.example",
            "relatedRecordId": 21,
        }
        own.one("do", "uploadfile", link, None)
    assert len(files(own, 21)) == 20
    assert len(files(own, 21, listlimit=500)) == 100
    total = own.result("get", "file", {"estateid": 21}, "estate")["data"]["meta"]["cntabsolute"]
    assert len(files(own, 21, listlimit=100, listoffset=100)) == total - 100
