"""结对帮扶联系卡 of several households at once, each a page of its own in a folder, with a result for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog

from centre_app.core.progress import Progress
from centre_app.core.refusals import Refused
from centre_app.forms.press import issuing
from centre_app.services.office import Office
from centre_app.services.pairing_desk import Home
from centre_app.ui.cards import Bar
from centre_app.ui.page import Page

__all__ = ["CARD", "card_name", "print_cards"]

CARD: Final = "pairing-card"
"""The code of the form."""


def card_name(home: Home) -> str:
    """What the file of a card is called: by the number of the archive, never by a name."""
    return f"结对帮扶联系卡-{home.number}"


@dataclass(frozen=True, slots=True)
class _Printed:
    """How many cards were printed, and what spoke against the others."""

    count: int
    against: tuple[str, ...]


def print_cards(page: Page, homes: Sequence[Home]) -> None:
    """Ask for the folder, print the cards into it, and say on the page what came of each."""
    folder = QFileDialog.getExistingDirectory(page, "联系卡存到哪个文件夹")
    if folder:
        job = partial(_print, page.desk.office, homes, Path(folder))
        page.desk.run(page, job, partial(_say, page, folder), failed=page.show_failure, label="打印联系卡")


def _print(office: Office, homes: Sequence[Home], folder: Path, progress: Progress) -> _Printed:
    against: list[str] = []
    for place, home in enumerate(homes):
        progress.step(place, len(homes))
        try:
            issuing.print_to(office, CARD, home.key, folder / f"{card_name(home)}.pdf")
        except Refused as refused:
            against += [f"{home.head}户的联系卡没有打印：{told.sentence}" for told in refused.objections]
    progress.step(len(homes), len(homes))
    return _Printed(len(homes) - len(against), tuple(against))


def _say(page: Page, folder: str, printed: _Printed) -> None:
    page.clear_bars()
    for sentence in printed.against:
        page.bars.addWidget(Bar("bad", sentence))
    if printed.count:
        page.desk.say(f"已打印 {printed.count} 张联系卡，存在 {Path(folder).name}。")
