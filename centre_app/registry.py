"""Finds things of one kind in a package: one module a thing, the module's name is its code.

Nothing is imported until it is asked for: sixty forms must not load the PDF library at the start.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

__all__ = ["load", "names_in"]


def names_in(package: ModuleType) -> list[str]:
    """Codes of everything of one kind, in order, without importing any of it; packages inside are no things."""
    return sorted(module.name.replace("_", "-") for module in iter_modules(package.__path__) if not module.ispkg)


def load(package: ModuleType, code: str, name: str) -> Any:
    """What the module of that code calls by the name (FORM, REPORT, SOURCE).

    Raises:
        ModuleNotFoundError: there is no such thing.
    """
    module = import_module(f"{package.__name__}.{code.replace('-', '_')}")
    return getattr(module, name)
