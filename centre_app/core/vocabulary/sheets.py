"""Words about files and tables that come in."""

from __future__ import annotations

from . import Choice

__all__ = ["FileKind", "RowKind"]


class FileKind(Choice):
    """What a file looks like by its first bytes, when it is no table."""

    PDF = "pdf", "PDF 文件"
    WORD = "word", "Word 文档"
    SLIDES = "slides", "演示文稿"
    PICTURE = "picture", "图片"
    ARCHIVE = "archive", "压缩包"
    MAIL = "mail", "邮件或其他 Office 文件"
    OTHER = "other", "其他类型的文件"


class RowKind(Choice):
    """Why a row of a table holds no household."""

    TITLE = "title", "标题"
    FILLED_IN = "filled_in", "填报信息"
    HEAD = "head", "表头"
    SUBTOTAL = "subtotal", "小计"
    TOTAL = "total", "合计"
    BLANK = "blank", "空行"
    SIGNATURE = "signature", "签字"
    NOTE = "note", "说明"
    EXAMPLE = "example", "填写示例"
