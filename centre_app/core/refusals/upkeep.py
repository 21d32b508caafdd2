"""What the check of an office finds, and what is told about its upkeep."""

from __future__ import annotations

from . import Caution, Refusal, Told

__all__ = [
    "ActiveWithoutEvidence",
    "ActiveWithoutPairing",
    "BackupBesideOffice",
    "BackupOnSameDisk",
    "ChainGap",
    "ChangeAltered",
    "GivenAltered",
    "LinkAltered",
    "OnTheWay",
    "Overdue",
    "PersonInTwoCases",
    "PhoneTwice",
    "ScanMissing",
    "SearchMended",
    "StrayPapers",
    "TakenOverUnseen",
]


# The audit trail


class ChainGap(Refusal):
    text = "办理记录缺少第 {number} 笔，记录被人删去或数据不完整；请停止办理，用完好的备份恢复。"


class GivenAltered(Refusal):
    text = "办理记录第 {number} 笔的填写内容被改动过；请停止办理，用完好的备份恢复。"


class ChangeAltered(Refusal):
    text = "办理记录第 {number} 笔的改动内容被改动过；请停止办理，用完好的备份恢复。"


class LinkAltered(Refusal):
    text = "办理记录第 {number} 笔与前一笔接不上，记录被改动过；请停止办理，用完好的备份恢复。"


# Papers


class StrayPapers(Caution):
    text = "材料文件夹里有 {count} 个没有登记的文件（多因断电），不影响使用，下次备份后会自动清理。"


class ScanMissing(Caution):
    text = "“{paper}”（{day}）还没有扫描件，请扫描后登记。"


# Copies


class BackupBesideOffice(Refusal):
    text = "备份不能存在办公室自己的文件夹里，那样会同数据一起丢失。请另选一处，最好是U盘或另一块硬盘。"


class BackupOnSameDisk(Caution):
    text = "这个位置和数据在同一块硬盘上，硬盘坏了会一起丢失。最好选U盘或另一块硬盘。"


# Searching


class SearchMended(Caution):
    text = "查找用的目录有 {count} 户与档案不一致，已按档案重新生成。"


# Data


class PersonInTwoCases(Refusal):
    text = "“{name}”同时在 {count} 份未结束的档案中（{cases}），一户一档，请核对后撤回重复的一份。"


class ActiveWithoutPairing(Caution):
    text = "在档家庭没有结对帮扶干部，请办理结对。"


class ActiveWithoutEvidence(Refusal):
    text = "在档家庭的“{gate}”不再成立：{sentence}"

    @property
    def code(self) -> str:
        """The code of what is missing, so that a check is read like the gate itself."""
        told = self.facts["of"]
        return told.code if isinstance(told, Told) else type(self).__name__


class OnTheWay(Caution):
    """Something of a step that was done is missing; it stops a later step, and nothing of the check."""

    text = "{sentence}"

    @property
    def code(self) -> str:
        """The code of what is missing, as its gate tells it."""
        told = self.facts["of"]
        return told.code if isinstance(told, Told) else type(self).__name__


class Overdue(Caution):
    text = "{what}"


class PhoneTwice(Caution):
    text = "{cases} 登记了同一个手机号码，请与本人核对。"


class TakenOverUnseen(Caution):
    text = "承接的旧档还没有经过本单位自己的入户调查和复核，材料不算齐全；请入户核查、算账，再打印档案表由审核人签字。"
