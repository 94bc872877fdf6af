"""`onoffice export`: all records, in three formats."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from pathlib import Path

import pytest
from cli.terminal import COMMAND, environment, pipe, terminal
from pyarrow import parquet
from raw_server import SECRET, TOKEN, always, http
from support import Serve

from libonoffice import Client

FIELDS = ["Id", "ort", "kaufpreis", "multiParkingLot"]


def exported(path: Path) -> list[dict[str, str]]:
    """The rows of a file."""
    if path.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return list(parquet.read_table(path).to_pylist())


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_all_records_are_written(
    kind: str, variables: dict[str, str], looking: Client, tmp_path: Path
) -> None:
    path = tmp_path / f"estates.{kind}"
    ran = terminal(
        ["export", "estate", "--all", "-f", ",".join(FIELDS), "--sort=Id", "-o", str(path)],
        variables,
    )
    assert ran.code == 0, ran.out
    found = list(looking.iterate("estate", data=FIELDS, sort="Id"))
    assert f"{path}: {len(found)} records" in ran.out.replace("\n", "")
    assert "export estate" in ran.out and f"{len(found)}/{len(found)}" in ran.out
    rows = exported(path)
    assert [row["Id"] for row in rows] == [record["Id"] for record in found]
    assert [row["ort"] for row in rows] == [record["ort"] for record in found]
    lots = [row["multiParkingLot"] for row in rows]
    assert lots == [
        record["multiParkingLot"]
        if kind == "jsonl"
        else json.dumps(record["multiParkingLot"], ensure_ascii=False)
        for record in found
    ]
    assert list(tmp_path.iterdir()) == [path], "no draft is left"


def test_a_limit_a_filter_and_the_standard_output(variables: dict[str, str]) -> None:
    ran = pipe(
        [
            *("export", "estate", "--limit", "3", "-f", "Id,ort", "-w", "ort=Aachen"),
            *("--output", "-", "--format", "csv"),
        ],
        variables,
    )
    heading, *rows = list(csv.reader(io.StringIO(ran.out)))
    assert heading == ["Id", "ort"] and len(rows) == 3
    assert {row[1] for row in rows} == {"Aachen"}


def test_without_fields_all_of_them_are_written(
    variables: dict[str, str], looking: Client, tmp_path: Path
) -> None:
    path = tmp_path / "users.jsonl"
    ran = pipe(["export", "user", "--all", "-o", str(path), "--json"], variables)
    assert ran.code == 0
    assert json.loads(ran.out) == {"output": str(path), "records": len(exported(path))}
    (module,) = looking.get("fields", {"modules": ["user"]}).records
    assert set(exported(path)[0]) == {"#", *module}


def test_what_deserves_a_look_is_told(variables: dict[str, str], tmp_path: Path) -> None:
    asked = ["export", "estate", "--all", "-f", "Id", "-o", str(tmp_path / "e.csv")]
    ran = pipe(asked, variables)
    assert ran.code == 0 and "onoffice: no sortby" in ran.err
    ran = pipe([*asked, "--sort", "Id"], variables)
    assert ran.code == 0 and "onoffice:" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--output", "x.csv"],
        ["--output", "x.csv", "--all", "--limit", "5"],
        ["--output", "x.xls", "--all"],
        ["--output", "-", "--all"],
        ["--output", "-", "--format", "parquet", "--all"],
        ["--all"],
    ],
)
def test_what_is_unclear_is_refused(
    arguments: list[str], variables: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert pipe(["export", "estate", *arguments], variables).code == 2
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_plain_file_is_written_to_and_left_in_place(
    variables: dict[str, str], tmp_path: Path
) -> None:
    read_end, write_end = os.pipe()
    device = tmp_path / "device.csv"
    device.symlink_to(f"/dev/fd/{write_end}")
    short = ["export", "user", "--limit", "2", "-f", "Nr", "-o"]
    done = subprocess.run(
        [*COMMAND, *short, str(device)],
        env=environment(variables),
        pass_fds=[write_end],
        check=False,
    )
    os.close(write_end)
    with open(read_end, encoding="utf-8", newline="") as pipe_end:
        assert done.returncode == 0 and len(pipe_end.readlines()) == 3
    assert device.is_symlink() and list(tmp_path.iterdir()) == [device]


def test_a_link_is_followed(variables: dict[str, str], tmp_path: Path) -> None:
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    link.symlink_to(target)
    for _ in range(2):
        ran = pipe(["export", "user", "--limit", "2", "-f", "Nr", "--output", str(link)], variables)
        assert ran.code == 0 and link.is_symlink() and len(exported(target)) == 2


def test_a_full_disk_is_a_failure(variables: dict[str, str]) -> None:
    export = ["export", "user", "--limit", "2", "-f", "Nr", "-o", "-", "--format", "csv"]
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [*COMMAND, *export],
            env=environment(variables),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1 and "No space left" in done.stderr


def test_a_failing_page_leaves_no_file(
    serve: Serve, variables: dict[str, str], tmp_path: Path
) -> None:
    server = serve(always(http("<html>", "403 Forbidden")))
    broken = {"ONOFFICE_URL": server.url, "ONOFFICE_TOKEN": TOKEN, "ONOFFICE_SECRET": SECRET}
    path = tmp_path / "e.csv"
    ran = pipe(["export", "estate", "--all", "-f", "Id", "--output", str(path)], broken)
    assert ran.code == 5 and list(tmp_path.iterdir()) == []
    ran = pipe(["export", "estate", "--all", "-f", "Id", "--output", "/nowhere/e.csv"], variables)
    assert ran.code == 1 and "/nowhere/e.csv" in ran.err
