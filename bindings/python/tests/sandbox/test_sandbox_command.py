"""The command line, and that every sandbox begins with the same records."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from sandbox.client import Api

import libonoffice
from libonoffice import __main__
from libonoffice.sandbox import Sandbox, errors, registry

PACKAGE = str(Path(libonoffice.__file__).parent.parent)
COMMAND = [sys.executable, "-m", "libonoffice", "sandbox"]
NAMES = ["ONOFFICE_URL", "ONOFFICE_TOKEN", "ONOFFICE_SECRET", "ONOFFICE_CONTROL_URL"]

SHOW = "import json, os; print(json.dumps({k: v for k, v in os.environ.items() if 'ONOFF' in k}))"


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": PACKAGE, **more}


def run(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=30,
        **more,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serves_until_a_signal(tmp_path: Path, number: signal.Signals) -> None:
    file = tmp_path / "sandbox.env"
    arguments = [*COMMAND, "--https", "--env-file", str(file)]
    with subprocess.Popen(
        arguments, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout and server.stderr
        lines = [server.stdout.readline() for _ in range(5)]
        variables = dict(line.rstrip("\n").split("=", 1) for line in lines)
        assert list(variables) == [*NAMES, "ONOFFICE_CA_FILE"]
        assert file.read_text() == "".join(lines)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert os.listdir(tmp_path) == ["sandbox.env"]
        assert variables["ONOFFICE_URL"].startswith("https://127.0.0.1:")
        assert os.path.isfile(variables["ONOFFICE_CA_FILE"])
        server.send_signal(number)
        assert server.wait(timeout=10) == 0
        assert server.stdout.read() == server.stderr.read() == ""
    assert not os.path.exists(os.path.dirname(variables["ONOFFICE_CA_FILE"]))


def test_runs_a_command() -> None:
    done = run("--token", "t", "--secret", "s", "--", sys.executable, "-c", SHOW)
    variables = json.loads(done.stdout)
    assert (variables["ONOFFICE_TOKEN"], variables["ONOFFICE_SECRET"]) == ("t", "s")
    assert variables["ONOFFICE_URL"].startswith("http://127.0.0.1:")
    assert "ONOFFICE_CA_FILE" not in variables
    assert (done.returncode, done.stderr) == (0, "")


def test_nothing_in_the_environment_leads_a_command_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    strangers = ["ONOFFICE_CREDENTIALS", "ONOFFICE_EXTENDED_CLAIM", "ONOFFICE_CA_FILE"]
    for name in strangers:
        monkeypatch.setenv(name, "/nonexistent")
    variables = json.loads(run("--", sys.executable, "-c", SHOW).stdout)
    assert not set(variables) & set(strangers)


def test_ends_with_the_exit_code_of_the_command() -> None:
    assert run("--", sys.executable, "-c", "raise SystemExit(7)").returncode == 7
    killed = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    assert run("--", sys.executable, "-c", killed).returncode == 128 + 9
    missing = run("--", "/no/such/program")
    assert missing.returncode == 127 and "/no/such/program" in missing.stderr
    assert run("--", "/").returncode == 126


def test_passes_signals_on() -> None:
    wait = "import signal, sys; print('ready', flush=True); signal.pause()"
    with subprocess.Popen(
        [*COMMAND, "--", sys.executable, "-c", wait],
        env=environment(), stdout=subprocess.PIPE, text=True,
    ) as server:  # fmt: skip
        assert server.stdout and server.stdout.readline() == "ready\n"
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=10) == 128 + 15


def test_failures_are_told_without_a_traceback(box: Sandbox, tmp_path: Path) -> None:
    port = box.url.split(":")[2].split("/")[0]
    for arguments in (
        ["--port", port],
        ["--port", "99999"],
        ["--host", "192.0.2.1"],
        ["--env-file", str(tmp_path / "no" / "file")],
    ):
        done = run(*arguments)
        assert done.returncode == 1, arguments
        assert done.stderr.startswith("libonoffice sandbox: ") and "Traceback" not in done.stderr
        assert done.stdout == ""


def test_help_and_mistakes(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, code in ((["sandbox", "--help"], 0), (["sandbox", "--nix"], 2)):
        with pytest.raises(SystemExit) as end:
            __main__.main(arguments)
        assert end.value.code == code
    assert "--https" in capsys.readouterr().out


def test_does_without_the_library() -> None:
    check = (
        "import sys; import libonoffice.sandbox, libonoffice.__main__\n"
        "maps = open('/proc/self/maps').read()\n"
        "assert 'libonoffice.so' not in maps, maps"
    )
    broken = environment(ONOFFICE_LIBRARY="/no/such/library.so")
    subprocess.run([sys.executable, "-c", check], env=broken, check=True, timeout=30)


def digest(api: Api) -> str:
    everything = [
        api.all(
            "estate", {"data": ["Id", "ort", "kaufpreis", "objekttitel", "uuid", "geaendert_am"]}
        ),
        api.all("address", {"data": ["KdNr", "Name", "Email", "phone", "mobile", "Aenderung"]}),
        api.all("agentslog", {"data": ["Objekt_nr", "Adress_nr", "Datum", "merkmal"]}),
        api.call("read", "task", {"data": ["Betreff", "relatedAddressId"], "listlimit": 500}),
        api.call("get", "file", {"estateid": 17}, "estate"),
    ]
    return hashlib.sha256(json.dumps(everything, sort_keys=True).encode()).hexdigest()


def test_same_records_in_every_run(box: Sandbox, api: Api) -> None:
    program = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from libonoffice.sandbox import Sandbox\n"
        "from sandbox.client import Api\n"
        "from sandbox.test_sandbox_command import digest\n"
        "with Sandbox() as box, Api(box) as api: print(digest(api))"
    )
    here = [PACKAGE, str(Path(__file__).parent.parent)]
    digests = {digest(api)}
    for seed in ("1", "2"):
        arguments = [sys.executable, "-c", program, *here]
        output = subprocess.check_output(
            arguments, env=environment(PYTHONHASHSEED=seed), timeout=60
        )
        digests.add(output.decode().strip())
    assert len(digests) == 1


def test_sandboxes_do_not_share_changes() -> None:
    with Sandbox() as one, Sandbox() as two, Api(one) as first, Api(two) as second:
        before = digest(second)
        assert digest(first) == before
        first.call("modify", "estate", {"data": {"ort": "Ulm"}}, 17)
        first.call("modify", "address", {"email": {"action": "add", "newvalue": "a@b.de"}}, 22)
        first.call("modify", "agentslog", {"data": {"features": []}}, 501)
        first.call("modify", "task", {"data": {"Prio": 1}, "relatedAddressId": 22}, 301)
        first.call("modify", "fileRelation", {"relationtype": "estate", "parentid": 17,
                                              "fileId": 3001, "title": "x"}, None)  # fmt: skip
        first.create("address", {"Name": "Neu"})
        assert digest(first) != before
        assert digest(second) == before


def test_starts_and_answers_fast() -> None:
    Sandbox().close()  # the records are made once per process
    start = time.perf_counter()
    with Sandbox() as box, Api(box) as api:
        api.call("read", "estate", {"data": ["Id"], "listlimit": 1})
    assert time.perf_counter() - start < 1


def test_codes_have_messages() -> None:
    assert all(message and not message.endswith(".") for message in errors.MESSAGES.values())
    assert len(registry.HANDLERS) > 75


def test_each_answer_waits_beside_the_others() -> None:
    program = (
        "import http.client, os, threading, time, urllib.parse\n"
        "netloc = urllib.parse.urlsplit(os.environ['ONOFFICE_URL']).netloc\n"
        "def ask():\n"
        "    peer = http.client.HTTPConnection(netloc)\n"
        "    peer.request('POST', '/api/stable/api.php', b'{}')\n"
        "    peer.getresponse().read()\n"
        "threads = [threading.Thread(target=ask) for _ in range(30)]\n"
        "start = time.monotonic()\n"
        "for thread in threads: thread.start()\n"
        "for thread in threads: thread.join()\n"
        "print(time.monotonic() - start)"
    )
    done = run("--delay-ms", "500", "--", sys.executable, "-c", program)
    assert done.returncode == 0, done.stderr
    assert 0.5 <= float(done.stdout) < 14, "one after another they would take 15 seconds"
    for wrong in ("-1", "x", "nan", "1e9"):
        assert run("--delay-ms", wrong).returncode == 2
