"""The calls of the API, one module per group of the documentation."""

from __future__ import annotations

import importlib
import pkgutil


def load() -> None:
    """Imports every module of this package, which registers its calls."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
