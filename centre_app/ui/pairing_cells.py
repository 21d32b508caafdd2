"""How a household's clock of pairing is shown: word, icon and colour, always all three."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from centre_app.core.vocabulary.pairing import PairingState
from centre_app.services.pairing_desk import Home
from centre_app.ui.cells import Cell
from centre_app.ui.look import Tone

__all__ = ["clock_cell", "clock_word", "promise_cell"]

_TONES: Final[Mapping[PairingState, Tone]] = {
    PairingState.NOBODY: "bad",
    PairingState.OVERDUE: "bad",
    PairingState.SOON: "warn",
    PairingState.TO_END: "wait",
    PairingState.FINE: "ok",
}


def clock_word(home: Home) -> tuple[Tone, str]:
    """The tone and word of a household's clock."""
    stands = home.stands
    left = stands.days_left
    word = stands.state.label
    if left is not None and stands.state is PairingState.OVERDUE:
        word = f"超期 {-left} 天"
    elif left is not None and stands.state is PairingState.SOON:
        word = f"剩 {left} 天" if left else "今天到期"
    return _TONES[stands.state], word


def clock_cell(home: Home) -> Cell:
    """The same as a chip."""
    tone, word = clock_word(home)
    return Cell(word, tone=tone, chip=True)


def promise_cell(home: Home) -> Cell:
    """Whether what was promised last has been seen to."""
    if not home.promised:
        return Cell("—", quiet=True)
    return Cell("已办", tone="ok", chip=True) if home.kept else Cell("未办", tone="warn", chip=True)
