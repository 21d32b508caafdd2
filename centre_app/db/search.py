"""The search tables: what the list of cases is found and sorted by, kept by the session itself.

They are derived from the records, so no audit line follows them, and they can be made anew at any time. A session
that saves an act notes whose case it touched and writes these cases anew, in the same transaction.

A case that changes gets the next key, so the order of the keys is the order of change. Its text can be searched at
once; its pieces go into the index later, many together, in the order of the keys. Up to the largest key that the
index knows, the index answers; what is newer is read through. So neither an act nor an import pays for the index,
and nothing that was stored is ever missing from a search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from centre_app.core.case_filter import EXACT
from centre_app.core.clocks import NEVER, Clock
from centre_app.core.households import HEAD
from centre_app.core.progress import SILENT, Progress
from centre_app.core.searching import Word, pieces, searched_text, sort_key
from centre_app.core.vocabulary.filing import CaseState
from centre_app.core.vocabulary.lists import CaseField, CaseSort
from centre_app.db.base import Base, Record
from centre_app.db.engines import Pieces, Searched
from centre_app.db.engines.postgresql_search import PostgresqlSearch
from centre_app.db.engines.sqlite_search import SqliteSearch
from centre_app.db.filing import Case, CaseMove
from centre_app.db.people import Household, HouseholdMember, Unit
from centre_app.db.rows import by_column, insert_columns

__all__ = [
    "CASE_INDEX",
    "CASE_TEXT",
    "Asked",
    "Touched",
    "cases_found",
    "clocks_of",
    "count_found",
    "forget_clocks",
    "out_of_step",
    "rebuild",
    "reckon",
    "refresh",
    "settle",
    "sums_found",
    "unreckoned",
    "unsettled",
    "without_blanks",
]

SORTED_BY: Final = 100
"""Characters of a sort key: the spelling of a very long name is cut."""
AT_ONCE: Final = 500
SETTLED_BY_AN_ACT: Final = 64
"""So many cases wait for the index before an act takes them in: a text is read in microseconds."""

CASE_INDEX: Final = sa.Table(
    "case_index",
    Base.metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("case_id", sa.Integer, nullable=False, unique=True),
    sa.Column("state", sa.String(32), nullable=False),
    sa.Column("state_order", sa.Integer, nullable=False),
    sa.Column("name", sa.String(SORTED_BY), nullable=False),
    sa.Column("archive_no", sa.String(40), nullable=False),
    sa.Column("opened_on", sa.Date, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False, server_default=NEVER.isoformat()),
    sa.Column("due_kind", sa.String(32), nullable=False, server_default=""),
    sa.Column("next_act", sa.String(32), nullable=False, server_default=""),
    sa.Column("closed", sa.Integer, nullable=False, server_default="0"),
    sa.Column("lacking", sa.Integer, nullable=False, server_default="0"),
    sa.Column("reckoned_at", sa.Integer, nullable=False, server_default="0"),
    sa.Index("ix_case_index_name", "name", "case_id", "state"),
    sa.Index("ix_case_index_archive_no", "archive_no", "case_id", "state"),
    sa.Index("ix_case_index_opened_on", "opened_on", "case_id", "state"),
    sa.Index("ix_case_index_state", "state_order", "case_id", "state"),
    sa.Index("ix_case_index_due_on", "due_on", "case_id", "state"),
)
"""A row for each case: what lists are sorted and filtered by. ``id`` rises with every change of the case.

From ``due_on`` on it holds what the rules made of the case when it had the key ``reckoned_at``: the next clock and
its kind, the act that comes next, how many gates are closed, how many papers are lacking. A case that has changed
since has another key, and is reckoned anew; nothing that reckons stands between a clerk and the saving of an act.
"""
_STALE: Final = sa.Index(
    "ix_case_index_stale",
    CASE_INDEX.c.id,
    sqlite_where=CASE_INDEX.c.reckoned_at != CASE_INDEX.c.id,
    postgresql_where=CASE_INDEX.c.reckoned_at != CASE_INDEX.c.id,
)
"""Only of the cases that must be reckoned anew, so that finding them costs nothing where there are none."""

CASE_TEXT: Final = sa.Table(
    "case_text",
    Base.metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("text", sa.Text, nullable=False),
)
"""The text that a case is found by; apart from the index, whose rows stay small."""

_PIECES: Final[Mapping[str, Pieces]] = {"sqlite": SqliteSearch(), "postgresql": PostgresqlSearch()}
_STATE_ORDER: Final = {str(state): place for place, state in enumerate(CaseState)}

_I: Final = CASE_INDEX.c
_T: Final = CASE_TEXT.c


def _pieces_of(session: Session) -> Pieces:
    return _PIECES[session.get_bind().dialect.name]


# Keeping the tables ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Touched:
    """Whose case an act has touched: ``cases`` that say otherwise now, all those of ``households`` and ``units``, and
    ``others`` that only had something added to them.
    """

    cases: set[int] = field(default_factory=set)
    households: set[int] = field(default_factory=set)
    units: set[int] = field(default_factory=set)
    others: set[int] = field(default_factory=set)

    def note(self, record: Record) -> None:
        """A record was stored, changed or taken out."""
        self.note_columns(type(record), {name: [getattr(record, name, None)] for name in _WHOSE})

    def note_columns(self, model: type[Record], columns: Mapping[str, Sequence[Any]]) -> None:
        """Rows were stored many at once; a household or case without a key is known by its other rows."""
        for keys, name in ((self._own(model), "id"), (self.others, "case_id"), (self.households, "household_id")):
            keys.update(filter(None, columns.get(name, ())))

    def _own(self, model: type[Record]) -> set[int]:
        if issubclass(model, Case):
            return self.cases
        if issubclass(model, Household):
            return self.households
        return self.units if issubclass(model, Unit) else set()


_WHOSE: Final = ("id", "case_id", "household_id")
"""The columns that say whose a row is."""

# Made once: putting a question together costs more than asking it.
_KEYS: Final[sa.BindParameter[Any]] = sa.bindparam("keys", expanding=True)
_OLD: Final[sa.BindParameter[Any]] = sa.bindparam("old")
_LIMIT: Final[sa.BindParameter[int]] = sa.bindparam("limit", type_=sa.Integer)
_NEW: Final[sa.BindParameter[Any]] = sa.bindparam("new")
_CASES_OF: Final = (
    ("households", sa.select(Case.id).where(Case.household_id.in_(_KEYS))),
    ("units", sa.select(Case.id).where(Case.filing_unit_id.in_(_KEYS))),
    ("units", sa.select(Case.id).where(Case.community_id.in_(_KEYS))),
)
_NAMED: Final = sa.select(Case.id).where(Case.uid == sa.bindparam("subject"))
_NEWEST: Final = sa.select(sa.func.max(_I.id))
_PLACES: Final = sa.select(_I.case_id, _I.id).where(_I.case_id.in_(_KEYS)).order_by(_I.case_id)
_MOVE: Final = tuple(table.update().where(table.c.id == _OLD).values(id=_NEW) for table in (CASE_INDEX, CASE_TEXT))
_REMOVE: Final = tuple(table.delete().where(table.c.id == _OLD) for table in (CASE_INDEX, CASE_TEXT))


def refresh(session: Session, touched: Touched, subject: UUID | None = None) -> None:
    """Write the touched cases anew, as the newest; ``subject`` is the case that the act itself names."""
    changed: set[int] = set(touched.cases)
    for name, of_keys in _CASES_OF:
        for some in _chunks(sorted(getattr(touched, name))):
            changed.update(session.scalars(of_keys, {"keys": some}))
    others = touched.others - changed
    if subject is not None and not changed and not others:
        others.update(session.scalars(_NAMED, {"subject": subject}))
    if not changed and not others:
        return
    place = _Place(session)
    for some in _chunks(sorted(others)):
        changed.update(place.move(some))
    for some in _chunks(sorted(changed)):
        place.write(some)
    if place.newest - place.known >= SETTLED_BY_AN_ACT:
        settle(session, SETTLED_BY_AN_ACT)


class _Place:
    """Where cases are put: behind the newest key; and what the index of pieces knows and must forget."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._index = _pieces_of(session)
        self.newest: int = session.scalar(_NEWEST) or 0
        self.known = self._index.known(session)

    def move(self, case_ids: Sequence[int]) -> list[int]:
        """Make cases the newest that say what they said; returns those that are not in the tables yet."""
        places = self._places(case_ids)
        moved = [{"old": key, "new": new} for new, key in enumerate(places.values(), start=self.newest + 1)]
        self._change(_MOVE, moved)
        self.newest += len(moved)
        return [case_id for case_id in case_ids if case_id not in places]

    def write(self, case_ids: Sequence[int]) -> None:
        """Put cases in as the records say now; what is gone is taken out."""
        self._change(_REMOVE, [{"old": key} for key in self._places(case_ids).values()])
        written = _read(self._session, case_ids)
        if written:
            keys = range(self.newest + 1, self.newest + 1 + len(written))
            connection = self._session.connection()
            insert_columns(connection, CASE_INDEX, {"id": keys, **by_column([one.sorted_by for one in written])})
            insert_columns(connection, CASE_TEXT, {"id": keys, "text": [one.text for one in written]})
        self.newest += len(written)

    def _places(self, case_ids: Sequence[int]) -> dict[int, int]:
        places = self._session.execute(_PLACES, {"keys": case_ids})
        return {row.case_id: row.id for row in places}

    def _change(self, statements: Iterable[sa.Update | sa.Delete], keys: Sequence[dict[str, int]]) -> None:
        if not keys:
            return
        for statement in statements:
            self._session.execute(statement, keys)
        if indexed := [each["old"] for each in keys if each["old"] <= self.known]:
            self._index.forget(self._session, indexed)


class _Written(NamedTuple):
    """A case as it goes into the tables."""

    sorted_by: dict[str, Any]
    text: str


# Asked of the tables, not of the models: a row costs half, and an import writes thousands.
_C, _H, _M = (Base.metadata.tables[model.__tablename__].c for model in (Case, Household, HouseholdMember))
_UNIT, _COMMUNITY = (Base.metadata.tables[Unit.__tablename__].alias() for _ in range(2))
_CASES: Final = (
    sa.select(
        _C.id,
        _C.household_id,
        _C.state,
        _C.opened_on,
        _C.archive_no,
        _C.local_no,
        _H.phone,
        _H.phone2,
        _H.town,
        _H.address,
        _H.hukou_place,
        _UNIT.c.name,
        _COMMUNITY.c.name,
    )
    .join_from(_C.id.table, _H.id.table, _H.id == _C.household_id)
    .outerjoin(_UNIT, _UNIT.c.id == _C.filing_unit_id)
    .outerjoin(_COMMUNITY, _COMMUNITY.c.id == _C.community_id)
    .where(_C.id.in_(_KEYS))
)
_SAID_ONCE: Final = 4
"""From here on everything that a case is read for is searched."""
_MEMBERS: Final = (
    sa.select(
        _M.household_id,
        _M.relation,
        _M.name,
        _M.id_number,
        _M.document_number,
        _M.phone,
        _M.employer,
    )
    .where(_M.household_id.in_(_KEYS))
    .order_by(_M.household_id, _M.position)
)


def _read(session: Session, case_ids: Sequence[int]) -> list[_Written]:
    """The cases as the records say, in the order in which they were asked for; what is gone is left out."""
    cases = session.execute(_CASES, {"keys": case_ids}).all()
    households = sorted({case.household_id for case in cases})
    people: dict[int, list[Sequence[Any]]] = {key: [] for key in households}
    for household, *member in session.execute(_MEMBERS, {"keys": households}).all():
        people[household].append(member)
    written = {case.id: _written(case, people[case.household_id]) for case in cases}
    return [written[key] for key in case_ids if key in written]


def _written(case: Any, people: Sequence[Sequence[Any]]) -> _Written:
    of_people = (value for _, _, *values in people for value in values)
    text = searched_text([name for _, name, *_ in people], (*case[_SAID_ONCE:], *of_people))
    head = next((name for relation, name, *_ in people if relation == HEAD), "")
    return _Written(
        {
            "case_id": case.id,
            "state": case.state,
            "state_order": _STATE_ORDER[case.state],
            "name": sort_key(head, SORTED_BY),
            "archive_no": case.archive_no or "",
            "opened_on": case.opened_on,
        },
        text,
    )


def settle(session: Session, most: int = AT_ONCE) -> int:
    """Take the oldest of the cases that wait into the index of pieces; returns how many."""
    index = _pieces_of(session)
    waiting = session.execute(
        sa.select(_I.id, _I.state, _T.text)
        .join(CASE_TEXT, _T.id == _I.id)
        .where(_I.id > index.known(session))
        .order_by(_I.id)
        .limit(most)
    ).all()
    if waiting:
        index.add(session, [Searched(key, state, pieces(text)) for key, state, text in waiting])
    return len(waiting)


def unsettled(session: Session) -> int:
    """How many cases wait for the index of pieces."""
    known = _pieces_of(session).known(session)
    return session.scalar(sa.select(sa.func.count()).select_from(CASE_INDEX).where(_I.id > known)) or 0


def rebuild(session: Session, progress: Progress = SILENT) -> None:
    """Make the tables anew from the records; the order of change is kept where it is known."""
    changed = sa.func.coalesce(_I.id, 0)
    known = sa.select(Case.id).outerjoin(CASE_INDEX, _I.case_id == Case.id).order_by(changed, Case.id)
    ids = list(session.scalars(known))
    _pieces_of(session).empty(session)
    session.execute(CASE_TEXT.delete())
    session.execute(CASE_INDEX.delete())
    place = _Place(session)
    for some in _chunks(ids):
        place.write(some)
        settle(session)
        progress.step(place.newest, len(ids))


def out_of_step(session: Session) -> Iterator[int]:
    """Keys of cases that the tables lack, say otherwise than the records, or have too much; reads everything."""
    ids = list(session.scalars(sa.select(Case.id).order_by(Case.id)))
    yield from sorted(set(session.scalars(sa.select(_I.case_id))) - set(ids))
    asked = sa.select(CASE_INDEX, _T.text).outerjoin(CASE_TEXT, _T.id == _I.id)
    for some in _chunks(ids):
        kept = {row.case_id: row for row in session.execute(asked.where(_I.case_id.in_(some)))}
        for one in _read(session, some):
            case_id = one.sorted_by["case_id"]
            row = kept.get(case_id)
            said = {**one.sorted_by, "text": one.text}
            if row is None or said != {name: getattr(row, name) for name in said}:
                yield case_id


# Reckoning ------------------------------------------------------------------------------------------------------


_RECKONED: Final = (_I.due_on, _I.due_kind, _I.next_act, _I.closed, _I.lacking)
_WAITING: Final = sa.select(_I.id, _I.case_id).where(_I.reckoned_at != _I.id).order_by(_I.id.desc()).limit(_LIMIT)
_RECKON: Final = (
    CASE_INDEX.update()
    .where(_I.id == _OLD)
    .values({name: sa.bindparam(f"new_{name}") for name in ("due_on", "due_kind", "next_act", "closed", "lacking")})
    .values(reckoned_at=_OLD)
)
_CLOCKS: Final = sa.select(_I.case_id, *_RECKONED).where(_I.case_id.in_(_KEYS))
_FORGET_CLOCKS: Final = CASE_INDEX.update().values(reckoned_at=0)


def unreckoned(session: Session, most: int) -> dict[int, int]:
    """The cases that changed since they were reckoned, the newest first: their place in the tables, and their key."""
    return {row.id: row.case_id for row in session.execute(_WAITING, {"limit": most})}


def reckon(session: Session, clocks: Mapping[int, Clock]) -> None:
    """Keep what was made of cases, by their place; one that has changed in between has another and is passed over."""
    rows = [
        {"old": place}
        | {f"new_{name}": getattr(clock, name) for name in ("due_on", "due_kind", "next_act", "closed", "lacking")}
        for place, clock in clocks.items()
    ]
    if rows:
        session.execute(_RECKON, rows)


def forget_clocks(session: Session) -> None:
    """The rules have changed: every case is reckoned anew."""
    session.execute(_FORGET_CLOCKS)


def clocks_of(session: Session, keys: Sequence[int]) -> dict[int, Clock]:
    """What was last made of these cases."""
    return {row[0]: Clock(*row[1:]) for row in session.execute(_CLOCKS, {"keys": keys})}


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]


# Asking ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """Which cases are wanted, and in which order; without words and states all."""

    words: tuple[Word, ...] = ()
    states: tuple[str, ...] = ()
    sort: CaseSort = CaseSort.CHANGED
    backwards: bool = False
    fields: tuple[tuple[CaseField, str], ...] = ()
    """What fields of the case must say."""


_SORTED: Final[Mapping[CaseSort, sa.Column[Any]]] = {
    CaseSort.CHANGED: _I.id,
    CaseSort.NAME: _I.name,
    CaseSort.ARCHIVE_NO: _I.archive_no,
    CaseSort.STATE: _I.state_order,
    CaseSort.OPENED: _I.opened_on,
    CaseSort.NEXT: _I.due_on,
}
_OF_CASE: Final = sa.select(Case.id)
_DAY_LONG: Final = len("2026-07-18")
_NAMED_UNIT, _NAMED_COMMUNITY = aliased(Unit), aliased(Unit)


def _where(index: Pieces, field: CaseField, value: sa.BindParameter[Any]) -> sa.ColumnElement[bool]:
    """The condition that one field puts on a row of the index."""
    match field:
        case CaseField.RED:
            return _I.closed > 0
        case CaseField.LACKING:
            return _I.lacking > 0
        case CaseField.CATEGORY:
            fitting = _OF_CASE.where(_says(Case.category, value))
        case CaseField.CAUSE:
            fitting = _OF_CASE.where(_says(Case.main_cause, value))
        case CaseField.UNIT:
            named = _OF_CASE.join(_NAMED_UNIT, _NAMED_UNIT.id == Case.filing_unit_id)
            fitting = named.where(index.contains(sa.type_coerce(_NAMED_UNIT.name, sa.String), value))
        case CaseField.COMMUNITY:
            named = _OF_CASE.join(_NAMED_COMMUNITY, _NAMED_COMMUNITY.id == Case.community_id)
            fitting = named.where(index.contains(sa.type_coerce(_NAMED_COMMUNITY.name, sa.String), value))
        case CaseField.TOWN:
            named = _OF_CASE.join(Household, Household.id == Case.household_id)
            town = sa.type_coerce(Household.town, sa.String)
            whole = sa.literal(EXACT, sa.String) + without_blanks(sa.func.coalesce(town, ""))
            fitting = named.where(sa.or_(index.contains(town, value), whole == value))
        case CaseField.FILED | CaseField.LEFT | CaseField.HEAD_BORN:
            fitting = _dated(field, value)
    return _I.case_id.in_(fitting)


def _dated(field: CaseField, value: sa.BindParameter[Any]) -> sa.Select[Any]:
    """The cases one of whose days lies in a span."""
    if field is CaseField.FILED:
        return _OF_CASE.where(_lies_in(Case.approved_on, value))
    if field is CaseField.LEFT:
        out = sa.and_(CaseMove.state_after == CaseState.CLOSED, _lies_in(CaseMove.on, value))
        return sa.select(CaseMove.case_id).where(out)
    heads = sa.select(HouseholdMember.household_id).where(HouseholdMember.relation == HEAD)
    born = heads.where(_lies_in(HouseholdMember.birth_date, value))
    unknown = Case.household_id.not_in(heads.where(HouseholdMember.birth_date.is_not(None)))
    return _OF_CASE.where(sa.or_(Case.household_id.in_(born), sa.and_(value == "", unknown)))


def without_blanks(text: Any) -> sa.ColumnElement[str]:
    """A text without its spaces: a word of a filter line has none."""
    return sa.func.replace(sa.func.replace(text, " ", ""), "\u3000", "")


def _says(column: Any, value: sa.BindParameter[Any]) -> sa.ColumnElement[bool]:
    """A code is this one; an empty value asks for what has none."""
    return sa.or_(column == value, sa.and_(value == "", column.is_(None)))


def _lies_in(day: Any, value: sa.BindParameter[Any]) -> sa.ColumnElement[bool]:
    """A day lies in a span whose first and last day stand behind each other in the value."""
    return sa.cast(day, sa.String).between(sa.func.substr(value, 1, _DAY_LONG), sa.func.substr(value, _DAY_LONG + 1))


_NEWEST_FIRST: Final = frozenset({CaseSort.CHANGED, CaseSort.OPENED})
_BEHIND: Final = {
    sort: sa.select(column, _I.case_id).where(_I.case_id == sa.bindparam("after")) for sort, column in _SORTED.items()
}
_KNOWN: Final[sa.BindParameter[int]] = sa.bindparam("known", type_=sa.Integer)
_CASE: Final[sa.BindParameter[int]] = sa.bindparam("case", type_=sa.Integer)
_STATES: Final[sa.BindParameter[Any]] = sa.bindparam("states", expanding=True)


def cases_found(session: Session, asked: Asked, limit: int | None = None, after: int | None = None) -> list[int]:
    """Keys of the cases that are wanted, in order; with ``after`` those that follow this case in it."""
    question, given = _put(session, asked)
    if limit is not None:
        question, given = replace(question, limited=True), given | {"limit": limit}
    if after is not None:
        place = session.execute(_BEHIND[asked.sort], {"after": after}).one()
        question, given = replace(question, behind=True), given | {"place": place[0], "case": place[1]}
    return list(session.scalars(_keys_of(question), given))


def count_found(session: Session, asked: Asked) -> int:
    """How many cases are wanted."""
    question, given = _put(session, asked)
    return session.scalar(_count_of(question), given) or 0


def sums_found(session: Session, asked: Asked) -> tuple[int, int]:
    """How many cases are wanted, and how many people who count live in them."""
    question, given = _put(session, asked)
    cases, people = session.execute(_sums_of(question), given).one()
    return cases, people


@dataclass(frozen=True, slots=True)
class _Question:
    """The shape of a question. One shape is put together once: that costs more than asking it."""

    dialect: str
    sort: CaseSort
    down: bool
    states: bool
    fields: tuple[CaseField, ...] = ()
    needles: int = 0
    """Words that are looked for in the texts that the index does not know yet: all of them."""
    doubtful: tuple[int, ...] = ()
    """Those of them that must be looked for even where the index has their pieces."""
    waiting: bool = False
    limited: bool = False
    behind: bool = False


def _put(session: Session, asked: Asked) -> tuple[_Question, dict[str, Any]]:
    """The shape of what is asked, and what it is given."""
    down = (asked.sort in _NEWEST_FIRST) is not asked.backwards
    fields = tuple(field for field, _ in asked.fields)
    question = _Question(session.get_bind().dialect.name, asked.sort, down, bool(asked.states), fields)
    given: dict[str, Any] = {"states": asked.states} if asked.states else {}
    given |= {f"field{place}": value for place, (_, value) in enumerate(asked.fields)}
    if not asked.words:
        return question, given
    index = _pieces_of(session)
    known = index.known(session)
    given |= {"pieces": index.asked(asked.words, asked.states), "known": known}
    given |= {f"needle{place}": word.needle for place, word in enumerate(asked.words)}
    doubtful = tuple(place for place, word in enumerate(asked.words) if not index.sure_of(word))
    waiting = (session.scalar(_NEWEST) or 0) > known
    return replace(question, needles=len(asked.words), doubtful=doubtful, waiting=waiting), given


@lru_cache(maxsize=256)
def _keys_of(question: _Question) -> sa.Select[Any]:
    found = [_in_order(part, question) for part in _parts(question)]
    if len(found) == 1:
        return found[0]
    both = sa.union_all(*(sa.select(part.subquery()) for part in found)).subquery()
    columns = (both.c.place, both.c.case_id)
    merged = sa.select(both.c.case_id).order_by(*(each.desc() if question.down else each for each in columns))
    return merged.limit(_LIMIT) if question.limited else merged


@lru_cache(maxsize=256)
def _count_of(question: _Question) -> sa.Select[Any]:
    together = sa.union_all(*(part.select for part in _parts(question))).subquery()
    return sa.select(sa.func.count()).select_from(together)


@lru_cache(maxsize=256)
def _sums_of(question: _Question) -> sa.Select[Any]:
    together = sa.union_all(*(part.select for part in _parts(question))).subquery()
    people = (
        sa.select(sa.func.count())
        .select_from(HouseholdMember)
        .where(HouseholdMember.household_id == Case.household_id, HouseholdMember.counted)
        .correlate(Case)
        .scalar_subquery()
    )
    return sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(people), 0)).join_from(
        together, Case, Case.id == together.c.case_id
    )


class _Part(NamedTuple):
    """A question answered by ``case_id`` and ``place``, and the columns that it is ordered by."""

    select: sa.Select[Any]
    order: tuple[sa.ColumnElement[Any], ...]


def _in_order(part: _Part, question: _Question) -> sa.Select[Any]:
    """The first of a part, or the first that lie behind a place."""
    select, order = part
    if question.behind:
        place: sa.BindParameter[Any] = sa.bindparam("place", type_=order[0].type)
        mine: Any = order[0]
        its: Any = place
        if len(order) > 1:
            mine, its = sa.tuple_(*order), sa.tuple_(place, _CASE)
        select = select.where(mine < its if question.down else mine > its)
    select = select.order_by(*(each.desc() if question.down else each for each in order))
    return select.limit(_LIMIT) if question.limited else select


def _parts(question: _Question) -> list[_Part]:
    """The questions that together answer: one, or one to the index and one to the texts that wait for it."""
    column = _SORTED[question.sort]
    what = sa.select(_I.case_id, column.label("place"))
    if question.states:
        what = what.where(_I.state.in_(_STATES))
    index = _PIECES[question.dialect]
    for place, asked in enumerate(question.fields):
        what = what.where(_where(index, asked, sa.bindparam(f"field{place}", type_=sa.String)))
    order = (column,) if column is _I.id else (column, _I.case_id)
    if not question.needles:
        return [_Part(what, order)]
    contained = [
        index.contains(_T.text, sa.bindparam(f"needle{place}", type_=sa.Text)) for place in range(question.needles)
    ]
    indexed = what.join_from(index.table, CASE_INDEX, _I.id == index.key).where(index.having)
    if question.doubtful:
        doubtful = (contained[place] for place in question.doubtful)
        indexed = indexed.join(CASE_TEXT, _T.id == index.key).where(*doubtful)
    parts = [_Part(indexed, (index.key,) if column is _I.id else order)]
    if question.waiting:
        waiting = what.join(CASE_TEXT, _T.id == _I.id).where(_I.id > _KNOWN, *contained)
        parts.append(_Part(waiting, order))
    return parts
