"""How the value of a figure is asked for: what the annotations of ``Rules`` say, for whoever types a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from centre_app.core.fields import Kind
from centre_app.core.vocabulary import Choice
from centre_app.core.vocabulary.rules import Figure

from .figures import Limit, Rules
from .reading import NOTHING

__all__ = ["NOT_SET", "Asked", "asked_for", "plain_value"]

NOT_SET: Final = "无"
"""What is typed where a place does not set a figure."""
_NUMBERS: Final = (Decimal, int, Fraction)


@dataclass(frozen=True, slots=True)
class Asked:
    """One value of this kind, out of these lists; or a band of multiples of the line (``limit``).

    ``optional``: a place need not set it; then ``NOT_SET`` stands for its absence.
    """

    kind: Kind
    choices: tuple[type[Choice], ...] = ()
    optional: bool = False
    limit: bool = False


@cache
def asked_for(figure: Figure) -> Asked | None:
    """How a figure's value is typed; ``None`` for the tables (exclusions, signers, caps, years of contributions)."""
    kind = get_type_hints(Rules)[figure.value]
    optional = get_origin(kind) is UnionType
    if optional:
        kind = next(each for each in get_args(kind) if each is not type(None))
    inner = get_args(kind)[0] if get_origin(kind) is tuple else None
    if inner is not None:
        return Asked(Kind.CODES, (inner,), optional) if issubclass(inner, Choice) else None
    if issubclass(kind, Choice):
        return Asked(Kind.CODE, (kind,), optional)
    if kind is Limit:
        return Asked(Kind.TEXT, (), optional, limit=True)
    return Asked(Kind.TEXT if kind in _NUMBERS else Kind.YES_NO, (), optional)


def plain_value(asked: Asked, typed: Mapping[str, Any]) -> object:
    """What is stored of a figure that was typed: ``value``, or ``times``, ``operator`` and ``above`` of a band."""
    first = typed.get("times" if asked.limit else "value")
    if asked.optional and first == NOT_SET:
        return NOTHING
    if asked.limit:
        return {name: typed[name] for name in ("times", "operator", "above") if typed.get(name) is not None}
    return list(first) if isinstance(first, tuple) else first
