"""The table of prototypes, and the numbers, are those of the header."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from libonoffice import Status, __version__
from libonoffice._library import PROTOTYPES
from libonoffice._version import number

HEADER = Path(__file__).resolve().parents[3] / "include" / "onoffice.h"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PROTOTYPE = re.compile(r"([\w ]+?[ *]+)(onoffice_\w+)\(([^()]*)\);")


def _spell(declaration: str) -> str:
    """The type of `const char *body`, `int index` ...: all but the last word."""
    stars = declaration.count("*")
    words = re.findall(r"\w+", declaration)[:-1]
    return " ".join(words) + (" " + "*" * stars if stars else "")


@pytest.fixture(scope="module")
def header() -> str:
    return _COMMENT.sub(" ", HEADER.read_text(encoding="utf-8"))


def _prototypes(header: str) -> dict[str, tuple[str, list[str]]]:
    found = {}
    for result, name, arguments in _PROTOTYPE.findall(header):
        spelled = [] if arguments.strip() == "void" else arguments.split(",")
        found[name] = (_spell(result + "name"), [_spell(argument) for argument in spelled])
    return found


def test_every_function_has_its_prototype(header: str) -> None:
    assert _prototypes(header) == PROTOTYPES
    assert list(_prototypes(header)) == list(PROTOTYPES), "the order is the header's"


def test_no_function_escapes_the_comparison(header: str) -> None:
    assert set(re.findall(r"\b(onoffice_\w+)\(", header)) == set(PROTOTYPES)


def test_statuses_are_those_of_the_header(header: str) -> None:
    numbers = dict(re.findall(r"ONOFFICE_(?:ERROR_)?((?!KIND_)\w+) = (-\d+|0)\b", header))
    assert {name: int(text) for name, text in numbers.items()} == {
        status.name: int(status) for status in Status
    }


def test_the_version_is_that_of_the_header() -> None:
    found = re.search(r"#define ONOFFICE_VERSION_NUMBER (\d+)", HEADER.read_text(encoding="utf-8"))
    assert found and int(found[1]) == number(__version__)
