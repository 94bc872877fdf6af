"""Every command of `onoffice`, against the sandbox."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from cli.terminal import Ran, Terminal, pipe, terminal

from libonoffice import Client, field
from libonoffice.sandbox import Sandbox


def rows(ran: Ran) -> list[list[str]]:
    """The cells of what was printed into a pipe."""
    assert ran.code == 0, ran.err
    return [line.split("\t") for line in ran.out.splitlines()]


def test_read_is_a_table_on_a_terminal(variables: dict[str, str], looking: Client) -> None:
    ran = terminal(
        [
            *("read", "estate", "-f", "Id,kaufpreis,lage", "-w", "kaufpreis<300000"),
            *("-w", "status=1", "--sort", "kaufpreis", "--limit", "5"),
        ],
        variables,
    )
    assert ran.code == 0, ran.out
    found = looking.read(
        "estate",
        data=["Id", "kaufpreis"],
        filter=(field("kaufpreis") < 300_000) & (field("status") == 1),
        sort="kaufpreis",
        limit=5,
    )
    assert f"5 of {found.total}" in ran.out
    heading, *lines = [line for line in ran.out.splitlines() if "│" in line or "┃" in line]
    assert [cell.strip() for cell in heading.strip("┃").split("┃")] == [
        *("#", "Id", "kaufpreis", "lage")
    ]
    cells = [[cell.strip() for cell in line.strip("│").split("│")] for line in lines]
    assert [row[1:3] for row in cells] == [
        [record["Id"], record["kaufpreis"]] for record in found.records
    ]


def test_read_in_a_pipe_is_tab_separated(variables: dict[str, str]) -> None:
    heading, *lines = rows(
        pipe(["read", "estate", "-f", "Id", "-f", "ort", "--limit=3"], variables)
    )
    assert heading == ["#", "Id", "ort"] and len(lines) == 3
    assert all(line[0] == line[1] for line in lines)


def test_read_json_is_what_the_api_sent(variables: dict[str, str]) -> None:
    ran = pipe(["read", "estate", "-f", "Id", "--limit", "2", "--json"], variables)
    records = json.loads(ran.out)
    assert [set(record) for record in records] == [{"id", "type", "elements"}] * 2
    assert str(records[0]["id"]) == records[0]["elements"]["Id"]


def test_read_goes_over_pages_and_shows_usual_fields(variables: dict[str, str]) -> None:
    heading, *lines = rows(pipe(["read", "estate", "--limit", "700"], variables))
    assert len(lines) == 700 and len({line[0] for line in lines}) == 700
    assert "kaufpreis" in heading


def test_read_one_record(variables: dict[str, str], looking: Client) -> None:
    number = looking.read("address", data=["Name"], limit=1).id
    (_, line) = rows(pipe(["read", "address", str(number), "-f", "Name"], variables))
    assert line[0] == str(number)


def test_create_modify_read_and_delete(variables: dict[str, str], looking: Client) -> None:
    created = rows(pipe(["create", "address", "Vorname=Jörg", "Name=01099"], variables))
    number = int(created[1][0])
    assert looking.read("address", number, data=["Name"]).records[0]["Name"] == "01099"
    changed = ["modify", "address", str(number), "Ort=Köln", "--json"]
    answer = json.loads(pipe(changed, variables).out)
    assert answer["status"]["errorcode"] == 0
    assert looking.read("address", number, data=["Ort"]).records[0]["Ort"] == "Köln"

    wrapped = pipe(["create", "estate", "ort=Aachen", "kaufpreis:=5", "--json"], variables)
    estate = json.loads(wrapped.out)["data"]["records"][0]["id"]
    assert looking.read("estate", estate, data=["ort"]).records[0]["ort"] == "Aachen"

    relation = [
        "relationtype=urn:onoffice-de-ns:smart:2.5:relationTypes:estate:address:owner",
        *(f"parentid:={estate}", f"childid:={number}"),
    ]
    assert pipe(["create", "relation", *relation], variables).code == 0
    refused = pipe(["delete", "relation", "", *relation], variables)
    assert refused.code == 2 and "--yes" in refused.err
    assert pipe(["delete", "relation", "", *relation, "--yes"], variables).code == 0


def test_delete_asks_on_a_terminal(
    variables: dict[str, str], secure: Sandbox, looking: Client
) -> None:
    before = secure.executed.get("delete searchcriteria", 0)
    screen = Terminal(["delete", "searchcriteria", "1"], variables)
    screen.wait_for("Delete searchcriteria 1? [y/N]")
    screen.type("n")
    assert screen.end().code == 130
    assert secure.executed.get("delete searchcriteria", 0) == before


def test_get_and_do(variables: dict[str, str]) -> None:
    found = pipe(["get", "search", "-r", "estate", "input=Aachen", "--json"], variables)
    assert json.loads(found.out)["resourcetype"] == "search"
    done = rows(pipe(["do", "uploadfile", "data=QUJD"], variables))
    assert dict(zip(*done))["filesize"] == "3"


def test_raw_takes_an_action_a_list_or_a_request(variables: dict[str, str], tmp_path: Path) -> None:
    action = {"actionid": "read", "resourcetype": "user", "parameters": {"data": ["Nr"]}}
    signed = {**action, "timestamp": 1, "hmac": "x", "hmac_version": 2}
    several = [{**action, "identifier": f"{number}"} for number in range(3)]
    request = {"token": "x", "request": {"actions": [signed, several[0]]}}
    for given, count in ((action, 1), (several, 3), (request, 2)):
        answer = json.loads(pipe(["raw"], variables, json.dumps(given)).out)
        results = answer["response"]["results"]
        assert len(results) == count and all(r["status"]["errorcode"] == 0 for r in results)
    file = tmp_path / "action.json"
    file.write_text(json.dumps(action), encoding="utf-8")
    ran = terminal(["raw", str(file)], variables)
    assert ran.code == 0 and '"errorcode": 0' in ran.out


@pytest.mark.parametrize("given", ["", "{", "5", '["read"]', '{"actionid":"read"}'])
def test_raw_refuses_what_is_no_action(given: str, variables: dict[str, str]) -> None:
    ran = pipe(["raw"], variables, given)
    assert ran.code == 2 and ran.err


def test_raw_shows_the_answer_and_fails_with_it(variables: dict[str, str]) -> None:
    wrong = {"actionid": "read", "resourcetype": "task", "parameters": {"listoffset": 5}}
    ran = pipe(["raw"], variables, json.dumps(wrong))
    assert json.loads(ran.out)["status"]["errorcode"] == 97
    assert ran.code == 3 and "144" in ran.err


def test_fields(variables: dict[str, str]) -> None:
    heading, *lines = rows(pipe(["fields", "estate", "address", "--values"], variables))
    assert heading == ["module", "field", "label", "type", "length", "values"]
    assert {line[0] for line in lines} == {"estate", "address"}
    kinds = {line[1]: line for line in lines if line[0] == "estate"}
    assert "haus" in kinds["objektart"][5] and kinds["Id"][3] == "integer"
    assert json.loads(pipe(["fields", "estate", "--json"], variables).out)["data"]["records"]


def test_sandbox_runs_a_command_and_needs_no_extra(tmp_path: Path) -> None:
    for name in ("click", "rich"):
        (tmp_path / f"{name}.py").write_text(
            f"raise ModuleNotFoundError('no {name}', name='{name}')", encoding="utf-8"
        )
    blocked = f"{tmp_path}{os.pathsep}{Path(__file__).parents[2]}"
    ran = pipe(["sandbox", "--", "printenv", "ONOFFICE_URL"], {"PYTHONPATH": blocked})
    assert ran.code == 0 and ran.out.startswith("http://127.0.0.1:")
    ran = pipe(["read", "estate"], {"PYTHONPATH": blocked})
    assert ran.code == 2 and "libonoffice[cli]" in ran.err


def test_help_names_every_command_and_exit_code() -> None:
    ran = pipe(["--help"])
    assert ran.code == 0
    for name in (
        *("read", "get", "create", "modify", "delete", "do", "raw", "fields", "export"),
        *("upload", "download", "sandbox", "doctor", "Exit codes"),
    ):
        assert name in ran.out
    assert pipe(["read", "-h"]).code == 0
    assert "libcurl" in pipe(["--version"]).out


def test_verbose_tells_what_was_called(variables: dict[str, str]) -> None:
    ran = pipe(["read", "user", "-f", "Nr", "-v"], variables)
    assert "read user: ok" in ran.err
    ran = pipe(["read", "user", "-f", "Nr", "-vv"], variables)
    assert "received {" in ran.err
    for name in ("ONOFFICE_TOKEN", "ONOFFICE_SECRET"):
        assert variables[name] not in ran.err + ran.out


@pytest.mark.parametrize("arguments", [["read"], ["read", "estate", "--nope"], ["nope"], []])
def test_wrong_arguments_are_said_to_be_so(arguments: list[str], variables: dict[str, str]) -> None:
    ran = pipe(arguments, variables)
    assert ran.code == 2 and "Usage:" in ran.err


@pytest.mark.parametrize(
    ("command", "parameter", "instead"),
    [
        ("read estate", "limit:=5", "--limit"),
        ("read estate", "listlimit:=5", "--limit"),
        ("read estate", "data=Id", "-f"),
        ("read estate -w Id=5", "filter:={}", "-w"),
        ("read estate --limit 900", "ahead=x", "raw"),
        ("export estate --all -o x.csv", "verb=get", "raw"),
        ("upload /dev/stdin --estate 1", "module=address", "--estate"),
        ("upload /dev/stdin --estate 1", "name=x", "--name"),
        ("upload /dev/stdin --estate 1", "progress=x", "Python"),
    ],
)
def test_what_has_an_option_of_its_own_is_no_parameter(
    command: str, parameter: str, instead: str, variables: dict[str, str]
) -> None:
    ran = pipe([*command.split(), "-p", parameter], variables)
    assert ran.code == 2 and "is no parameter here" in ran.err and instead in ran.err
