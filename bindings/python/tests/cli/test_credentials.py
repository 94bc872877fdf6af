"""Where token and secret come from, and where they never show."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.terminal import Terminal, pipe, terminal

from libonoffice.sandbox import Sandbox

READ = ["read", "user", "-f", "Nr"]
CREDENTIALS = ("ONOFFICE_TOKEN", "ONOFFICE_SECRET")


@pytest.fixture
def elsewhere(variables: dict[str, str]) -> dict[str, str]:
    """The sandbox's address without its credentials."""
    return {name: value for name, value in variables.items() if name not in CREDENTIALS}


def test_a_prompt_asks_for_them_and_shows_nothing(
    elsewhere: dict[str, str], secure: Sandbox
) -> None:
    screen = Terminal(READ, elsewhere)
    screen.wait_for("Token (32 characters): ")
    screen.type(secure.token)
    screen.wait_for("Secret (64 characters): ")
    screen.type(secure.secret)
    ran = screen.end()
    assert ran.code == 0 and "Nr" in ran.out
    assert secure.token not in ran.out and secure.secret not in ran.out


def test_without_a_terminal_nobody_is_asked(elsewhere: dict[str, str]) -> None:
    ran = pipe(READ, elsewhere)
    assert ran.code == 2
    assert "ONOFFICE_TOKEN and ONOFFICE_SECRET" in ran.err


@pytest.mark.parametrize("by_option", [True, False])
def test_a_file_holds_them(
    by_option: bool, elsewhere: dict[str, str], variables: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "credentials"
    lines = [f"{name}={variables[name]}\n" for name in CREDENTIALS]
    file.write_text("".join(["# mine\n", *lines]), encoding="utf-8")
    file.chmod(0o600)
    if by_option:
        ran = pipe([*READ, "--credentials", str(file)], elsewhere)
    else:
        ran = pipe(READ, {**elsewhere, "ONOFFICE_CREDENTIALS": str(file)})
    assert ran.code == 0 and ran.err == ""
    file.chmod(0o644)
    ran = pipe([*READ, "--credentials", str(file)], {**elsewhere, "ONOFFICE_TOKEN": "wrong"})
    assert ran.code == 0 and "chmod 600" in ran.err


def test_a_file_may_be_written_for_a_shell(
    elsewhere: dict[str, str], variables: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "credentials"
    file.touch(0o600)
    token, secret = (variables[name] for name in CREDENTIALS)
    file.write_text(f"export ONOFFICE_TOKEN=\"{token}\"\nONOFFICE_SECRET='{secret}'\n")
    ran = pipe([*READ, "--credentials", str(file)], elsewhere)
    assert ran.code == 0 and ran.err == ""
    file.write_text(f"ONOFFICE_TOKEN={token}\0\nONOFFICE_SECRET={secret}\n")
    ran = pipe([*READ, "--credentials", str(file)], elsewhere)
    assert ran.code == 2 and "NUL" in ran.err and token not in ran.err


def test_a_file_that_is_none_is_said_to_be_so(elsewhere: dict[str, str], tmp_path: Path) -> None:
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe")
    for file in (tmp_path / "none", binary, tmp_path):
        ran = pipe([*READ, "--credentials", str(file)], elsewhere)
        assert ran.code == 2 and str(file) in ran.err


def test_there_is_no_option_for_them() -> None:
    for name in ("--token", "--secret"):
        ran = pipe([*READ, name, "x"])
        assert ran.code == 2 and "No such option" in ran.err


@pytest.mark.parametrize(
    "option",
    [
        "token=geheim",
        "secret=geheim",
        "extended_claim=geheim",
        "header=Authorization: geheim",
        "client_key_password=geheim",
        "proxy=http://me:geheim@127.0.0.1:9",
    ],
)
def test_secret_options_are_refused_as_arguments(option: str, variables: dict[str, str]) -> None:
    ran = pipe([*READ, "-O", option], variables)
    assert ran.code == 2 and "is a secret" in ran.err
    assert "geheim" not in ran.err


def test_other_options_reach_the_library(variables: dict[str, str]) -> None:
    assert pipe([*READ, "-O", "timeout_ms=5000", "-O", "user_agent=x"], variables).code == 0
    assert pipe([*READ, "-O", "user_agent=5"], variables).code == 0
    for wrong, word in (
        ("timeout_ms=0", "timeout_ms"),
        ("timeout_ms=--5", "timeout_ms"),
        ("timeout_ms=bald", "timeout_ms"),
        ("nope=1", "unknown option"),
        ("parse_int=1", "unknown option"),
        ("x", "="),
    ):
        ran = pipe([*READ, "-O", wrong], variables)
        assert ran.code == 2 and word in ran.err


@pytest.mark.parametrize("as_json", [False, True])
def test_nothing_shows_them_when_it_fails(as_json: bool, variables: dict[str, str]) -> None:
    swapped = {
        **variables,
        "ONOFFICE_TOKEN": variables["ONOFFICE_SECRET"],
        "ONOFFICE_SECRET": variables["ONOFFICE_TOKEN"],
        "ONOFFICE_EXTENDED_CLAIM": "the-claim-itself",
    }
    extra = ["--json"] if as_json else []
    for arguments in (READ, ["doctor"], [*READ, "-vv"]):
        ran = terminal([*arguments, *extra], swapped)
        assert ran.code in (1, 4)
        for name in (*CREDENTIALS, "ONOFFICE_EXTENDED_CLAIM"):
            assert swapped[name] not in ran.out
