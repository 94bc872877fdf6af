"""The library by ctypes. Functions and constants are read from its header, not written again."""

from __future__ import annotations

import ctypes
import re
from pathlib import Path
from typing import Any, Optional

HEADER = Path(__file__).resolve().parents[3] / "include" / "onoffice.h"

_TYPES: dict[str, Any] = {
    "void": None,
    "int": ctypes.c_int,
    "onoffice_option": ctypes.c_int,
    "int64_t": ctypes.c_int64,
    "size_t": ctypes.c_size_t,
    "int64_t *": ctypes.POINTER(ctypes.c_int64),
    "size_t *": ctypes.POINTER(ctypes.c_size_t),
    "const char *": ctypes.c_char_p,
}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FUNCTION = re.compile(r"^([a-z][\w ]*?[ *]+)(onoffice_\w+)\(([^)]*)\);", re.MULTILINE)
_CONSTANT = re.compile(r"^\s*(ONOFFICE_\w+) = (-?\d+)", re.MULTILINE)


def _type(declaration: str) -> Any:
    """The ctypes type of a result or of an argument with its name."""
    spelling = declaration.strip()
    if not spelling.endswith("*"):
        spelling = re.sub(r"\s*\w+$", "", spelling) if " " in spelling else spelling
    return _TYPES.get(spelling.strip(), ctypes.c_void_p)


class Abi:
    """One loaded library: its functions are attributes, by the names of the header."""

    def __init__(self, path: str, header: Path = HEADER) -> None:
        text = _COMMENT.sub("", header.read_text())
        self.path = path
        self.constants = {name: int(number) for name, number in _CONSTANT.findall(text)}
        self._library = ctypes.CDLL(path)
        for result, name, arguments in _FUNCTION.findall(text):
            function = getattr(self._library, name)
            function.argtypes = [_type(item) for item in arguments.split(",") if item != "void"]
            is_document = arguments.rstrip().endswith("size_t *length")
            # Documents may hold a NUL: they are fetched by address and length.
            function.restype = ctypes.c_void_p if is_document else _type(result)
            setattr(self, name, function)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"{self.path} has no {name}")

    def document(self, name: str, *arguments: Any) -> bytes:
        """What a function returns that tells a length, too."""
        length = ctypes.c_size_t()
        address: Optional[int] = getattr(self, name)(*arguments, ctypes.byref(length))
        return ctypes.string_at(address, length.value) if address else b""
