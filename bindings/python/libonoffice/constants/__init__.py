"""The API's fixed words and numbers: ``from libonoffice.constants import ErrorCode, Relation``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .error_code import ErrorCode
    from .relation import Relation
    from .resource_type import ResourceType
    from .upload_kind import UploadKind
    from .upload_module import UploadModule

__all__ = ["ErrorCode", "Relation", "ResourceType", "UploadKind", "UploadModule"]

# Imported when they are first asked for: 287 members of an enum take their time.
_MODULES = {
    "ErrorCode": "error_code",
    "Relation": "relation",
    "ResourceType": "resource_type",
    "UploadKind": "upload_kind",
    "UploadModule": "upload_module",
}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        from importlib import import_module

        return getattr(import_module(f".{_MODULES[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
