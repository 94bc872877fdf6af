"""Version of the binding; the library it loads must be of the same line."""

from __future__ import annotations

__version__ = "0.1.0"


def number(version: str) -> int:
    """The version as the library counts it: major * 1000000 + minor * 1000 + patch."""
    major, minor, patch = (int(part) for part in version.split("."))
    return major * 1_000_000 + minor * 1_000 + patch


def fits(library: int, binding: int) -> bool:
    """Whether a library of that version number serves a binding of that version number.

    While the major version is 0 the minor version must be the same; from 1.0 on a library may be
    newer than the binding within its major version.
    """
    if library // 1_000_000 != binding // 1_000_000:
        return False
    if binding < 1_000_000:
        return library // 1_000 == binding // 1_000
    return library // 1_000 >= binding // 1_000
