"""Finding and loading the library."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from libonoffice import Client, LibraryNotFoundError, _library
from libonoffice._version import fits, number

PACKAGE = Path(_library.__file__).resolve().parent


def _compile(directory: Path, source: str) -> Path:
    path = directory / "libother.so"
    command = ["cc", "-shared", "-fPIC", "-x", "c", "-", "-o", str(path)]
    subprocess.run(command, input=source.encode(), check=True)
    return path


def test_the_library_is_found_and_says_its_version() -> None:
    library = _library.load()
    assert fits(number(library.version), number("0.1.0"))
    assert number(library.version) == library.number("onoffice_version_number")
    assert "libcurl" in library.transport_version
    assert library.path in repr(library)


def test_a_library_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    library = _library.load()
    assert _library.load(library.path) is library
    monkeypatch.setenv("ONOFFICE_LIBRARY", os.path.relpath(library.path))
    assert _library.load() is library


@pytest.mark.parametrize("given", [True, False], ids=["argument", "environment"])
def test_a_named_file_that_is_missing_is_not_replaced(
    given: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = tmp_path / "none.so"
    if not given:
        monkeypatch.setenv("ONOFFICE_LIBRARY", str(missing))
    with pytest.raises(LibraryNotFoundError) as caught:
        _library.load(missing if given else None)
    text = str(caught.value)
    assert str(missing) in text
    assert ("the given file" if given else "ONOFFICE_LIBRARY, ") in text
    assert "`make`" in text
    assert "the system" not in text


def test_the_argument_wins_over_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = _library.load()
    monkeypatch.setenv("ONOFFICE_LIBRARY", str(tmp_path / "none.so"))
    assert _library.load(library.path) is library


def test_every_place_is_named_in_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ONOFFICE_LIBRARY", raising=False)
    package = tmp_path / "bindings" / "python" / "libonoffice"
    (tmp_path / "include").mkdir()
    (tmp_path / "include" / "onoffice.h").touch()
    monkeypatch.setattr(_library, "__file__", str(package / "_library.py"))
    monkeypatch.setattr(_library, "_loaded", {})
    monkeypatch.setattr(_library, "SONAME", "libonoffice-nowhere.so.0")
    with pytest.raises(LibraryNotFoundError) as caught:
        _library.load()
    text = str(caught.value)
    places = ["python/libonoffice/lib", ".build/lib/embedded/", ".build/lib/static/", "the system"]
    assert [text.index(place) for place in places] == sorted(text.index(place) for place in places)


def test_a_library_inside_the_package_is_found(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "libonoffice", ignore=shutil.ignore_patterns("sandbox"))
    place = tmp_path / "libonoffice" / _library.SONAME
    shutil.copy(_library.load().path, place)
    program = "from libonoffice import _library; print(_library.load().path)"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    environment.pop("ONOFFICE_LIBRARY", None)
    shown = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
        text=True,
    )
    assert shown.stdout.strip() == str(place.resolve())


def test_a_library_of_another_line_is_refused_by_both_names(tmp_path: Path) -> None:
    path = _compile(tmp_path, "int onoffice_version_number(void) { return 7008009; }")
    with pytest.raises(LibraryNotFoundError, match=r"version 7\.8\.9, which does not fit 0\.1\.0"):
        Client("token", "secret", library=path)


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        ("int something_else(void) { return 0; }", "onoffice_version_number"),
        ("int onoffice_version_number(void) { return 1000; }", "onoffice_version"),
    ],
)
def test_a_file_without_the_functions_is_refused(tmp_path: Path, source: str, missing: str) -> None:
    path = _compile(tmp_path, source)
    with pytest.raises(LibraryNotFoundError, match=missing):
        _library.load(path)


def test_a_file_that_is_no_library_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.so"
    path.write_text("no library", encoding="utf-8")
    with pytest.raises(LibraryNotFoundError, match="text.so"):
        _library.load(path)


def test_the_package_is_imported_without_the_library(tmp_path: Path) -> None:
    program = (
        "import libonoffice, libonoffice.sandbox, sys\n"
        "assert 'libonoffice.so' not in open('/proc/self/maps').read()\n"
        "try: libonoffice.Client('a', 'b')\n"
        "except libonoffice.LibraryNotFoundError: print('not found')\n"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": str(PACKAGE.parent),
        "ONOFFICE_LIBRARY": str(tmp_path / "none.so"),
    }
    shown = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=True, text=True
    )
    assert shown.stdout == "not found\n"


@pytest.mark.parametrize(
    ("library", "binding", "fit"),
    [
        ("0.1.0", "0.1.0", True),
        ("0.1.7", "0.1.0", True),
        ("0.1.0", "0.1.7", True),
        ("0.2.0", "0.1.0", False),
        ("1.1.0", "0.1.0", False),
        ("1.0.0", "1.1.0", False),
        ("1.2.0", "1.1.3", True),
        ("2.1.0", "1.1.0", False),
    ],
)
def test_versions_of_a_line_fit(library: str, binding: str, fit: bool) -> None:
    assert fits(number(library), number(binding)) is fit
