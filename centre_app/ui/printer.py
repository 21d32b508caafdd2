"""Sending a paper to a printer of this computer: the finished PDF, page by page, in its true size."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from centre_app.core.refusals.paper import PrinterMissing
from centre_app.forms.paper.render import drawn, sizes

__all__ = ["chosen", "send"]

_INCH: Final = 72
_DENSITY: Final = 300
"""Pixels to an inch: what a printed scan of an office has."""


def chosen(parent: QWidget, name: str) -> QPrinter | None:
    """Ask for a printer; ``None`` where nobody chose one.

    Raises:
        PrinterMissing: this computer has none.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise PrinterMissing
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def send(printer: QPrinter, pdf: bytes) -> None:
    """Print every page of a finished PDF; nothing is fitted to what the printer thinks is printable."""
    printer.setFullPage(True)
    painter = QPainter()
    for number, (width, height) in enumerate(sizes(pdf)):
        size = QPageSize(QSizeF(width, height), QPageSize.Unit.Point)
        printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
        if number:
            printer.newPage()
        else:
            painter.begin(printer)
        page = drawn(pdf, number, _DENSITY / _INCH)
        picture = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
        to_dots = printer.resolution() / _INCH
        painter.drawImage(QRectF(0, 0, width * to_dots, height * to_dots), picture)
    painter.end()
