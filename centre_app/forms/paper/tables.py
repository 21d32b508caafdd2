"""Tables, measured: captioned cells in twelfths of the width, and grids with heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from .blocks import Box, Cell, Column, Fields, Fit, Grid, Opinion, Section, Ticks
from .cells import PAD, Content, Slot, fitted, spread, ticks
from .fonts import Role
from .geometry import MM
from .ops import Op, Rule, Strip, Tint, written
from .running import Desk, middle
from .setter import single

__all__ = ["fields", "grid", "section"]

_TWELFTHS = 12
_HEAD = 1.8
_SPREAD_CAPTION = frozenset({2, 3})
_CAPTION_WIDTH = 4
_DOUBLE = 1.8
_CELL_WHITE = 7.0
_SIGN_ROOM = 11 * MM
_GREY = 0.945
_UNDATED = "　　年　　月　　日"


# --- captioned cells --------------------------------------------------------------------------------------------


def fields(block: Fields, desk: Desk) -> list[Strip]:
    """Rows of boxes; every box of a row is as high as the highest."""
    draw = _row if block.ruled else _open_row
    return [draw(row, desk) for row in _rows(block.boxes)]


def _rows(boxes: Sequence[Box | Opinion]) -> list[list[Box | Opinion]]:
    """Boxes side by side until twelve twelfths are full."""
    rows: list[list[Box | Opinion]] = []
    used = float(_TWELFTHS)
    for box in boxes:
        if used + box.width > _TWELFTHS:
            rows.append([])
            used = 0.0
        rows[-1].append(box)
        used += box.width
    return rows


def _head(box: Box | Opinion) -> float:
    if not box.caption:
        return 0.0
    return _HEAD if box.head is None else box.head


def _row(row: list[Box | Opinion], desk: Desk) -> Strip:
    table = desk.paper.table
    unit = desk.width / _TWELFTHS
    height = table.row * desk.tight
    placed: list[tuple[float, float, Content, Box | Opinion, Content]] = []
    x = 0.0
    for box in row:
        head, width = _head(box) * unit, box.width * unit
        caption = _caption(box.caption, head, desk)
        value = _value(box, width - head, desk)
        height = max(height, caption.height + _CELL_WHITE, _least(box, value, desk))
        placed.append((x, head, caption, box, value))
        x += width
    strip = Strip(height, table=True)
    for x, head, caption, box, value in placed:
        if x:
            strip.still.append(Rule(x, 0, x, height, table.inner))
        if head:
            strip.still += caption.put(x, 0, height)
            strip.still.append(Rule(x + head, 0, x + head, height, table.inner))
        if isinstance(box, Opinion):
            _opinion(box, value, strip, desk, x + head, box.width * unit - head)
        else:
            strip.live += value.put(x + head, 0, height)
    strip.still.append(Rule(0, height, desk.width, height, table.inner))
    return _within(strip, desk, [(box.caption, box.key, value) for _, _, _, box, value in placed])


def _caption(words: str, width: float, desk: Desk) -> Content:
    """Captions of two or three characters are spread to four, as printed forms have them."""
    slot = desk.slot(width, desk.paper.table.head, words, role=Role.HEI)
    if len(words) in _SPREAD_CAPTION and width >= (_CAPTION_WIDTH + 0.5) * slot.size:
        return spread(words, _CAPTION_WIDTH * slot.size, slot)
    return fitted(words, Fit.CENTRE, slot) if words else Content((), slot.size, 0.0)


def _value(box: Box | Opinion, width: float, desk: Desk) -> Content:
    slot = desk.slot(width, desk.paper.table.size, box.caption, box.key)
    if isinstance(box, Opinion):
        return fitted(box.text, Fit.PROSE, slot) if box.text else Content((), slot.size, 0.0)
    if isinstance(box.value, Ticks):
        return ticks(box.value, slot)
    if not box.value:
        return Content((), slot.size, 0.0)
    return fitted(box.value, box.fit, slot)


def _least(box: Box | Opinion, value: Content, desk: Desk) -> float:
    pitch = desk.paper.table.size * 1.55
    if isinstance(box, Opinion):
        return max(box.lines * pitch, value.height) + _CELL_WHITE + _SIGN_ROOM
    return max((box.lines - 1) * pitch + desk.paper.table.row * desk.tight, value.height + _CELL_WHITE)


def _opinion(box: Opinion, value: Content, strip: Strip, desk: Desk, x: float, width: float) -> None:
    """The text at the head of the cell; signers at its foot, seal and day at the right of them."""
    size = desk.paper.table.size
    strip.live += value.put(x, _CELL_WHITE / 2, value.height)
    base = strip.height - 4.2 * MM
    day = single(box.day or _UNDATED, Role.SONG, size)
    right = x + width - 2 * PAD - day.width
    into = strip.live if box.day else strip.still
    into += written(day, right, base, size)
    if box.seal:
        line = single(box.seal, Role.SONG, size)
        right -= line.width + size
        strip.still += written(line, right, base, size)
    if box.signers:
        room = (right - x - 3 * PAD) / len(box.signers)
        for number, signer in enumerate(box.signers):
            strip.still += written(single(f"{signer}：", Role.SONG, size), x + 2 * PAD + number * room, base, size)


def _open_row(row: list[Box | Opinion], desk: Desk) -> Strip:
    """Captions with the value over a line: covers."""
    size = desk.paper.text.size
    unit = desk.width / _TWELFTHS
    height = max(desk.paper.table.row * 1.5, size * 2.2)
    strip = Strip(height)
    base = middle(0, height, size)
    x = 0.0
    for box in row:
        caption = single(f"{box.caption}：", desk.body, size)
        strip.still += written(caption, x, base, size)
        start, end = x + caption.width, x + box.width * unit - size / 2
        strip.still.append(Rule(start, base + 3, end, base + 3, 0.6))
        value = _value(box, end - start, desk)
        if len(value.lines) > 1:
            desk.slot(end - start, size, box.caption, box.key).overfull(_words(box))
        strip.live += value.put(start, 0, height)
        x += box.width * unit
    return strip


def _words(box: Box | Opinion) -> str:
    return box.value if isinstance(box, Box) and isinstance(box.value, str) else ""


def section(block: Section, desk: Desk) -> list[Strip]:
    """A head across the table on a light ground."""
    table = desk.paper.table
    height = table.row * desk.tight * 0.9
    strip = Strip(height, table=True, keep=True)
    strip.still.append(Tint(0, 0, desk.width, height, _GREY))
    strip.still.append(Rule(0, 0, desk.width, 0, table.inner))
    line = single(block.text, Role.HEI, table.head)
    strip.still += written(line, 2 * PAD, middle(0, height, table.head), table.head)
    strip.still.append(Rule(0, height, desk.width, height, table.inner))
    return [strip]


def _within(strip: Strip, desk: Desk, cells: Sequence[tuple[str, str, Content]]) -> Strip:
    """Refuse a row that is higher than a page, naming its highest cell."""
    room = desk.paper.body_height - desk.paper.title_block
    if strip.height > room:
        caption, key, content = max(cells, key=lambda cell: cell[2].height)
        words = "".join(line.text for _, line in content.lines)
        desk.slot(0, 0, caption, key).overfull(words)
        strip.height = room
    return strip


# --- grids --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the columns of one grid stand; ``lefts`` has one more entry than there are columns."""

    columns: tuple[Column, ...]
    lefts: tuple[float, ...]
    row: float
    desk: Desk

    def width(self, at: int, span: int = 1) -> float:
        return self.lefts[at + span] - self.lefts[at]


def grid(block: Grid, desk: Desk) -> list[Strip]:
    """Heads and rows; the heads are repeated wherever a page begins inside the grid."""
    columns = tuple(Column(column) if isinstance(column, str) else column for column in block.columns)
    rows: list[Sequence[str | Cell]] = [*block.rows, *([""] * len(columns) for _ in range(block.blank_rows))]
    row = block.row_height * MM if block.row_height is not None else desk.paper.table.row
    if block.panels > 1:
        columns, rows = _side_by_side(columns, rows, block.panels)
    total = sum(column.width for column in columns)
    lefts = (0.0, *(width * desk.width / total for width in accumulate(column.width for column in columns)))
    plan = _Plan(columns, lefts, row * desk.tight, desk)
    double = frozenset(range(len(columns) // block.panels, len(columns), len(columns) // block.panels))
    heads = tuple(_heads(plan, double))
    strips = [*heads]
    for group in _joined_rows(rows):
        strip = _body(group, plan, double)
        strip.heads = heads
        strips.append(strip)
    return strips


def _side_by_side(
    columns: tuple[Column, ...], rows: list[Sequence[str | Cell]], panels: int
) -> tuple[tuple[Column, ...], list[Sequence[str | Cell]]]:
    """Fill the first panel downwards, then the next; short panels end in empty cells."""
    length = -(-len(rows) // panels)
    empty = [""] * len(columns)
    wide: list[Sequence[str | Cell]] = []
    for number in range(length):
        parts = (rows[at] if at < len(rows) else empty for at in range(number, length * panels, length))
        wide.append([cell for part in parts for cell in part])
    return columns * panels, wide


def _joined_rows(rows: Sequence[Sequence[str | Cell]]) -> list[list[Sequence[str | Cell]]]:
    """Rows that a cell spans belong together."""
    groups: list[list[Sequence[str | Cell]]] = []
    left = 0
    for row in rows:
        if left <= 0:
            groups.append([])
        groups[-1].append(row)
        left = max(left - 1, *(cell.rows - 1 for cell in row if isinstance(cell, Cell)), 0)
    return groups


def _verticals(plan: _Plan, at: int, top: float, foot: float, double: frozenset[int]) -> list[Op]:
    """The rule at the left of a column; two of them between panels."""
    if at == 0:
        return []
    x = plan.lefts[at]
    inner = plan.desk.paper.table.inner
    if at not in double:
        return [Rule(x, top, x, foot, inner)]
    half = _DOUBLE / 2
    return [Rule(x - half, top, x - half, foot, inner), Rule(x + half, top, x + half, foot, inner)]


def _heads(plan: _Plan, double: frozenset[int]) -> list[Strip]:
    """One row of heads, or two where columns share one."""
    table = plan.desk.paper.table
    contents = [_head_cell(column, plan.width(at), plan.desk) for at, column in enumerate(plan.columns)]
    lower = max(plan.row, *(content.height + _CELL_WHITE for content in contents))
    grouped = any(column.group for column in plan.columns)
    upper = plan.row * 0.85 if grouped else 0.0
    strip = Strip(upper + lower, table=True, keep=True)
    at = 0
    for _, members in groupby(enumerate(plan.columns), key=lambda item: item[1].group or item[0]):
        span = len([*members])
        group = plan.columns[at].group
        if group:
            slot = plan.desk.slot(plan.width(at, span), table.head, group, role=Role.HEI)
            strip.still += fitted(group, Fit.CENTRE, slot).put(plan.lefts[at], 0, upper)
            strip.still.append(Rule(plan.lefts[at], upper, plan.lefts[at + span], upper, table.inner))
        for inside in range(at, at + span):
            top = upper if group else 0.0
            strip.still += contents[inside].put(plan.lefts[inside], top, strip.height - top)
            strip.still += _verticals(plan, inside, top if inside > at else 0.0, strip.height, double)
        at += span
    strip.still.append(Rule(0, strip.height, plan.desk.width, strip.height, table.inner))
    return [strip]


def _head_cell(column: Column, width: float, desk: Desk) -> Content:
    slot = desk.slot(width, desk.paper.table.head, column.head, role=Role.HEI)
    if column.fit is Fit.NAME and len(column.head) in _SPREAD_CAPTION:
        return spread(column.head, 3 * slot.size, slot)
    return fitted(column.head, Fit.CENTRE, slot) if column.head else Content((), slot.size, 0.0)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell with its content, its first row and column, and how far it reaches."""

    content: Content
    row: int
    at: int
    span: int
    rows: int


def _body(group: Sequence[Sequence[str | Cell]], plan: _Plan, double: frozenset[int]) -> Strip:
    """One row, or the rows that belong together because a cell spans them."""
    placed = _place(group, plan)
    heights = [plan.row] * len(group)
    for cell in placed:
        need = cell.content.height + (_CELL_WHITE if len(cell.content.lines) > 1 and not cell.content.dense else 0)
        short = need - sum(heights[cell.row : cell.row + cell.rows])
        if short > 0:
            heights[cell.row + cell.rows - 1] += short
    tops = (0.0, *accumulate(heights))
    strip = Strip(tops[-1], table=True)
    for cell in placed:
        top, foot = tops[cell.row], tops[cell.row + cell.rows]
        strip.live += cell.content.put(plan.lefts[cell.at], top, foot - top)
        strip.still += _verticals(plan, cell.at, top, foot, double)
        strip.still.append(
            Rule(plan.lefts[cell.at], foot, plan.lefts[cell.at + cell.span], foot, plan.desk.paper.table.inner)
        )
    return _within(
        strip, plan.desk, [(plan.columns[cell.at].head, plan.columns[cell.at].key, cell.content) for cell in placed]
    )


def _place(group: Sequence[Sequence[str | Cell]], plan: _Plan) -> list[_Placed]:
    placed: list[_Placed] = []
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(group):
        at = 0
        for value in row:
            while (number, at) in taken:
                at += 1
            cell = value if isinstance(value, Cell) else Cell(value)
            placed.append(_Placed(_cell(cell, at, plan), number, at, cell.span, cell.rows))
            taken.update((number + down, at + right) for down in range(cell.rows) for right in range(cell.span))
            at += cell.span
    return placed


def _cell(cell: Cell, at: int, plan: _Plan) -> Content:
    column = plan.columns[at]
    table = plan.desk.paper.table
    fit = cell.fit or column.fit
    size = table.name if fit is Fit.NAME else table.size
    if not cell.text:
        return Content((), size, 0.0)
    role = Role.HEI if cell.strong else Role.SONG
    slot = Slot(plan.width(at, cell.span), size, plan.desk.problems, column.head, column.key, role, plan.row)
    return fitted(cell.text, fit, slot)
