"""Tables, measured: captioned cells in twelfths of the width, and grids with heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from .blocks import Box, Cell, Column, Fields, Fit, Grid, Opinion, Section, Ticks
from .cells import PAD, Content, Slot, fitted, spread
from .fonts import Role
from .geometry import MM, TableSize
from .ops import Op, Rule, Strip, Tint, written
from .running import Desk, middle
from .setter import single

__all__ = ["fields", "grid", "section"]

_TWELFTHS = 12
_HEAD = 1.8
_SPREAD_CAPTION = frozenset({2, 3})
_CAPTION_WIDTH = 4
_DOUBLE = 1.8
_CELL_WHITE = 6.0
_HEAD_WHITE = 4.0
_HEAD_PITCH = 1.2
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


class _Shape(NamedTuple):
    """What a row's captions alone decide: where the values stand, how high it must be, which captions fail."""

    captions: tuple[tuple[float, str, float], ...]
    """Left edge, words and width of each caption."""
    values: tuple[tuple[float, float], ...]
    """Left edge and width of each value."""
    height: float
    overfull: tuple[str, ...]


@lru_cache(maxsize=1024)
def _shape(boxes: tuple[tuple[str, float, float | None], ...], width: float, size: float) -> _Shape:
    """From captions, widths and caption widths in twelfths."""
    unit = width / _TWELFTHS
    x = height = 0.0
    captions, values, overfull = [], [], []
    for words, twelfths, given in boxes:
        head = 0.0 if not words else (_HEAD if given is None else given) * unit
        if head:
            content = _caption(words, head, size)
            height = max(height, content.height + _CELL_WHITE)
            overfull += [words] if content.overfull else []
        captions.append((x, words, head))
        values.append((x + head, twelfths * unit - head))
        x += twelfths * unit
    return _Shape(tuple(captions), tuple(values), height, tuple(overfull))


def _row(row: list[Box | Opinion], desk: Desk) -> Strip:
    table = desk.paper.table
    shape = _shape(tuple([(box.caption, box.width, box.head) for box in row]), desk.width, table.head)
    for words in shape.overfull:
        desk.refuse(words, words)
    height = max(table.row * desk.tight, shape.height)
    contents = [_value(box, width, desk) for box, (_, width) in zip(row, shape.values, strict=True)]
    simple = max([value.height for value in contents]) + _CELL_WHITE
    height = max(
        height, simple, *[_least(box, value, desk) for box, value in zip(row, contents, strict=True) if _high(box)]
    )
    strip = Strip(height, _captions(shape.captions, height, desk.width, table), table=True)
    for box, value, (left, width) in zip(row, contents, shape.values, strict=True):
        if isinstance(box, Opinion):
            _opinion(box, value, strip, desk, left, width)
        elif box.lines > 1 and box.fit is Fit.PROSE:
            strip.live += value.put(left, _CELL_WHITE / 2, value.height)
        else:
            strip.live += value.put(left, 0, height)
    if height > desk.paper.body_height / 2:
        _within(strip, desk, [(box.caption, box.key, value) for box, value in zip(row, contents, strict=True)])
    return strip


@lru_cache(maxsize=1024)
def _captions(
    captions: tuple[tuple[float, str, float], ...], height: float, width: float, table: TableSize
) -> tuple[Op, ...]:
    """Captions and rules of a row: the same on every sheet of a form."""
    ops: list[Op] = []
    for x, words, head in captions:
        if x:
            ops.append(Rule(x, 0, x, height, table.inner))
        if head:
            ops += _caption(words, head, table.head).put(x, 0, height)
            ops.append(Rule(x + head, 0, x + head, height, table.inner))
    return (*ops, Rule(0, height, width, height, table.inner))


def _caption(words: str, width: float, size: float) -> Content:
    """Captions of two or three characters are spread to four, as printed forms have them."""
    slot = Slot(width, size, Role.HEI)
    if len(words) in _SPREAD_CAPTION and width >= (_CAPTION_WIDTH + 0.5) * size:
        return spread(words, _CAPTION_WIDTH * size, slot)
    return fitted(words, Fit.CENTRE, slot)


def _value(box: Box | Opinion, width: float, desk: Desk, size: float | None = None) -> Content:
    slot = Slot(width, size or desk.paper.table.size)
    if isinstance(box, Opinion):
        return desk.set(box.text, Fit.PROSE, slot, box.caption, box.key) if box.text else _nothing(slot)
    if isinstance(box.value, Ticks):
        return desk.tick(box.value, slot, box.caption, box.key)
    return desk.set(box.value, box.fit, slot, box.caption, box.key) if box.value else _nothing(slot)


def _nothing(slot: Slot) -> Content:
    return Content((), slot.size, 0.0)


def _high(box: Box | Opinion) -> bool:
    """Whether a box asks for more room than its value takes."""
    return isinstance(box, Opinion) or box.lines > 1


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
        value = _value(box, end - start, desk, size)
        if len(value.lines) > 1:
            desk.refuse(_words(box), box.caption, box.key)
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


def _within(strip: Strip, desk: Desk, cells: Sequence[tuple[str, str, Content]]) -> None:
    """Refuse a row that is higher than a page, naming its highest cell."""
    room = desk.paper.body_height - desk.paper.title_block
    if strip.height > room:
        caption, key, content = max(cells, key=lambda cell: cell[2].height)
        desk.refuse("".join(line.text for _, line in content.lines), caption, key)
        strip.height = room


# --- grids --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the columns of one grid stand; ``lefts`` has one more entry than there are columns."""

    columns: tuple[Column, ...]
    lefts: tuple[float, ...]
    row: float
    desk: Desk
    slots: tuple[Slot, ...]
    """The cell of each column."""

    def width(self, at: int, span: int = 1) -> float:
        return self.lefts[at + span] - self.lefts[at]


def grid(block: Grid, desk: Desk) -> list[Strip]:
    """Heads and rows; the heads are repeated wherever a page begins inside the grid."""
    columns = tuple(Column(column) if isinstance(column, str) else column for column in block.columns)
    rows: list[Sequence[str | Cell]] = [*block.rows, *([""] * len(columns) for _ in range(block.blank_rows))]
    row = block.row_height * MM if block.row_height is not None else desk.paper.table.row
    if block.panels > 1:
        columns, rows = _side_by_side(columns, rows, block.panels, desk.panel_rows)
    total = sum(column.width for column in columns)
    lefts = (0.0, *(width * desk.width / total for width in accumulate(column.width for column in columns)))
    table, height = desk.paper.table, row * desk.tight
    slots = tuple(
        Slot(right - left, table.name if column.fit is Fit.NAME else table.size, height=height)
        for column, (left, right) in zip(columns, pairwise(lefts), strict=True)
    )
    plan = _Plan(columns, lefts, height, desk, slots)
    double = frozenset(range(len(columns) // block.panels, len(columns), len(columns) // block.panels))
    heads = tuple(_heads(plan, double))
    strips = [*heads]
    for group in _joined_rows(rows):
        strip = _body(group, plan, double)
        strip.heads = heads
        strip.panelled = block.panels > 1
        strips.append(strip)
    return strips


def _side_by_side(
    columns: tuple[Column, ...], rows: list[Sequence[str | Cell]], panels: int, lengths: Sequence[int]
) -> tuple[tuple[Column, ...], list[Sequence[str | Cell]]]:
    """Fill the first panel of a page downwards, then the next; short panels end in empty cells.

    ``lengths`` says how many rows each page holds; without it everything stands on one.
    """
    empty = [""] * len(columns)
    wide: list[Sequence[str | Cell]] = []
    start = 0
    for length in lengths or (-(-len(rows) // panels),):
        part = rows[start : start + length * panels]
        for number in range(length):
            cells = (part[at] if at < len(part) else empty for at in range(number, length * panels, length))
            wide.append([cell for cell_row in cells for cell in cell_row])
        start += length * panels
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


def _verticals(x: float, at: int, top: float, foot: float, inner: float, double: frozenset[int]) -> list[Op]:
    """The rule at the left of a column; two of them between panels."""
    if at == 0:
        return []
    if at not in double:
        return [Rule(x, top, x, foot, inner)]
    half = _DOUBLE / 2
    return [Rule(x - half, top, x - half, foot, inner), Rule(x + half, top, x + half, foot, inner)]


def _heads(plan: _Plan, double: frozenset[int]) -> list[Strip]:
    """One row of heads, or two where columns share one; no higher than the paper's rows, where others leave room."""
    table = plan.desk.paper.table
    contents = [_head_cell(column, plan.width(at), plan.desk) for at, column in enumerate(plan.columns)]
    least = min(table.row * plan.desk.tight, plan.row)
    lower = max(least, *(content.height + _HEAD_WHITE for content in contents))
    grouped = any(column.group for column in plan.columns)
    upper = least * 0.85 if grouped else 0.0
    strip = Strip(upper + lower, table=True, keep=True)
    at = 0
    for _, members in groupby(enumerate(plan.columns), key=lambda item: item[1].group or item[0]):
        span = len([*members])
        group = plan.columns[at].group
        if group:
            slot = Slot(plan.width(at, span), table.head, Role.HEI)
            strip.still += plan.desk.set(group, Fit.CENTRE, slot, group).put(plan.lefts[at], 0, upper)
            strip.still.append(Rule(plan.lefts[at], upper, plan.lefts[at + span], upper, table.inner))
        for inside in range(at, at + span):
            top = upper if group else 0.0
            strip.still += contents[inside].put(plan.lefts[inside], top, strip.height - top)
            left, above = plan.lefts[inside], top if inside > at else 0.0
            strip.still += _verticals(left, inside, above, strip.height, table.inner, double)
        at += span
    strip.still.append(Rule(0, strip.height, plan.desk.width, strip.height, table.inner))
    return [strip]


def _head_cell(column: Column, width: float, desk: Desk) -> Content:
    slot = Slot(width, desk.paper.table.head, Role.HEI)
    if column.fit is Fit.NAME and len(column.head) in _SPREAD_CAPTION:
        return spread(column.head, 3 * slot.size, slot)
    if not column.head:
        return _nothing(slot)
    return desk.set(column.head, Fit.CENTRE, slot, column.head)._replace(pitch=slot.size * _HEAD_PITCH)


class _Placed(NamedTuple):
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
        several = len(cell.content.lines) > 1 and not cell.content.dense
        short = cell.content.height + (_CELL_WHITE if several else 0.0)
        short -= sum(heights[cell.row : cell.row + cell.rows])
        if short > 0:
            heights[cell.row + cell.rows - 1] += short
    tops = (0.0, *accumulate(heights))
    lefts = plan.lefts
    live: list[Op] = []
    edges = []
    for cell in placed:
        top, foot = tops[cell.row], tops[cell.row + cell.rows]
        edges.append((cell.at, cell.span, top, foot))
        live += cell.content.put(lefts[cell.at], top, foot - top)
    base = _rules(lefts, tuple(edges), plan.desk.paper.table.inner, double)
    strip = Strip(tops[-1], base, live=live, table=True)
    if strip.height > plan.desk.paper.body_height / 2:
        _within(strip, plan.desk, [_where(cell, plan) for cell in placed])
    return strip


def _where(cell: _Placed, plan: _Plan) -> tuple[str, str, Content]:
    column = plan.columns[cell.at]
    return column.head, column.key, cell.content


@lru_cache(maxsize=1024)
def _rules(
    lefts: tuple[float, ...],
    edges: tuple[tuple[int, int, float, float], ...],
    inner: float,
    double: frozenset[int],
) -> tuple[Op, ...]:
    """The rules of a row from where its cells stand: column, span, top and foot."""
    ops: list[Op] = []
    for at, _, top, foot in edges:
        ops += _verticals(lefts[at], at, top, foot, inner, double)
    under = Rule(0.0, 0.0, 0.0, 0.0, inner)
    for at, span, _, foot in sorted(edges, key=lambda edge: (edge[3], edge[0])):
        left, right = lefts[at], lefts[at + span]
        if (under.x2, under.y1) == (left, foot):
            under = under._replace(x2=right)
            ops[-1] = under
        else:
            under = Rule(left, foot, right, foot, inner)
            ops.append(under)
    return tuple(ops)


def _place(group: Sequence[Sequence[str | Cell]], plan: _Plan) -> list[_Placed]:
    """Every cell with its content; the quick way first, because nearly all rows are plain texts."""
    if len(group) == 1:
        texts = [value for value in group[0] if isinstance(value, str)]
        if len(texts) == len(group[0]):
            return [_Placed(_plain(text, at, plan), 0, at, 1, 1) for at, text in enumerate(texts)]
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


def _plain(text: str, at: int, plan: _Plan) -> Content:
    """A text that is like its column."""
    column, slot = plan.columns[at], plan.slots[at]
    return plan.desk.set(text, column.fit, slot, column.head, column.key) if text else _nothing(slot)


def _cell(cell: Cell, at: int, plan: _Plan) -> Content:
    column = plan.columns[at]
    table = plan.desk.paper.table
    fit = cell.fit or column.fit
    role = Role.HEI if cell.strong else Role.SONG
    slot = Slot(plan.width(at, cell.span), table.name if fit is Fit.NAME else table.size, role, plan.row)
    return plan.desk.set(cell.text, fit, slot, column.head, column.key) if cell.text else _nothing(slot)
