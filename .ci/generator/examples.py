"""The example of a call in each language, complete and short.

Each prints how many records came and one value of the first of them, so that
Tests/Conformance can run them all and compare.
"""

from __future__ import annotations

from . import example_c, example_php, example_python, example_shell
from .model import Call, Catalogue


def all(catalogue: Catalogue, call: Call) -> list[tuple[str, str, str]]:
    """Title, language and text of each."""
    return [
        ("Python", "python", example_python.text(catalogue, call)),
        ("PHP", "php", example_php.text(catalogue, call)),
        ("C", "c", example_c.text(catalogue, call)),
        ("Command line", "sh", example_shell.text(call)),
    ]
