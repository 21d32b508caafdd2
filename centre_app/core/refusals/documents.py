"""What is told about papers, scans and pages."""

from __future__ import annotations

from centre_app.core.refusals import Refusal, Trouble

__all__ = ["FileEmpty", "FileKindUnknown", "FileNotFound", "FileTooLarge", "PaperBelongsNowhere", "PictureTwice"]


class FileNotFound(Trouble):
    text = "没有找到文件“{file}”，请核对路径，或确认文件没有被移走。"


class FileEmpty(Refusal):
    text = "文件“{file}”是空的，请重新扫描。"


class FileTooLarge(Refusal):
    text = "文件“{file}”有 {size} MB，超过 {most} MB，请降低扫描分辨率（150 至 300 dpi 即可）。"


class FileKindUnknown(Refusal):
    text = "文件“{file}”不是 PDF、JPEG、PNG 或 TIFF，请用这几种格式扫描。"


class PaperBelongsNowhere(Refusal):
    text = "请指明材料属于哪份档案、哪次会议、公示的哪个地点、哪个打印页或哪份委托（只填一项）。"


class PictureTwice(Refusal):
    text = "“{place}”的照片与“{other}”已登记的照片是同一张，首日、末日、每个地点都须各自拍照，请换成当时拍的照片。"
