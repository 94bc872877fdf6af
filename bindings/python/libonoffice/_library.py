"""The shared library: where it is, whether it fits, and how Python calls it.

The only file that knows ctypes. Everything above it passes and receives plain Python values;
objects of the library are integers (their addresses), which _handle.py owns.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable, Iterator

from ._errors import LibraryNotFoundError
from ._prototypes import PROTOTYPES
from ._typing import TYPE_CHECKING
from ._version import __version__, fits, number

if TYPE_CHECKING:
    from typing import Any

__all__ = ["PROTOTYPES", "Library", "load"]

#: The file name the library is known by, its SONAME.
SONAME = "libonoffice.so.0"

_C_TYPES: dict[str, Any] = {
    "void": None,
    "int": ctypes.c_int,
    "int64_t": ctypes.c_int64,
    "int64_t *": ctypes.POINTER(ctypes.c_int64),
    "size_t": ctypes.c_size_t,
    "size_t *": ctypes.POINTER(ctypes.c_size_t),
    "const char *": ctypes.c_char_p,
    "const void *": ctypes.c_void_p,
    "onoffice_option": ctypes.c_int,
}


_READ_ONLY = 0x100  # PyBUF_READ

_memory = ctypes.pythonapi.PyMemoryView_FromMemory
_memory.argtypes = [ctypes.c_void_p, ctypes.c_ssize_t, ctypes.c_int]
_memory.restype = ctypes.py_object


def _c_type(spelling: str) -> Any:
    # What is left are the handles, which nobody looks into.
    return _C_TYPES.get(spelling, ctypes.c_void_p)


class Library:
    """One loaded library. The methods call a function of onoffice.h by its name; what a call of
    the API needs is an attribute as well: ``library.onoffice_client_start(client, request)``."""

    def __init__(self, dll: ctypes.CDLL, path: str) -> None:
        self.path = path
        self._functions: dict[str, Any] = {}
        for name, (result, arguments) in PROTOTYPES.items():
            function = getattr(dll, name)
            function.argtypes = [_c_type(argument) for argument in arguments]
            # Documents may hold anything, so they are fetched by address and length.
            is_document = arguments[-1:] == ["size_t *"]
            function.restype = ctypes.c_void_p if is_document else _c_type(result)
            self._functions[name] = function
        self.__dict__.update(self._functions)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"onoffice.h has no function {name}")

    def __repr__(self) -> str:
        return f"<libonoffice {self.version} {self.path}>"

    @property
    def version(self) -> str:
        """Version of the library, for example "0.1.0"."""
        return self.text("onoffice_version")

    @property
    def transport_version(self) -> str:
        """What carries the requests: libcurl's version, its TLS library and features."""
        return self.text("onoffice_transport_version")

    def void(self, name: str, *arguments: Any) -> None:
        """Calls a function without a result."""
        self._functions[name](*arguments)

    def number(self, name: str, *arguments: Any) -> int:
        """Calls a function that returns an int."""
        return int(self._functions[name](*arguments))

    def handle(self, name: str, *arguments: Any) -> int:
        """Calls a function that makes an object; 0 stands for NULL."""
        return int(self._functions[name](*arguments) or 0)

    def text(self, name: str, *arguments: Any) -> str:
        """Calls a function that returns a short text."""
        value: bytes = self._functions[name](*arguments)
        return value.decode("utf-8", "replace")

    def document(self, name: str, *arguments: Any) -> bytes | None:
        """Calls a function whose last argument is a length, and copies what it returns."""
        length = ctypes.c_size_t()
        address = self._functions[name](*arguments, ctypes.byref(length))
        if address is None:
            return None
        return ctypes.string_at(address, length.value)

    def view(self, name: str, *arguments: Any) -> memoryview:
        """The same without a copy: to be released while the object that was called lives."""
        length = ctypes.c_size_t()
        address = self._functions[name](*arguments, ctypes.byref(length))
        view: memoryview = _memory(address, length.value, _READ_ONLY)
        return view

    def fetch(self, name: str, *arguments: Any) -> tuple[int, int]:
        """Calls a function whose last argument receives a number: its status, and the number."""
        value = ctypes.c_int64()
        status = int(self._functions[name](*arguments, ctypes.byref(value)))
        return status, value.value


#: What was loaded, by file; and by "" what is used where no file is named.
_loaded: dict[str, Library] = {}


def load(path: str | os.PathLike[str] | None = None) -> Library:
    """The library, loaded once per process and file.

    Looked for, in this order: path; the environment variable ONOFFICE_LIBRARY; inside this
    package; the build tree, if this package lies in the repository; the system's loader.
    The first two are an order, not a suggestion: if they do not serve, nothing else is tried.

    Raises:
        LibraryNotFoundError: naming every place and what was wrong with it.
    """
    origin, named = "the given file", path
    if named is None:
        origin, named = "ONOFFICE_LIBRARY", os.environ.get("ONOFFICE_LIBRARY")
    file = os.path.abspath(named) if named else ""
    known = _loaded.get(file)
    if known is not None:
        return known
    return _loaded.setdefault(file, _search([(origin, file)] if file else _places()))


def _places() -> Iterator[tuple[str, str]]:
    package = os.path.dirname(os.path.realpath(__file__))
    yield "the package", os.path.join(package, SONAME)
    repository = os.path.dirname(os.path.dirname(os.path.dirname(package)))
    if os.path.exists(os.path.join(repository, "include", "onoffice.h")):
        for artefact in ("embedded", "static"):
            yield "the build tree", os.path.join(repository, ".build", "lib", artefact, SONAME)
    yield "the system", SONAME


def _search(places: Iterable[tuple[str, str]]) -> Library:
    failures = []
    for origin, file in places:
        try:
            library = _open(file)
        except OSError as error:
            reason = str(error).replace(f"{file}: ", "", 1)
            failures.append(f"{origin}, {file}: {reason}")
        else:
            # Two threads may have opened the same file: all must get the same object.
            return _loaded.setdefault(file, library)
    raise LibraryNotFoundError(
        f"no libonoffice for the Python package {__version__} was found; tried "
        + "; ".join(failures)
        + ". Build it with `make` and name the file by ONOFFICE_LIBRARY or Client(library=...)"
    )


def _open(path: str) -> Library:
    dll = ctypes.CDLL(path, mode=ctypes.RTLD_LOCAL)
    try:
        # The handshake comes first: a library of another line may lack any other function.
        version_number = dll.onoffice_version_number
        version_number.argtypes = []
        version_number.restype = ctypes.c_int
        version = int(version_number())
        if not fits(version, number(__version__)):
            raise OSError(f"is version {_spell(version)}, which does not fit {__version__}")
        return Library(dll, path)
    except AttributeError as error:
        raise OSError(f"is not a libonoffice of this version: {error}") from None


def _spell(version: int) -> str:
    return f"{version // 1_000_000}.{version // 1_000 % 1_000}.{version % 1_000}"
