"""What is told when households are taken in."""

from __future__ import annotations

from centre_app.core.refusals import Refusal

__all__ = ["TakeOverClosed", "TakeOverIncomplete", "TakeOverListUnsigned"]


class TakeOverClosed(Refusal):
    text = "本办公室已有自己批准的档案，不能再承接旧档；请按新建申请逐户办理。"


class TakeOverIncomplete(Refusal):
    text = "{name}户不能承接为在档：缺{what}。已建的档案都有这几项，请按原档案补齐后再承接。"


class TakeOverListUnsigned(Refusal):
    text = "承接旧档清单还没有工会主席签字的扫描件；请打印清单，签字后挂到该清单上，再办理结对。"
