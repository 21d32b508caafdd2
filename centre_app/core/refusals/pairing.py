"""What is told about pairing."""

from __future__ import annotations

from centre_app.core.refusals import Caution, Refusal

__all__ = [
    "AlreadyPaired",
    "CadreHasMany",
    "CadreTooNear",
    "EndBeforePairing",
    "HandOverBeforePairing",
    "NotPaired",
    "NotPairedWith",
    "NothingToHandOver",
    "SameCadre",
    "StillInTheFiles",
]


class AlreadyPaired(Refusal):
    text = "本户已由 {cadre} 结对帮扶；更换帮扶人请办理结对交接，日期不留空档。"


class CadreTooNear(Refusal):
    text = "{cadre} {why}，不能作为本户的结对帮扶干部。"


class CadreHasMany(Caution):
    text = "{cadre} 结对已达 {got} 户，超过 {most} 户，请考虑分担。"


class SameCadre(Refusal):
    text = "交接前后都是 {cadre}，请另选接替的干部。"


class NothingToHandOver(Refusal):
    text = "{cadre} 没有正在结对的家庭，不需要交接。"


class NotPairedWith(Refusal):
    text = "本户的结对帮扶干部不是 {cadre}，不能由其交出。"


class HandOverBeforePairing(Refusal):
    text = "交接日期 {day} 早于结对开始日期 {since}，请核对。"


class NotPaired(Refusal):
    text = "本户在 {day} 没有结对帮扶干部，请先办理结对。"


class StillInTheFiles(Refusal):
    text = "本户还没有退出（{state}）：不脱困就不脱档、不脱钩；要换帮扶人，请办理结对交接。"


class EndBeforePairing(Refusal):
    text = "结束日期 {day} 早于结对开始日期 {since}，请核对。"
