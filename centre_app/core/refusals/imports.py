"""What is told when households are taken in."""

from __future__ import annotations

from centre_app.core.refusals import Refusal

__all__ = ["TakeOverClosed"]


class TakeOverClosed(Refusal):
    text = "本办公室已有自己批准的档案，不能再承接旧档；请按新建申请逐户办理。"
