"""What is told about invented people."""

from __future__ import annotations

from centre_app.core.refusals import Refusal

__all__ = ["OnlyForTraining"]


class OnlyForTraining(Refusal):
    text = "本办公室不是演练办公室，不能生成虚构家庭；请用 centre demo 另建一个。"
