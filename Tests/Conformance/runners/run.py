"""Runs the examples in Python. Arguments: name and file of each."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

arguments = sys.argv[1:]
for name, file in zip(arguments[::2], arguments[1::2]):
    print(f"\036begin {name}")
    code = 0
    try:
        exec(compile(Path(file).read_text(encoding="utf-8"), file, "exec"), {})
    except Exception:
        traceback.print_exc(file=sys.stdout)
        code = 1
    print(f"\036end {code}", flush=True)
