"""What can stand in the way of a printed page."""

from __future__ import annotations

from typing import ClassVar

from centre_app.core.refusals import Refusal, Trouble

__all__ = [
    "CellOverfull",
    "FontDamaged",
    "FontMissing",
    "FontUnreadable",
    "FormUnknown",
    "GlyphMissing",
    "LeakFound",
    "NothingTakenOver",
    "NoticeEmpty",
    "PageUnreadable",
    "PaperUnknown",
    "PrinterMissing",
    "ScanNotThere",
    "TextMapLost",
]


class GlyphMissing(Refusal):
    """No face, bundled or added by the office, can draw a character."""

    text: ClassVar[str] = (
        "“{text}”中的“{char}”（{code}）在现有字库里没有字形，无法打印。请先核对原字是否录错；确属生僻字的，"
        "把含有该字的 TrueType 字体文件（.ttf）放入办公数据文件夹下的 fonts 文件夹，再重新打印。"
    )


class CellOverfull(Refusal):
    """A cell or a block holds more than its place on the page can show; text is never cut."""

    text: ClassVar[str] = "“{caption}”一栏有 {chars} 个字，超出纸面能容下的篇幅。请精简内容，或写“详见附页”并另附材料。"


class LeakFound(Refusal):
    """A finished notice shows what a public notice must not show."""

    text: ClassVar[str] = "公示文件{place}中出现了不得公开的{kind}“{shown}”，已停止打印。请从公示内容中删去后重试。"


class NoticeEmpty(Refusal):
    """Nobody hangs on the notice any more."""

    text: ClassVar[str] = "这份公示上的人员都已撤下，没有可以打印的名单。"


class NothingTakenOver(Refusal):
    """The list of archives taken over is asked for where there are none."""

    text: ClassVar[str] = "本办公室没有承接过旧档，没有可以打印的清单。"


class FontMissing(Trouble):
    """A bundled font file is gone from the program's folder."""

    text: ClassVar[str] = "找不到随程序附带的字体文件 {file}，无法排版。请重新安装程序，或从安装包中补回该文件。"


class FontDamaged(Trouble):
    """A bundled font file is not as it was shipped."""

    text: ClassVar[str] = (
        "随程序附带的字体文件 {file} 已损坏，印出的字可能不对。请重新安装程序，或从安装包中换回该文件。"
    )


class TextMapLost(Trouble):
    """The PDF library no longer lets itself be repaired: rare characters would print, but not be found or copied."""

    text: ClassVar[str] = "本机的 PDF 组件与程序不配套，印出的文件里生僻字不能正确查找和复制。请重新安装程序。"


class FontUnreadable(Trouble):
    """A font file that the office has added cannot be used."""

    text: ClassVar[str] = (
        "字体文件 {file} 不能使用：它不是 TrueType 轮廓的 .ttf 文件，或者文件已损坏。请更换该文件，或将其移走。"
    )


class PageUnreadable(Trouble):
    """A PDF that should be looked at cannot be opened."""

    text: ClassVar[str] = "PDF 文件打不开，可能已损坏或不完整。请重新打印一份。"


class FormUnknown(Refusal):
    """The command line asks for a form that does not exist."""

    text = "没有名为“{form}”的表单，可用 centre forms 查看全部表单。"


class ScanNotThere(Refusal):
    """A paper is recorded, and its scan has not come yet."""

    text = "“{paper}”还没有扫描件，请先登记扫描件（attach-paper）。"


class PaperUnknown(Refusal):
    text = "《{form}》不能用 {paper} 纸打印，请改用该表单的纸张。"


class PrinterMissing(Trouble):
    text = "这台电脑还没有装打印机。请先存成 PDF，拿到有打印机的电脑上打印；装好打印机后再试。"
