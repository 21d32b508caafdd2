"""How a household stands with its cadre."""

from __future__ import annotations

from centre_app.core.vocabulary import Choice

__all__ = ["PairingState"]


class PairingState(Choice):
    """From what wants an act at once to what is in order."""

    NOBODY = "nobody", "无人结对"
    OVERDUE = "overdue", "超期未访"
    SOON = "soon", "快到期"
    TO_END = "to_end", "应结束"
    FINE = "fine", "正常"
