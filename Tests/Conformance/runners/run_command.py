"""Runs the examples of the command line, each in this process. Arguments: name and file of each.

They are those of a shell: words, perhaps a line that goes on, perhaps an echo in front.
"""

from __future__ import annotations

import io
import shlex
import sys
from pathlib import Path

from libonoffice.cli.app import main

arguments = sys.argv[1:]
for name, file in zip(arguments[::2], arguments[1::2]):
    print(f"\036begin {name}", flush=True)
    # To shlex a backslash before the end of a line is no continuation.
    words = shlex.split(Path(file).read_text(encoding="utf-8").replace("\\\n", ""))
    if words[0] == "echo":
        sys.stdin = io.TextIOWrapper(io.BytesIO(words[1].encode()), encoding="utf-8")
        words = words[words.index("|") + 1 :]
    code = main(words[1:]) if words[0] == "onoffice" else 127
    print(f"\036end {code}", flush=True)
