"""One C program of all examples: each becomes a function."""

from __future__ import annotations

import subprocess
from pathlib import Path

from .page import Page

_ROOT = Path(__file__).resolve().parents[3]
_RUNNER = Path(__file__).resolve().parents[1] / "runners/run.c"


def build(pages: list[Page], library: Path, folder: Path) -> Path:
    """Compiles it as strictly as our own programs; returns the program."""
    functions, entries = "", ""
    for number, page in enumerate(pages):
        functions += f"#define main example_{number}\n{page.examples['c']}#undef main\n"
        entries += f'    {{"{page.name}", example_{number}}},\n'
    table = f"static const example examples[] = {{\n{entries}}};\n"
    (folder / "examples.inc").write_text(functions + table, encoding="utf-8")
    target = folder / "examples"
    strict = ["-std=c99", "-Wall", "-Wextra", "-pedantic", "-Werror"]
    included = [f"-I{_ROOT / 'include'}", f"-I{folder}"]
    linked = [f"-L{library.parent}", f"-Wl,-rpath,{library.parent}", "-lonoffice"]
    command = ["gcc", *strict, *included, str(_RUNNER), "-o", str(target), *linked]
    subprocess.run(command, check=True)
    return target
