"""Builds the shared library with SwiftPM and puts it into the wheel; all else is in pyproject.toml.

In the repository the sources are two folders up; an sdist carries them in its folder native/.
Environment variables:
    ONOFFICE_BUILD_RUNTIME: embedded (the default) or static, see the Makefile.
    ONOFFICE_BUILD_LIBRARY: a libonoffice.so that was built already, to be taken instead.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = Path(__file__).resolve().parent
CARRIED = HERE / "native"
SOURCES = CARRIED if CARRIED.exists() else HERE.parent.parent
SONAME = "libonoffice.so.0"

# What it takes to build the library. SwiftPM wants the folders of all targets, those of tests too.
PARTS = (
    *("Package.swift", "LICENSE", "include", "Sources"),
    *(".ci/common.sh", ".ci/library", ".ci/version"),
    *("Tests/OnOfficeTests", "Tests/OnOfficeCurlTests"),
    *("Tests/OnOfficeJSONTests", "Tests/OnOfficePlatformTests"),
)


def built_library() -> Path:
    """The shared library, built now unless the environment names one."""
    given = os.environ.get("ONOFFICE_BUILD_LIBRARY")
    if given:
        return Path(given).resolve(strict=True)
    runtime = os.environ.get("ONOFFICE_BUILD_RUNTIME", "embedded")
    subprocess.run(["bash", str(SOURCES / ".ci" / "library"), runtime], check=True)
    return SOURCES / ".build" / "lib" / runtime / SONAME


class BuildWithLibrary(build_py):
    """Adds the library and the licence to the package."""

    def run(self) -> None:
        package = Path(self.build_lib) / "libonoffice"
        # What an earlier build left there would go into the wheel as well.
        shutil.rmtree(package, ignore_errors=True)
        super().run()
        library = built_library()
        if self.editable_mode:
            return  # the package is used where it lies, and looks into the build tree
        shutil.copyfile(library, package / SONAME)
        shutil.copyfile(SOURCES / "LICENSE", package / "LICENSE")

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        package = Path(self.build_lib) / "libonoffice"
        added = [] if self.editable_mode else [str(package / SONAME), str(package / "LICENSE")]
        return [*super().get_outputs(include_bytecode), *added]


class WheelOfAnyPython(bdist_wheel):
    """The library is bound to a platform, but to no version of Python."""

    def get_tag(self) -> tuple[str, str, str]:
        return "py3", "none", super().get_tag()[2]


class SdistWithSources(sdist):
    """Carries the sources of the library along."""

    def make_release_tree(self, base_dir: str, files: list[str]) -> None:
        super().make_release_tree(base_dir, files)
        for part in PARTS:
            source, target = SOURCES / part, Path(base_dir) / "native" / part
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target)
            else:
                shutil.copy2(source, target)


class BoundToPlatform(Distribution):
    """There is no extension module, but a library all the same."""

    def has_ext_modules(self) -> bool:
        return True


def scratch() -> dict[str, dict[str, str]]:
    """Where setuptools writes: in the repository below .build, like everything that is built."""
    if SOURCES == CARRIED:
        return {}
    base = SOURCES / ".build" / "python"
    base.mkdir(parents=True, exist_ok=True)
    return {"build": {"build_base": str(base)}, "egg_info": {"egg_base": str(base)}}


setup(
    distclass=BoundToPlatform,
    cmdclass={
        "bdist_wheel": WheelOfAnyPython,
        "build_py": BuildWithLibrary,
        "sdist": SdistWithSources,
    },
    options=scratch(),
)
