"""What a clerk is told when the store, its keys, its papers or its copies cannot be used.

Each sentence says what happened, that nothing was changed (or what was), and what to do next.
"""

from __future__ import annotations

from . import Caution, Refusal, Trouble

__all__ = [
    "BackupByServer",
    "BackupDamaged",
    "BackupLacksPapers",
    "BackupMissing",
    "BackupOfAnotherOffice",
    "BackupTooNew",
    "BackupUnproven",
    "BackupWithoutPlace",
    "DiskFull",
    "FolderNotReached",
    "HeadDamaged",
    "HeadSlotDamaged",
    "HeadUnwritten",
    "HistoryDiffers",
    "KeysDamaged",
    "LastWayIn",
    "LostTail",
    "MigrationFailed",
    "MigrationLostRows",
    "NameEmpty",
    "NameNotAllowed",
    "NameReserved",
    "NameTooLong",
    "NotAStore",
    "OfficeExists",
    "OfficeInUse",
    "OfficeMissing",
    "OnAnotherComputer",
    "PaperDamaged",
    "PaperMissing",
    "PasswordEmpty",
    "ReadOnlyStore",
    "RecoveryKeyMistyped",
    "RecoveryKeyWrong",
    "SaveUncertain",
    "ServerGone",
    "StoreBusy",
    "StoreDamaged",
    "StoreNeedsUpgrade",
    "StoreTooNew",
    "UserNameTaken",
    "WindowOpen",
    "WrongPassword",
]


class _MendedByBackup(Trouble):
    """A trouble whose way out is a backup: the sentence names the newest good one."""

    def __init__(self, *, backup: str = "", field: str | None = None, **facts: object) -> None:
        remedy = (
            f"最近一份完好的备份是 {backup}，请用它恢复。"
            if backup
            else "在备份目录里没有找到完好的备份，请从 U 盘等处取来备份文件再恢复。"
        )
        super().__init__(field=field, backup=backup, remedy=remedy, **facts)


# Signing in and keys.


class WrongPassword(Trouble):
    """Said alike for an unknown name, so that names cannot be guessed."""

    text = "姓名或口令不对，没有打开。请核对后重试。"


class PasswordEmpty(Refusal):
    text = "口令不能为空。"


class UserNameTaken(Refusal):
    text = "用户名“{user}”已经有人使用，请换一个名字。"


class LastWayIn(Refusal):
    text = "“{user}”是最后一个能打开数据的用户，不能删除。请先添加别的用户。"


class KeysDamaged(_MendedByBackup):
    text = "钥匙文件 {file} 已损坏或不完整，无法打开数据；没有改动任何内容。{remedy}"


class RecoveryKeyMistyped(Refusal):
    text = "恢复密钥抄写有误：应为 34 个字母和数字，现有 {got} 个，或校验字符不符。请对照恢复单重新输入。"


class RecoveryKeyWrong(Trouble):
    text = "这份恢复密钥打不开这个办公室的数据。请确认恢复单是否属于本办公室、是否为最新一份。"


# Opening the store.


class OfficeMissing(Trouble):
    text = "在 {folder} 没有找到办公室数据。请核对位置，或先新建办公室。"


class OfficeExists(Refusal):
    text = "{folder} 里已有办公室数据，不能再新建。请另选一个空文件夹。"


class NotAStore(_MendedByBackup):
    text = "{file} 不是本程序的数据文件（空文件或别的文件），没有改动任何内容。{remedy}"


class StoreDamaged(_MendedByBackup):
    text = "数据文件 {file} 已损坏，已停止使用，没有改动任何内容。{remedy}"


class StoreTooNew(Trouble):
    text = "数据由更新版本的程序写成（数据版本 {found}，本程序只认得到 {known}），没有打开。请先升级程序。"


class StoreNeedsUpgrade(Trouble):
    text = "数据是旧版本（{found}），须先升级到 {known} 才能使用。"


class ReadOnlyStore(Trouble):
    text = "{place} 只读，无法写入，没有保存任何内容。请检查文件夹的权限或写保护开关。"


class FolderNotReached(Trouble):
    text = "无法读写 {place}：{reason}。请检查磁盘、U 盘或网络是否正常后重试。"


class LostTail(_MendedByBackup):
    text = "最近 {missing} 笔已保存的操作不见了（数据文件不完整），已停止使用，没有改动任何内容。{remedy}"


class HistoryDiffers(_MendedByBackup):
    text = "数据文件与防丢失记录不是同一份历史（第 {number} 笔不符），已停止使用，没有改动任何内容。{remedy}"


class HeadDamaged(Caution):
    text = "防丢失记录 office.head 缺失或损坏，无法证明最近的操作都在。请核对最近的登记，下一次保存会重新写入。"


class HeadSlotDamaged(Caution):
    text = "防丢失记录 office.head 有一处不完整（多因断电），另一处完好，数据核对到第 {number} 笔无缺。"


class HeadUnwritten(Caution):
    text = "本次操作已保存，但防丢失记录 office.head 未能写入：{reason}。请检查磁盘，不必重做。"


# Sharing.


class StoreBusy(Trouble):
    text = "数据正被别的操作占用，等了 {seconds} 秒仍未轮到，没有保存。请稍后重试。"


class OfficeInUse(Trouble):
    text = "还有别的窗口或命令正在使用这个办公室，此操作须独占数据。请全部关闭后重试。"


class WindowOpen(Refusal):
    text = "这个办公室已在另一个窗口打开。请使用已打开的窗口。"


class OnAnotherComputer(Refusal):
    text = (
        "数据放在网络文件夹 {folder}，已由电脑“{host}”使用；两台电脑同时使用会损坏数据，没有打开。"
        "请在那台电脑上操作；那台电脑已停用的，请用备份在本机恢复。"
    )


# Writing.


class DiskFull(Trouble):
    text = "磁盘空间已满（{place}），没有保存，原有内容完好。请腾出空间后重试。"


class SaveUncertain(Trouble):
    text = "磁盘读写出错，这一笔可能已保存，也可能没有。已重新打开数据，请先查看再决定是否重做。"


class ServerGone(Trouble):
    text = "与数据库服务器的连接中断，没有保存。请检查网络和服务器后重试。"


# Papers.


class PaperDamaged(_MendedByBackup):
    text = "材料文件 {paper} 已损坏，不能使用。{remedy}"


class PaperMissing(_MendedByBackup):
    text = "材料文件 {paper} 不见了。{remedy}"


# Copies.


class BackupMissing(Trouble):
    text = "没有找到备份文件 {file}。"


class BackupDamaged(Trouble):
    text = "备份文件 {file} 已损坏、不完整或不是备份，不能用来恢复，现有数据没有改动。请换一份备份。"


class BackupTooNew(Trouble):
    text = "备份 {file} 由更新版本的程序写成，没有恢复。请先升级程序。"


class BackupUnproven(Trouble):
    text = "备份写好后核对不符，已删去这份备份，数据没有改动。请换一个磁盘或 U 盘重做。"


class BackupLacksPapers(Trouble):
    text = "备份 {file} 缺 {missing} 份材料文件，没有恢复。请把备份旁边的 papers 文件夹一并取来。"


class BackupOfAnotherOffice(Refusal):
    text = "备份 {file} 不是这个办公室的，没有恢复。请在空文件夹里恢复它。"


class BackupByServer(Refusal):
    text = "数据放在数据库服务器上，备份由服务器管理员做。"


class BackupWithoutPlace(Trouble):
    text = "备份位置 {folder} 不存在，或不是文件夹。请插好 U 盘或另选位置。"


# Carrying an older store forward.


class MigrationLostRows(Trouble):
    text = "升级数据时“{table}”由 {before} 行变为 {after} 行，已全部退回，数据仍是升级前的样子。请联系维护人员。"


class MigrationFailed(Trouble):
    text = "升级数据没有成功（第 {step} 步），已全部退回，数据仍是升级前的样子。请联系维护人员。"


# Names of files.


class NameNotAllowed(Refusal):
    text = "文件名“{file_name}”不能含有“{found}”，请换一个名字。"


class NameReserved(Refusal):
    text = "“{file_name}”是 Windows 保留的名字，不能用作文件名，请换一个名字。"


class NameEmpty(Refusal):
    text = "文件名不能为空，也不能以点或空格结尾。"


class NameTooLong(Refusal):
    text = "文件名“{file_name}…”太长，最多 {most} 个字节，请缩短。"
