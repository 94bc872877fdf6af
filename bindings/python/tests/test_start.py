"""What a program waits for before its first client, beyond Python itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

#: Each takes milliseconds to import, and none is needed before there is something to send.
SLOW = {"asyncio", "contextlib", "dataclasses", "decimal", "json", "logging", "re", "typing"}

PROGRAM = """
import sys
before = set(sys.modules)
from libonoffice import Client
Client("t" * 32, "s" * 64).close()
print(*(set(sys.modules) - before))
"""


def test_a_client_imports_nothing_slow() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    # Without site: what it imports for the tools that are installed here is not the package's.
    shown = subprocess.run(
        [sys.executable, "-S", "-c", PROGRAM],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    imported = set(shown.stdout.split())
    assert "libonoffice._client" in imported
    assert not imported & SLOW
