"""Acts by JSON: which there are, and what each asks for, in rows for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from centre_app.cli import captions
from centre_app.cli.frame import Misused
from centre_app.core.acts import ACTS
from centre_app.core.refusals.office import ActUnknown
from centre_app.services.asked import Asked, asked_of
from centre_app.services.binding import BINDINGS, given_kind

__all__ = ["asked_by", "demand_json", "field_rows"]

MOST_CODES: Final = 10
"""So many codes of a list are told in a row."""

ELSEWHERE: Final = {
    "print": "print",
    "import": "import",
    "take-over": "import --take-over",
    "export": "export",
    "reveal": "case --reveal",
    "view-case": "case",
    "add-user": "user add",
    "reset-password": "user reset",
    "stop-user": "user stop",
    "back-up": "backup",
    "restore": "restore",
    "set-office": "office",
}
"""Acts that need more than JSON, and the commands that do them."""


def demand_json(name: str) -> None:
    """Wrong usage unless this is an act of JSON."""
    if name in ELSEWHERE:
        sentence = captions.DO_ELSEWHERE.format(label=ACTS[name].label, command=ELSEWHERE[name])
        raise Misused("ActElsewhere", sentence, captions.ACT)
    if name not in BINDINGS:
        raise Misused("ActUnknown", ActUnknown(act=name).sentence, captions.ACT)


def asked_by(name: str) -> tuple[Asked, ...]:
    """What an act asks for."""
    demand_json(name)
    return asked_of(given_kind(name))


def field_rows(asked: Sequence[Asked], margin: str = "") -> Iterator[tuple[str, str, str, str]]:
    """Name, word, whether it must be given, and how it is filled in; the parts of a field further in below it."""
    for one in asked:
        yield margin + one.name, one.word, captions.MUST if one.needed else "", _how(one)
        yield from field_rows(one.parts, margin + "  ")


def _how(one: Asked) -> str:
    if len(one.choices) > MOST_CODES:
        how = captions.MANY_CODES.format(count=len(one.choices))
    elif one.choices:
        how = captions.BETWEEN.join(
            captions.CODE_AND_WORD.format(code=choice.value, word=choice.label) for choice in one.choices
        )
    else:
        how = captions.HOW_TO_FILL.get(one.name) or captions.HOW_TO_FILL.get(one.kind, one.kind.label)
    return how + (captions.SEVERAL if one.several else captions.BY_KEY if one.keyed else "")
