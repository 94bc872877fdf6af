"""Users, fields, regions and the other settings."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from sandbox.client import Api


def test_users(api: Api) -> None:
    result = api.result("read", "user", {"data": ["Nr", "Nachname"], "sortby": {"Nachname": "ASC"}})
    names = [record["elements"]["Nachname"] for record in result["data"]["records"]]
    umlauts = str.maketrans("äöü", "aou")
    assert result["data"]["meta"]["cntabsolute"] == 24 and len(names) == 20
    assert names == sorted(names, key=lambda name: name.casefold().translate(umlauts))
    assert api.call("read", "user", {"data": []}) == []
    assert api.one("read", "user", {"data": ["Nr", "IBAN"]}, 17) == {"Nr": "17", "IBAN": ""}
    assert api.call("read", "user", {"data": ["Nr"]}, 18) == []
    photos = api.call("read", "userphoto")
    assert len(photos) == 20
    texts = [record["elements"]["photo"] for record in photos]
    assert None in texts
    assert base64.b64decode(next(filter(None, texts))).startswith(b"\x89PNG")
    link = api.one("read", "userphoto", {"photosAsLinks": True}, 17)["photo"]
    assert link.startswith("https://")


def test_short_users_and_groups(api: Api) -> None:
    result = api.result("get", "users")
    assert result["data"]["meta"]["cntabsolute"] is None
    assert len(result["data"]["records"]) == 24
    assert result["data"]["records"][0]["type"] is None
    groups = api.call("get", "groups", {"groupfilter": "officeGroups"})
    assert {group["elements"]["groupType"] for group in groups} == {"GroupOffice"}
    for group in groups:
        asked = {"userfilter": "byGroupId", "groupId": group["id"]}
        members = [user["id"] for user in api.call("get", "users", asked)]
        assert members == group["elements"]["userIds"]
    regions = api.call("get", "groups", {"groupfilter": "noRegionGroups"})
    assert len(groups) < len(regions) < len(api.call("get", "groups"))
    assert 0 < len(api.call("get", "users", {"userfilter": "onlyOwn"})) < 24
    assert api.code("get", "users", {"userfilter": "x"}) == 255
    assert api.code("get", "users", {"userfilter": "byGroupId", "groupId": 1}) == 272
    assert api.code("get", "groups", {"groupfilter": "x"}) == 255


def test_rights(api: Api) -> None:
    asked = {"action": "read", "module": "estate", "userid": 17, "recordIds": [17, 18, "19"]}
    assert api.one("get", "checkuserrecordsright", asked) == ["17", "19"]
    for change, code in (
        ({"action": "x"}, 255),
        ({"action": None}, 167),
        ({"module": "x"}, 163),
        ({"userid": 18}, 184),
        ({"userid": "x"}, 186),
        ({"recordIds": []}, 0),
        ({"recordIds": None}, 185),
        ({"recordIds": ["x"]}, 185),
    ):
        assert api.code("get", "checkuserrecordsright", {**asked, **change}) == code


def fields(api: Api, **parameters: Any) -> dict[str, Any]:
    records = api.call("get", "fields", parameters)
    return {record["id"]: record["elements"] for record in records}


def test_fields(api: Api) -> None:
    plain = fields(api, modules=["estate", "address"])
    assert list(plain) == ["estate", "address"] and "label" not in plain["estate"]
    assert plain["estate"]["objektart"]["permittedvalues"][0] == "haus"
    assert plain["estate"]["kaufpreis"]["type"] == "float"
    assert plain["estate"]["ort"]["permittedvalues"] is None
    assert "label" not in plain["estate"]["ort"] and "uuid" not in plain["estate"]
    labelled = fields(
        api,
        modules=["estate"],
        labels=True,
        language="ENG",
        showFieldMeasureFormat=True,
        fieldList=["objektart", "kaufpreis"],
    )
    assert set(labelled["estate"]) == {"label", "objektart", "kaufpreis"}
    assert labelled["estate"]["label"] == "Estates"
    assert labelled["estate"]["objektart"]["permittedvalues"]["haus"] == "House"
    assert labelled["estate"]["objektart"]["label"] == "Property class"
    assert labelled["estate"]["kaufpreis"]["fieldMeasureFormat"] == "DATA_TYPE_MONETARY"
    every = fields(api)
    assert len(every) > 15 and every["admin"] == [] and "Betreff" in every["task"]
    assert api.code("get", "fields", {"modules": ["estates"]}) == 163
    assert api.code("get", "fields", {"language": "de"}) == 160


def test_every_field_can_be_read_and_sorted_by(api: Api) -> None:
    for module, resource in (("estate", "estate"), ("address", "address"), ("task", "task"),
                             ("agentsLog", "agentslog"), ("user", "user")):  # fmt: skip
        names = list(fields(api, modules=[module])[module])
        (record,) = api.call("read", resource, {"data": names, "listlimit": 1})
        assert set(names) <= set(record["elements"]), resource
        for name in names:
            assert api.code("read", resource, {"data": ["Nr"] if resource == "user" else [],
                                               "sortby": name}) == 0  # fmt: skip


def test_select_fields(api: Api) -> None:
    asked = {"module": "estate", "fields": ["objektart", "zustand"], "language": "ENG"}
    records = api.call("get", "multiselectconfiguration", asked)
    first = records[0]["elements"]
    assert (first["field"], first["multiselectfield"]) == ("objektart", "haus")
    assert (first["fieldcontent"], first["position"], first["parent"]) == ("House", 1, None)
    assert len({record["id"] for record in records}) == len(records)
    for change, code in (
        ({"module": None}, 167),
        ({"module": "x"}, 163),
        ({"module": "project"}, 141),
        ({"fields": None}, 167),
        ({"fields": "x"}, 74),
        ({"fields": [{}]}, 194),
        ({"fields": ["nix"]}, 141),
        ({"fields": ["ort"]}, 171),
    ):
        assert api.code("get", "multiselectconfiguration", {**asked, **change}) == code


def test_distinct_values(api: Api) -> None:
    asked = {"module": "estate", "field": "objektart", "language": "DEU"}
    assert api.one("get", "distinctValues", asked)["haus"] == "Haus"
    only = {**asked, "filterid": 19, "filter": {"status": [{"op": "=", "val": 1}]}}
    assert api.one("get", "distinctValues", only) == {"wohnung": "Wohnung"}
    assert api.code("get", "distinctValues", {**asked, "module": "x"}) == 163
    assert api.code("get", "distinctValues", {**asked, "field": "x"}) == 143


def test_basic_settings(api: Api) -> None:
    wanted = {"characteristicsCi": ["logo", "color"], "team": ["about"],
              "permissions": ["/onOfficeApp/timetracking/enabled"]}  # fmt: skip
    result = api.result("read", "basicsettings", {"data": {"basicData": wanted}})
    shown = result["data"]["records"][0]["elements"]["basicData"]
    assert base64.b64decode(shown["characteristicsCi"]["logo"]).startswith(b"\x89PNG")
    assert set(shown) == set(wanted) and result["cacheable"] is False
    for basic, code in (({"x": ["a"]}, 255), ({"team": ["x"]}, 141), ("x", 255)):
        assert api.code("read", "basicsettings", {"data": {"basicData": basic}}) == code
    assert api.code("read", "basicsettings") == 167


def test_imprint(api: Api) -> None:
    for number in ("", 17):
        (record,) = api.call("read", "impressum", {"data": ["firma", "city"]}, number)
        assert record == {"id": "impressum", "type": None, "elements": {
            "firma": "Musterhaus Immobilien GmbH", "city": "Aachen"}}  # fmt: skip
    assert len(api.one("read", "impressum")) == 24
    assert api.code("read", "impressum", {"data": ["x"]}) == 141


def test_regions(api: Api) -> None:
    result = api.result("get", "regions", {"language": "DEU"})
    nodes = [record["elements"] for record in result["data"]["records"]]
    children = [child for node in nodes for child in node["children"].values()]
    assert result["data"]["meta"]["cntabsolute"] == len(nodes) + len(children)
    assert all(child["children"] == [] for child in children)
    assert nodes[0]["description"] is None and nodes[0]["postalcodes"] == []
    aachen = next(child for child in children if child["name"] == "Aachen")
    assert aachen["postalcodes"] == ["52062", ["52064", "52074"]]
    hits = api.one("get", "regionsLiveSearch", {"searchstring": "aach"})
    assert hits == [{"key": "1_nordrhein-westfalen_aachen", "title": "Aachen", "field": "name"}]
    by_code = api.one("get", "regionsLiveSearch", {"searchstring": "5206"})
    assert by_code[0]["field"] == "postalcode"
    assert api.one("get", "regionsLiveSearch", {"searchstring": "Atlantis"}) == []
    assert api.code("get", "regionsLiveSearch", {"searchstring": "a"}) == 151
    assert api.code("get", "regionsLiveSearch") == 69


def test_record_rights(api: Api) -> None:
    asked = {"acTemplate": "Standard", "module": "estate", "recordId": 17, "templateOwner": 17}
    assert api.one("do", "accessControl", asked) == {"success": "success"}
    for change, code in (
        ({"acTemplate": None}, 167),
        ({"module": "file"}, 163),
        ({"recordId": 18}, 293),
        ({"recordId": "x"}, 228),
        ({"templateOwner": 18}, 251),
        ({"module": "address", "recordId": 23}, 292),
        ({"module": "calendar", "recordId": 23}, 169),
        ({"module": "task", "recordId": 23}, 80),
    ):
        assert api.code("do", "accessControl", {**asked, **change}) == code


@pytest.mark.parametrize("kind", ["mail", "pdf", "pdfletter", "pdfform", "webexpose"])
def test_templates(api: Api, kind: str) -> None:
    records = api.call("get", "templates", {"type": kind})
    wanted = "body" if kind == "mail" else "identifier"
    assert records and all(wanted in record["elements"] for record in records)


def test_mail_templates(api: Api) -> None:
    def numbers(**parameters: Any) -> list[int]:
        return [record["id"] for record in api.call("get", "templates", parameters)]

    assert numbers(type="mail", folderid=9) == [42]
    assert numbers(type="mail", mailtemplateids=[41, 44]) == [41, 44]
    assert numbers(type="mail", category="cancelation") == [44]
    assert "body" not in api.call("get", "templates", {"type": "mail", "list": True})[0]["elements"]
    assert api.code("get", "templates") == 71
    assert api.code("get", "templates", {"type": "x"}) == 72
    assert api.code("get", "templates", {"type": ["mail"]}) == 227
    assert api.code("get", "templates", {"type": "mail", "category": "x"}) == 255
    folders = api.one("get", "emailtemplatefolders")
    assert folders["9"] == "Terminbestätigungen"
    attachments = api.call("get", "defaultAttachments", {}, 41)
    assert [record["id"] for record in attachments] == [
        "userDefaultAttachments", "templateDefaultAttachments", "pdfLetterDefaultAttachments"
    ]  # fmt: skip
    assert attachments[1]["elements"][0]["filename"] is None and attachments[2]["elements"] == []
    assert api.code("get", "defaultAttachments", {}, 5) == 279
