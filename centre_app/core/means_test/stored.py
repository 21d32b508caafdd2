"""Facts and reckonings as plain values for the store, and back: what was printed once can be printed again."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

__all__ = ["as_json", "from_json"]

T = TypeVar("T")


_ADAPTERS: dict[object, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    """Building one takes milliseconds, so each kind is built once."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def as_json(value: object) -> dict[str, Any]:
    """The dataclass as JSON-ready values: money as text, days as ISO text, codes as their code."""
    return cast("dict[str, Any]", _adapter(type(value)).dump_python(value, mode="json"))


def from_json(kind: type[T], plain: dict[str, Any]) -> T:
    """The dataclass of this kind from what ``as_json`` gave.

    Raises:
        ValueError: the values are not of that kind.

    """
    return cast("T", _adapter(kind).validate_python(plain))
