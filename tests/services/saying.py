"""What a refused act said, for short: the codes of its objections, in order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from centre_app.core.refusals import Refused, Told


def objections(act: Callable[[], object]) -> list[Told]:
    """Everything that an act is refused with."""
    with pytest.raises((Refused, Told)) as raised:
        act()
    error = raised.value
    if isinstance(error, Refused):
        return list(error.objections)
    assert isinstance(error, Told)
    return [error]


def refusals(act: Callable[[], object]) -> list[str]:
    """The codes of the same."""
    return [told.code for told in objections(act)]
