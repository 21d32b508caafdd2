"""What is told about meetings."""

from __future__ import annotations

from centre_app.core.refusals import Refusal

__all__ = [
    "AbsentVoted",
    "AttendedTwice",
    "CaseTwiceOnAgenda",
    "ChairNotAtMeeting",
    "OnCase",
    "OtherUnitsMeeting",
    "RecorderNotAtMeeting",
]


class AttendedTwice(Refusal):
    text = "{name} 在到会和缺席名单中出现了两次，请核对。"


class AbsentVoted(Refusal):
    text = "{name} 没有到会，不能表决，请核对到会名单和表决。"


class ChairNotAtMeeting(Refusal):
    text = "会议主持人 {name} 须是到会的委员，请核对主持人和到会名单。"


class RecorderNotAtMeeting(Refusal):
    text = "会议记录人 {name} 不在到会名单中，请核对记录人和到会名单。"


class CaseTwiceOnAgenda(Refusal):
    text = "档案 {case} 在议程中出现了两次，请删去一次。"


class OtherUnitsMeeting(Refusal):
    text = "档案 {case} 的建档单位是{unit}，须由该单位的工会委员会研究。"


class OnCase(Refusal):
    """An objection to one case of an act on several."""

    text = "{case}：{sentence}"

    @property
    def code(self) -> str:
        """The code of what is objected, so that a list of cases is read like one case."""
        told = self.facts["of"]
        return told.code if isinstance(told, Refusal) else type(self).__name__
