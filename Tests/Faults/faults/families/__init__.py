"""The faults, a file per family."""

from __future__ import annotations

import importlib
import pkgutil


def load() -> None:
    """Registers all of them."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
