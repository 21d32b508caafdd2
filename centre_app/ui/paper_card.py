"""The papers of a record: what each would say now, on the very page that is printed, and printing it to a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from centre_app.forms.press import issuing
from centre_app.forms.press.issuing import Issued
from centre_app.ui.buttons import Button, GuardedButton
from centre_app.ui.cards import Bar, EmptyState, Words
from centre_app.ui.desk import Desk
from centre_app.ui.look import px
from centre_app.ui.paper_view import PaperView
from centre_app.ui.runner import Failure
from centre_app.ui.signals import call

__all__ = ["PaperCard", "PaperKey"]


@dataclass(frozen=True, slots=True)
class PaperKey:
    """A paper that can be shown: its form, what it is printed for, on which paper, and its caption."""

    form: str
    key: str
    caption: str
    paper: str | None = None
    name: str = ""
    """What the file is called at first; never a person's name."""
    looked_at: bool = False
    """Whether showing it opens a household file, which leaves a line: it is shown when somebody asks for it."""
    page: str = ""
    """Short code of a page that was issued: that very page is shown as it went out, and printed once more (补打)."""


class PaperCard(QWidget):
    """打印预览. One paper is seen, the others stand in a line above it; Ctrl+P prints the one that is seen."""

    printed = Signal(object)
    """The ``Issued`` page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._papers: Sequence[PaperKey] = ()
        self._shown: PaperKey | None = None
        self.setProperty("role", "ground")
        self._choices = QButtonGroup(self)
        self._choice_row = QHBoxLayout()
        self._choice_row.setSpacing(px(4))
        self.view = PaperView(desk.runner)
        self.view.failed.connect(self._fail)
        self._nothing = EmptyState("paper", "没有可打印的", "有了要打印的纸面，就显示在这里。", width=200)
        self._ask = Button("看预览", icon="show")
        asks = EmptyState("paper", "预览这张表", "打开会留下查看记录；内容和打印件逐字一致。", (self._ask,), width=200)
        self._ask.clicked.connect(call(self._draw))
        self._why = QWidget()
        self._sentences = QVBoxLayout(self._why)
        self._sentences.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget()
        self._asks = asks
        for widget in (self._nothing, asks, self._why, self.view):
            self.stack.addWidget(widget)
        self.print = GuardedButton(Button("打印", icon="print", key="Ctrl+P"))
        self.print.button.clicked.connect(call(self.to_file))
        self.note = Words("预览即打印件：同一 PDF，逐字一致", "note", wraps=True)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addLayout(self._choice_row)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        column.addWidget(self.note)
        column.addWidget(self.print)
        self._guard()

    def show_papers(self, papers: Sequence[PaperKey]) -> None:
        """The papers of the record that is looked at; the same kind as before stays in view."""
        before = self._shown.caption if self._shown else ""
        self._papers = tuple(papers)
        self._build_choices()
        self._show(next((one for one in papers if one.caption == before), papers[0] if papers else None))

    def show_caption(self, caption: str) -> None:
        """Show the paper of this caption."""
        self._choose(caption)

    def to_file(self) -> None:
        """Ask for the file, then print the paper that is seen for real."""
        shown = self._shown
        if shown is None:
            return
        name = f"{shown.name or shown.caption}.pdf"
        path, _ = QFileDialog.getSaveFileName(self, f"打印{shown.caption}到文件", name, "PDF（*.pdf）(*.pdf)")
        if path:
            file = Path(path) if path.lower().endswith(".pdf") else Path(f"{path}.pdf")
            office = self._desk.office
            job = (
                partial(issuing.reprint_to, office, shown.page, file)
                if shown.page
                else partial(issuing.print_to, office, shown.form, shown.key, file, shown.paper)
            )
            done = partial(self._printed, shown, file)
            self._desk.run(self, lambda _progress: job(), done, failed=self._fail, label=f"打印{shown.caption}")

    def _build_choices(self) -> None:
        captions = [each.caption for each in self._papers]
        if [button.text() for button in self._choices.buttons()] == captions:
            return
        while (item := self._choice_row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for button in self._choices.buttons():
            self._choices.removeButton(button)
        for caption in captions:
            choice = Button(caption, small=True)
            choice.setCheckable(True)
            choice.setAccessibleName(f"看{caption}")
            choice.clicked.connect(call(self._choose, caption))
            self._choices.addButton(choice)
            self._choice_row.addWidget(choice)

    def _choose(self, caption: str) -> None:
        self._show(next(each for each in self._papers if each.caption == caption))

    def _show(self, paper: PaperKey | None) -> None:
        self._shown = paper
        for button in self._choices.buttons():
            button.setChecked(paper is not None and button.text() == paper.caption)
        self._guard()
        if paper is None:
            self.stack.setCurrentWidget(self._nothing)
        elif paper.looked_at:
            self.stack.setCurrentWidget(self._asks)
        else:
            self._draw()

    def _draw(self) -> None:
        paper = self._shown
        if paper is None:
            return
        job = (
            partial(issuing.kept_copy, self._desk.office, paper.page)
            if paper.page
            else partial(issuing.draft, self._desk.office, paper.form, paper.key, paper.paper)
        )
        done = partial(self._drawn, paper)
        if paper.looked_at:
            self._desk.run(self, lambda _progress: job(), done, failed=self._fail)
        elif not self._desk.why_not("print"):
            self._desk.runner.read(self, job, done, self._fail, "paper")

    def _drawn(self, paper: PaperKey, pdf: bytes) -> None:
        if paper == self._shown:
            self._guard()
            self.stack.setCurrentWidget(self.view)
            self.view.show_pdf(pdf)

    def _printed(self, paper: PaperKey, file: Path, issued: Issued) -> None:
        self._desk.say(f"已打印{paper.caption}（短码 {issued.short_code}），存为 {file.name}。")
        self.printed.emit(issued)

    def _guard(self) -> None:
        why = self._desk.why_not("print") or ("" if self._shown else "先选一行。")
        self.print.guard(why)

    def _fail(self, failure: Failure) -> None:
        """A paper that must not go out says why in its own place, and is not printed."""
        if failure.kind != "refusal":
            self._desk.failed.emit(failure)
            return
        while (item := self._sentences.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for sentence in failure.sentences:
            self._sentences.addWidget(Bar("bad", sentence))
        self._sentences.addStretch(1)
        self.stack.setCurrentWidget(self._why)
        self.print.forbid("照上面的话处理后再打印。")
