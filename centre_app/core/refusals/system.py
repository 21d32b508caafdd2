"""What the operating system says against a file, in the clerk's words."""

from __future__ import annotations

import errno
from typing import Final

__all__ = ["said_by_system"]

_SAID_BY_SYSTEM: Final[dict[int, str]] = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这里是文件夹，不是文件",
    errno.EEXIST: "已有同名的文件或文件夹",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENAMETOOLONG: "名称太长",
    errno.EINVAL: "名称或位置不能用",
    errno.EBUSY: "正被别的程序使用",
    errno.EIO: "读写出错，磁盘或 U 盘可能已坏",
    errno.ENODEV: "没有这个设备",
    errno.ENXIO: "没有这个设备",
    errno.EXDEV: "跨了两个磁盘",
    errno.EMFILE: "打开的文件太多",
    errno.ENOLCK: "这里的文件系统不支持锁定",
    errno.EHOSTUNREACH: "连不上网络上的那台电脑",
    errno.ENETUNREACH: "网络不通",
    errno.ETIMEDOUT: "网络没有回应",
    errno.ESTALE: "网络文件夹已断开",
}


def said_by_system(error: BaseException) -> str:
    """What the operating system said, in Chinese where it is known, else its number or the class of the error."""
    number = getattr(error, "errno", None)
    return _SAID_BY_SYSTEM.get(number or 0) or (f"系统代码 {number}" if number else type(error).__name__)
