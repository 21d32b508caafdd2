"""Forms made from the data dictionary: captions, fields by kind, and under each field what there is to say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from centre_app.core.areas import Areas
from centre_app.core.fields import Field, Kind
from centre_app.core.fields.values import day_or_month, value_faults
from centre_app.core.people import Identity, age_on
from centre_app.core.refusals import Told
from centre_app.core.refusals.households import DayInFuture
from centre_app.core.vocabulary.answers import Answer

from .cards import Glyph, Words
from .choice_field import ChoiceField
from .date_field import DateField
from .id_field import IdField
from .look import Tone, px
from .money_field import MoneyField
from .name_field import NameField
from .typed_field import LongField, PlainField, TypedField

__all__ = ["Form"]

Editor: TypeAlias = TypedField | LongField
_CAPTION: Final = 92
_LONG_LINES: Final = 3
_FROM_NUMBER: Final = "由证件号"
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Caption(QWidget):
    """The caption of a field, with a red star before it where it must be filled."""

    def __init__(self, text: str, editor: QWidget, *, required: bool) -> None:
        super().__init__()
        star = Words("*" if required else "", "", "bad")
        star.setFixedWidth(px(9))
        words = Words(text, "caption", wraps=True)
        words.setBuddy(editor)
        row = QHBoxLayout(self)
        # The first line of a caption stands beside the middle of its field, however many follow.
        row.setContentsMargins(0, (px(32) - words.fontMetrics().height()) // 2, 0, 0)
        row.setSpacing(0)
        row.addWidget(star, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)
        self.setFixedWidth(px(_CAPTION))
        self.setMinimumHeight(px(32))


class _Said(QWidget):
    """The sentence under a field, with the icon of its tone."""

    def __init__(self) -> None:
        super().__init__()
        self._glyph = Glyph("ok", "ok", 13)
        self._words = Words("", "note", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(2), 0, 0, px(2))
        row.setSpacing(px(6))
        glyph = QVBoxLayout()
        glyph.setContentsMargins(0, px(3), 0, 0)
        glyph.addWidget(self._glyph)
        glyph.addStretch(1)
        row.addLayout(glyph)
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, tone: Tone, sentence: str) -> None:
        """Say a sentence, or nothing."""
        self._glyph.show_icon(tone, tone)
        self._words.say(sentence, tone)
        self.setVisible(bool(sentence))


@dataclass(frozen=True, slots=True)
class _Line:
    field: Field
    editor: Editor
    caption: QWidget
    said: _Said


class Form(QWidget):
    """Fields of one record in one or two columns, read row by row.

    Enter goes to the next field and Shift+Enter back; an input method that composes keeps Enter to itself. ``on`` is
    the day from which days in short are seen; ``areas`` lets identity numbers be looked up.
    """

    settled = Signal(str)
    """The field of this name was left with another text than before."""
    help_wanted = Signal(object)
    """F1 on a field: its ``Field``."""
    finished = Signal()
    """Enter in the last field."""

    def __init__(
        self, fields: Sequence[Field], on: date, *, areas: Areas | None = None, columns: int = 2, name: str = ""
    ) -> None:
        super().__init__()
        self._on = on
        self._areas = areas
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(6))
        self._lines: dict[str, _Line] = {}
        self._columns = columns
        for at in range(columns):
            self._grid.setColumnMinimumWidth(2 * at, px(_CAPTION))
            self._grid.setColumnStretch(2 * at + 1, 1)
        self._build(fields)
        self._follow_the_number()

    def _build(self, fields: Sequence[Field]) -> None:
        row = column = 0
        for field in fields:
            wide = field.kind is Kind.LONG_TEXT
            if wide and column:
                row, column = row + 1, 0
            line = self._line(field)
            self._lines[field.name] = line
            span = 2 * self._columns - 1 if wide else 1
            self._grid.addWidget(line.caption, 2 * row, 2 * column, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(line.editor, 2 * row, 2 * column + 1, 1, span, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(line.said, 2 * row + 1, 2 * column + 1, 1, span)
            column += self._columns if wide else 1
            if column >= self._columns:
                row, column = row + 1, 0

    def _line(self, field: Field) -> _Line:
        editor = self._editor(field)
        editor.check = lambda value: _faults(field, value, self._on)
        caption = _Caption(field.label, editor, required=field.required)
        editor.setAccessibleName(f"{field.label}，必填" if field.required else field.label)
        editor.setAccessibleDescription(field.help)
        editor.setToolTip(field.help)
        editor.installEventFilter(self)
        editor.settled.connect(lambda: self._settle(field.name))
        return _Line(field, editor, caption, _Said())

    def _editor(self, field: Field) -> Editor:
        options = [option for choices in field.choices for option in choices]
        match field.kind:
            case Kind.LONG_TEXT:
                long = LongField()
                long.setFixedHeight(long.fontMetrics().lineSpacing() * _LONG_LINES + px(14))
                return long
            case Kind.MONEY:
                return MoneyField()
            case Kind.DAY:
                return DateField(self._on, ahead=field.ahead)
            case Kind.DAY_OR_MONTH:
                return DateField(self._on, months=True)
            case Kind.ID:
                return IdField(self._on, self._areas)
            case Kind.NAME:
                return NameField()
            case Kind.YES_NO:
                return ChoiceField(Answer)
            case Kind.CODE | Kind.CODES:
                return ChoiceField(options, several=field.kind is Kind.CODES)
            case Kind.TEXT if options:
                return ChoiceField(options, free=True)
        return PlainField(field.kind)

    # values

    def values(self) -> dict[str, Any]:
        """The value of every field by name, as if all were left; ``None`` where nothing stands or can be read.

        A field that still shows a masked text of the store is left out: what is stored stays.
        """
        for line in self._lines.values():
            line.editor.settle()
        return {name: _out(line.field, line.editor.value) for name, line in self._lines.items() if not _is_kept(line)}

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show values that come from elsewhere; fields that are not named stay as they are."""
        for name, value in values.items():
            if name in self._lines:
                line = self._lines[name]
                line.editor.show_value(_in(line.field, value))
                line.said.say("ok", "")

    def draft(self) -> dict[str, str]:
        """The texts as they stand, read or not: what a draft keeps."""
        return {
            name: line.editor.raw()
            for name, line in self._lines.items()
            if not (line.editor.isReadOnly() or _is_kept(line))
        }

    def take_draft(self, texts: Mapping[str, str]) -> None:
        """Put the texts of a draft back and read them, as if each field were left."""
        for name, text in texts.items():
            if name not in self._lines:
                continue
            editor = self._lines[name].editor
            if isinstance(editor, LongField):
                editor.setPlainText(text)
            elif not editor.isReadOnly():
                editor.setText(text)
            editor.settle()

    def field(self, name: str) -> Editor:
        """The field of this name."""
        return self._lines[name].editor

    # what there is to say

    def say(self, name: str, tone: Tone, sentence: str) -> None:
        """Say a sentence under a field."""
        self._lines[name].said.say(tone, sentence)

    def sentence(self, name: str) -> str:
        """What is said under a field."""
        return self._lines[name].said.text

    def object_to(self, told: Iterable[Told]) -> list[Told]:
        """Show all objections under their fields and go to the first; gives back those that name no field here."""
        rest: list[Told] = []
        by_name: dict[str, list[Told]] = {}
        for each in told:
            name = (each.field or "").rpartition(".")[2]
            if name in self._lines:
                by_name.setdefault(name, []).append(each)
            else:
                rest.append(each)
        for name, line in self._lines.items():
            if name in by_name:
                line.editor.object_to(tuple(by_name[name]))
                self._speak(line)
        self.next_lack(from_start=True)
        return rest

    def lacks(self) -> list[str]:
        """The fields that are required and empty, or refused, in order."""
        return [name for name, line in self._lines.items() if _lacks(line)]

    def go_to_unread(self) -> bool:
        """Go to the first field whose text cannot be read; ``False`` where every text can. What was typed there
        must not be left out silently, even where the field may stay empty.
        """
        for line in self._lines.values():
            unread = line.editor.value is None and bool(line.editor.raw().strip())
            if unread and any(told.stops for told in line.editor.told):
                self._speak(line)
                line.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def next_lack(self, *, back: bool = False, from_start: bool = False) -> bool:
        """Go to the next field that lacks something; ``False`` where none does."""
        lacking, names = self.lacks(), list(self._lines)
        if not lacking:
            return False
        here = next((at for at, name in enumerate(names) if self._lines[name].editor.hasFocus()), -1)
        if from_start:
            here = -1
        behind = [name for name in lacking if names.index(name) > here]
        before = [name for name in lacking if names.index(name) < here]
        target = (before or lacking)[-1] if back else (behind or lacking)[0]
        self._lines[target].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _settle(self, name: str) -> None:
        self._speak(self._lines[name])
        self.settled.emit(name)

    @staticmethod
    def _speak(line: _Line) -> None:
        told = line.editor.told
        stops = any(each.stops for each in told)
        line.said.say("bad" if stops else "warn", " ".join(each.sentence for each in told))

    # what the identity number says

    def _follow_the_number(self) -> None:
        for line in self._lines.values():
            if isinstance(line.editor, IdField):
                line.editor.identity_known.connect(lambda found, name=line.field.name: self._take_identity(name, found))

    def _take_identity(self, name: str, found: Identity | None) -> None:
        """Fill sex and birth date from the number and close them; open them again when it is no more."""
        says = {"sex": found.sex, "birth_date": found.birth_date} if found is not None and found.ok else {}
        for other in ("sex", "birth_date"):
            editor = self._lines[other].editor if other in self._lines else None
            if isinstance(editor, TypedField):
                if says:
                    editor.take_from(says[other], _FROM_NUMBER)
                    self.say(other, "ok", "")
                else:
                    editor.release()
        if found is not None and found.birth_date is not None:
            age = age_on(found.birth_date, self._on)
            self.say(name, "ok", f"校验位对；生日、性别已带出，{age} 岁")

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in _ENTER and isinstance(watched, TypedField) and not watched.composing:
                return self._go_on(watched, back=back)
            if event.key() == Qt.Key.Key_F1:
                line = next(line for line in self._lines.values() if line.editor is watched)
                self.help_wanted.emit(line.field)
                return True
            if event.key() == Qt.Key.Key_F8:
                return self.next_lack(back=back)
        return False

    def _go_on(self, editor: TypedField, *, back: bool) -> bool:
        editor.settle()
        editors = [line.editor for line in self._lines.values() if _is_open(line.editor)]
        at = editors.index(editor) + (-1 if back else 1)
        if 0 <= at < len(editors):
            editors[at].setFocus(Qt.FocusReason.BacktabFocusReason if back else Qt.FocusReason.TabFocusReason)
        elif not back:
            self.finished.emit()
        return True


def _is_open(editor: Editor) -> bool:
    return not editor.isReadOnly() and editor.isEnabled()


def _lacks(line: _Line) -> bool:
    refused = any(each.stops for each in line.editor.told)
    return refused or (line.field.required and line.editor.value is None and not _is_kept(line))


def _is_kept(line: _Line) -> bool:
    return isinstance(line.editor, TypedField) and line.editor.kept


def _in(field: Field, value: Any) -> Any:
    """A stored value as its field shows it: codes as their members, truth as a word."""
    match field.kind:
        case Kind.YES_NO if value is not None:
            return Answer.YES if value else Answer.NO
        case Kind.CODES if value is not None:
            return tuple(option for code in value if (option := field.option(code)))
        case Kind.CODE if value is not None:
            return field.option(value)
        case Kind.DAY_OR_MONTH if value is not None:
            return day_or_month(value)
        case Kind.TEXT if field.choices and value is not None:
            return field.option(value) or value
    return value


def _out(field: Field, value: Any) -> Any:
    """A field's value as it is stored: members are their codes by themselves, answers are truth, months are text."""
    if isinstance(value, Answer):
        return value is Answer.YES
    return str(value) if field.kind is Kind.DAY_OR_MONTH and value is not None else value


def _faults(field: Field, value: Any, on: date) -> Iterator[Told]:
    """What the dictionary has to object to a value."""
    stored = _out(field, value)
    if field.kind is Kind.DAY and not field.ahead and stored > on:
        yield DayInFuture(where=field.label, today=on)
    yield from value_faults(field, stored, where=field.label, on=on)
